"""Measures tandem-mini on clips, utterances and phrasings that no part of it was trained on."""
