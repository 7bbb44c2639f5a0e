"""What is drawn so that an impact is seen: rays, dust and sparks."""

from __future__ import annotations

import numpy as np

from ...engine.mini.text.motion import fade
from .canvas import Canvas

RAY_SECONDS, SPARK_SECONDS = 0.32, 0.45
ORANGE = (245, 130, 30)
"""Stands out from every background."""


def draw_rays(
    canvas: Canvas,
    x: float,
    y: float,
    onsets_s: np.ndarray,
    inner: float,
    outer: float,
    colour=ORANGE,
    angles: tuple[float, ...] = (-2.6, -2.1, -1.57, -1.04, -0.5),
    strength: float = 1.0,
) -> None:
    """Thick rays around (x, y), at their brightest in the first frame of every impact; 0 rad points right, -pi/2 up."""
    for onset in onsets_s:
        lit = canvas.between(onset - 1e-6, onset + RAY_SECONDS)
        since = lit.times_s - onset
        seen, grown = fade(since, 0.12) * strength, 1 + 1.2 * since
        for angle in angles:
            dx, dy = np.cos(angle), np.sin(angle)
            lit.line(
                x + dx * inner * grown, y + dy * inner * grown, x + dx * outer * grown, y + dy * outer * grown,
                2.4, colour, seen,
            )  # fmt: skip


def draw_flash(
    canvas: Canvas, x: float, y: float, onsets_s: np.ndarray, radius: float, colour=ORANGE, decay_s=0.09
) -> None:
    """A round glow that is largest in the first frame of every impact."""
    for onset in onsets_s:
        lit = canvas.between(onset - 1e-6, onset + 4 * decay_s)
        seen = fade(lit.times_s - onset, decay_s)
        lit.ellipse(x, y, radius, radius, colour, 0.9 * seen)
        lit.ellipse(x, y, radius * 0.55, radius * 0.55, (255, 255, 255), seen)


def random_sparks(rng: np.random.Generator, count: int) -> np.ndarray:
    """`[count, 3]`: sideways speed and upward speed in board units per second, and radius."""
    return rng.uniform((-130, 40, 1.8), (130, 170, 3.0), (count, 3))


def draw_sparks(canvas: Canvas, x: float, y: float, onset_s: float, sparks: np.ndarray, colour, gravity=330.0) -> None:
    """Bits that fly up from (x, y) at `onset_s` and fall."""
    flying = canvas.between(onset_s - 1e-6, onset_s + SPARK_SECONDS)
    since = flying.times_s - onset_s
    seen = np.clip((SPARK_SECONDS - since) * 5, 0, 1)
    for speed_x, speed_y, radius in sparks:
        flying.ellipse(x + speed_x * since, y - speed_y * since + gravity * since**2, radius, radius, colour, seen)
