"""Tempo and scales by the names of their slots: how the world plays and sings, and how scripts of songs are written."""

from __future__ import annotations

BEATS_PER_MINUTE = {"slow": 72, "medium": 104, "fast": 144}
SCALES = {"happy": (0, 2, 4, 5, 7, 9, 11), "sad": (0, 2, 3, 5, 7, 8, 10)}
"""Semitones above the root: major, and natural minor."""


def beat_seconds(pace: str) -> float:
    """Raises KeyError for a pace that has no tempo."""
    return 60.0 / BEATS_PER_MINUTE[pace]


def midi_note(mood: str, root: int, degree: int) -> int:
    """The MIDI note of a degree of the scale on `root`; degree 7 is the octave."""
    return root + 12 * (degree // 7) + SCALES[mood][degree % 7]
