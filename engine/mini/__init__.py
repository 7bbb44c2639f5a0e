"""tandem-mini: a small joint audio-video model that runs on a CPU."""
