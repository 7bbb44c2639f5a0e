"""Slow random movements."""

from __future__ import annotations

import numpy as np

from ...engine.mini.text.motion import ease


def drift(rng: np.random.Generator, duration_s: float, period_s: float) -> tuple[np.ndarray, np.ndarray]:
    """Instants and values of a slow random curve between 0 and 1, to be read with `np.interp`."""
    knots_s = np.arange(-period_s, duration_s + 2 * period_s, period_s)
    knots = rng.uniform(0, 1, len(knots_s))
    knots[::2], knots[1::2] = knots[::2] * 0.4, 1 - knots[1::2] * 0.4
    times_s = np.arange(0, duration_s + 0.04, 0.02)
    index = np.clip(((times_s - knots_s[0]) / period_s).astype(int), 0, len(knots) - 2)
    share = ease((times_s - knots_s[index]) / period_s)
    return times_s, knots[index] * (1 - share) + knots[index + 1] * share
