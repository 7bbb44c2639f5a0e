"""Does what steers the sampling act as it promises? Guidance, given sounds and given pictures, on tandem-mini."""
