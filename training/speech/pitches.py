"""How high every phoneme of a line is said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .pitch import PITCHES_PER_SECOND, pitch_track

UNVOICED_COST = 0.5
"""Of `pitch_track`: recordings of one voice alone are clean."""
FEWEST = 2


def pitches_of(samples: np.ndarray, times_s: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """Samples `[L]` and (start, end) of every phoneme -> the median pitch of each in Hz.

    A phoneme without a voice lies between its neighbours; all are 0 in a line without any.
    """
    octaves = np.log2(pitch_track(samples, UNVOICED_COST))
    found = []
    for start_s, end_s in times_s:
        heard = octaves[round(start_s * PITCHES_PER_SECOND) : round(end_s * PITCHES_PER_SECOND)]
        heard = heard[np.isfinite(heard)]
        found.append(np.median(heard) if len(heard) >= FEWEST else np.nan)
    known = np.isfinite(found)
    if not known.any():
        return (0.0,) * len(times_s)
    middles = np.array([(start_s + end_s) / 2 for start_s, end_s in times_s])
    return tuple(np.round(2 ** np.interp(middles, middles[known], np.array(found)[known]), 1).tolist())
