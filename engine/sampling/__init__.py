"""How a clip is sampled: noise per stream, the sigma schedule, guidance per stream, locks, and a reference sampler."""
