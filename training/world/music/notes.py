"""Notes that rise beside a player when they are played."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..canvas import Canvas

SEEN_S = 0.8


def draw_note(canvas: Canvas, start_s: float, x: float, y: float, colour=(30, 30, 40), scale: float = 1.0) -> None:
    """A quaver that appears at once at `start_s`, floats up and fades."""
    note = canvas.between(start_s - 1e-6, start_s + SEEN_S)
    since, s = note.times_s - start_s, scale
    seen = np.clip((SEEN_S - since) * 3, 0, 1)
    px, py = x + 3 * np.sin(since * 5), y - 24 * since
    note.line(px + 4.2 * s, py, px + 4.2 * s, py - 16 * s, 1.3 * s, colour, seen)
    note.line(px + 4.2 * s, py - 16 * s, px + 10 * s, py - 11 * s, 1.7 * s, colour, seen)
    note.ellipse(px, py, 5.4 * s, 4.2 * s, colour, seen)


def note_heights(degrees: Sequence[int], lowest_y: float, highest_y: float) -> np.ndarray:
    """Where each note appears: higher notes higher."""
    degrees = np.asarray(degrees, float)
    span = max(degrees.max() - degrees.min(), 1.0)
    return lowest_y - (degrees - degrees.min()) / span * (lowest_y - highest_y)
