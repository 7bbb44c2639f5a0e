"""When things strike: the tempo behind the words slow, medium and fast, for everything that is struck in the world."""

from __future__ import annotations

import numpy as np

STRIKE_EVERY_S: dict[str, dict[str, float]] = {
    "drum": {"slow": 0.56, "medium": 0.40, "fast": 0.24},
    "bell": {"slow": 1.0, "medium": 0.75, "fast": 0.5},
    "door": {"slow": 1.6, "medium": 1.2, "fast": 0.85},
    "clap": {"slow": 0.8, "medium": 0.5, "fast": 0.3},
    "hammer": {"slow": 0.95, "medium": 0.65, "fast": 0.42},
    "balloon": {"slow": 2.2, "medium": 1.6, "fast": 1.1},
    "water_drop": {"slow": 1.0, "medium": 0.66, "fast": 0.42},
}
"""Seconds from one strike to the next."""
CRASH_EVERY_S, FIRST_CRASH_S = (1.8, 2.4), (0.3, 1.1)
"""A glass knows no pace: at least, at most."""
FIRST_POP_S = (0.3, 0.8)
TICK_S = 1 / 200
GRAVITY, ELASTICITY, THROWN_AGAIN = (260, 420), (0.68, 0.85), (170, 230)
"""Board units and seconds: at least, at most."""


def strikes(rng: np.random.Generator, duration_s: float, every_s: float) -> np.ndarray:
    """Instants from soon after the start to the end, `every_s` apart within 6 %."""
    every_s = every_s * rng.uniform(0.94, 1.06)
    return np.arange(rng.uniform(0.12, 0.7 * every_s), duration_s, every_s)


def bounces(
    rng: np.random.Generator, duration_s: float, rest_y: float, flight: tuple[float, float] | None = None
) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """A ball falls, bounces lower and lower, and is thrown up again: height of its middle at 200 Hz, and (instant,
    speed) of every audible impact.

    flight: its height and speed at the start, downwards; drawn where it is None.
    """
    gravity, elasticity = rng.uniform(*GRAVITY), rng.uniform(*ELASTICITY)
    y, speed, heights, impacts = rest_y - rng.uniform(45, 75), rng.uniform(-40, 40), [], []
    if flight is not None:
        y, speed = min(flight[0], rest_y), flight[1]
    for tick in range(int(duration_s / TICK_S) + 2):
        heights.append(y)
        speed += gravity * TICK_S
        y += speed * TICK_S
        if y > rest_y:
            y = rest_y
            if abs(speed) > 40:
                impacts.append((tick * TICK_S + TICK_S, abs(speed)))
            speed = -speed * elasticity if abs(speed) > 70 else -rng.uniform(*THROWN_AGAIN)
    return np.array(heights), impacts
