"""When things strike: evenly, at a pace with a name."""

from __future__ import annotations

import numpy as np

LOUDNESS_GAIN = {"quiet": 0.25, "medium": 0.5, "loud": 0.9}
MARK_STRENGTH = {"quiet": 0.55, "medium": 0.8, "loud": 1.0}


def strikes(rng: np.random.Generator, duration_s: float, every_s: float) -> np.ndarray:
    """Instants from soon after the start to the end, `every_s` apart within 6 %."""
    every_s = every_s * rng.uniform(0.94, 1.06)
    return np.arange(rng.uniform(0.12, 0.7 * every_s), duration_s, every_s)
