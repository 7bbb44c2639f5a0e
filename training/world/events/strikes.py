"""How loudly things strike, and how clearly that is marked in the picture."""

LOUDNESS_GAIN = {"quiet": 0.25, "medium": 0.5, "loud": 0.9}
MARK_STRENGTH = {"quiet": 0.55, "medium": 0.8, "loud": 1.0}
