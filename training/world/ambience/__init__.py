"""Scenes that go on sounding; their loudness follows what is seen."""
