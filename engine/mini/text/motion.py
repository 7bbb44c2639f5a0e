"""Movements in time: how long ago, how long until, and smooth ways from 0 to 1."""

from __future__ import annotations

import numpy as np

LONG_S = 99.0


def since_last(times_s: np.ndarray, onsets_s: np.ndarray) -> np.ndarray:
    """Seconds since the latest of the sorted `onsets_s`; very long before the first."""
    onsets = np.concatenate([[-LONG_S], onsets_s])
    return times_s - onsets[np.searchsorted(onsets, times_s + 1e-9, side="right") - 1]


def until_next(times_s: np.ndarray, onsets_s: np.ndarray) -> np.ndarray:
    """Seconds until the next of the sorted `onsets_s`; very long after the last."""
    onsets = np.concatenate([onsets_s, [LONG_S]])
    return onsets[np.searchsorted(onsets, times_s + 1e-9, side="right")] - times_s


def index_of_last(times_s: np.ndarray, onsets_s: np.ndarray) -> np.ndarray:
    """Index of the latest of `onsets_s`; 0 before the first."""
    return np.clip(np.searchsorted(onsets_s, times_s + 1e-9, side="right") - 1, 0, max(len(onsets_s) - 1, 0))


def ease(share: np.ndarray) -> np.ndarray:
    """0..1 with a gentle start and end (smoothstep)."""
    share = np.clip(share, 0, 1)
    return share * share * (3 - 2 * share)


def fade(since_s: np.ndarray, decay_s: float) -> np.ndarray:
    """1 at an instant, falling exponentially after it, 0 before it."""
    return np.where(since_s > -1e-5, np.exp(-np.maximum(since_s, 0) / decay_s), 0.0)
