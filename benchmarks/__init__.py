"""Measured comparisons, as medians and ratios: `python dev.py bench`."""
