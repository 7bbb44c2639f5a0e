"""Training of the text side: the prompt reader, letters to phonemes, and the durations of phonemes."""
