"""Scenes with a player and an instrument: every note is seen when it is heard."""
