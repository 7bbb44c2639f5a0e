"""Scenes of impacts: what is seen to strike is heard at that instant."""
