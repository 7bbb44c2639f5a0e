"""Pitch over time, 100 values a second: the dips of YIN (de Cheveigné and Kawahara 2002, equations 6 and 8) as
candidates, and the cheapest path through them (Boersma 1993, section on the path finder)."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ...engine.mini.geometry import SAMPLE_RATE_HZ

PITCHES_PER_SECOND = 100
LOWEST_HZ, HIGHEST_HZ = 65.0, 700.0
HOP_SAMPLES = SAMPLE_RATE_HZ // PITCHES_PER_SECOND
WINDOW_SAMPLES = SAMPLE_RATE_HZ // 25
TRANSFORM_SIZE = 1024
CANDIDATES = 6

UNVOICED_COST = 0.75
"""A window whose deepest dip (0 is periodic, 1 is noise) costs more than this is rather unvoiced."""
CLEARLY_VOICED_COST = 0.40
"""The same where a wrong pitch is worse than none: the sound autoencoder leaves low voices hardly periodic."""
OCTAVE_COST = 0.03
"""Added per octave below HIGHEST_HZ: every multiple of a period is a dip as deep as the period itself."""
JUMP_COST, VOICING_COST = 0.40, 0.14
"""For a jump of one octave from one value to the next, and for a change between voiced and unvoiced."""
QUIETEST_SHARE, QUIETEST = 0.08, 1e-3
"""Loudness below which a window is silent: of the loudest window, and absolute."""


def pitch_track(samples: np.ndarray, unvoiced_cost: float = UNVOICED_COST) -> np.ndarray:
    """`[L]` -> fundamental in Hz `[L / 160]`, NaN where nothing is voiced. Value i belongs to (i + 0.5) * 10 ms."""
    far = int(SAMPLE_RATE_HZ / LOWEST_HZ) + 2
    count = len(samples) // HOP_SAMPLES
    if not count:
        return np.zeros(0)
    reach = WINDOW_SAMPLES + far
    padded = np.pad(np.asarray(samples, np.float64), ((reach - HOP_SAMPLES) // 2, reach))
    windows = sliding_window_view(padded, reach)[::HOP_SAMPLES][:count]
    level = np.sqrt(np.square(windows).mean(axis=1))
    loud = level > max(QUIETEST_SHARE * float(level.max()), QUIETEST)
    octaves, costs = _candidates(_normalised_difference(windows, far), unvoiced_cost)
    costs[~loud, :-1] = np.inf
    return np.exp2(_cheapest_path(octaves, costs))


def fundamental_hz(samples: np.ndarray, fewest: int = 8) -> float:
    """Median pitch of what is clearly voiced in `[L]`; NaN with fewer than `fewest` values, 80 ms of voice."""
    voiced = pitch_track(samples, CLEARLY_VOICED_COST)
    voiced = voiced[np.isfinite(voiced)]
    return float(np.median(voiced)) if len(voiced) >= fewest else float("nan")


def times_s(count: int) -> np.ndarray:
    """Instants of `count` values of a track."""
    return (np.arange(count) + 0.5) / PITCHES_PER_SECOND


def _normalised_difference(windows: np.ndarray, far: int) -> np.ndarray:
    """`[N, W + far]` -> `[N, far]`: squared difference of the first W samples and those `lag` later, over its running
    mean. By Fourier transforms: power + shifted power - 2 * correlation."""
    whole, first = np.fft.rfft(windows, TRANSFORM_SIZE), np.fft.rfft(windows[:, :WINDOW_SAMPLES], TRANSFORM_SIZE)
    correlation = np.fft.irfft(whole * first.conj(), TRANSFORM_SIZE)[:, :far]
    sums = np.cumsum(np.pad(np.square(windows), ((0, 0), (1, 0))), axis=1)
    powers = sums[:, WINDOW_SAMPLES : WINDOW_SAMPLES + far] - sums[:, :far]
    difference = np.maximum(powers[:, :1] + powers - 2 * correlation, 0)[:, 1:]
    running = np.cumsum(difference, axis=1) / np.arange(1, far)
    return np.concatenate([np.ones((len(windows), 1)), difference / np.maximum(running, 1e-12)], axis=1)


def _candidates(dips: np.ndarray, unvoiced_cost: float) -> tuple[np.ndarray, np.ndarray]:
    """`[N, far]` -> log2 of the frequency and cost, each `[N, CANDIDATES + 1]`: the deepest dips, refined by a
    parabola, and last "unvoiced" (NaN)."""
    near = int(SAMPLE_RATE_HZ / HIGHEST_HZ)
    left, here, right = dips[:, near - 1 : -2], dips[:, near:-1], dips[:, near + 1 :]
    bend = left - 2 * here + right
    bottom = (here <= left) & (here < right)
    lags = np.arange(near, near + here.shape[1]) + 0.5 * (left - right) / np.where(bottom, bend, 1.0)
    octaves = np.log2(SAMPLE_RATE_HZ / lags)
    costs = np.where(bottom, here + OCTAVE_COST * (np.log2(HIGHEST_HZ) - octaves), np.inf)
    best = np.argpartition(costs, CANDIDATES, axis=1)[:, :CANDIDATES]
    unvoiced = np.full((len(dips), 1), np.nan), np.full((len(dips), 1), unvoiced_cost)
    return (
        np.concatenate([np.take_along_axis(octaves, best, axis=1), unvoiced[0]], axis=1),
        np.concatenate([np.take_along_axis(costs, best, axis=1), unvoiced[1]], axis=1),
    )


def _cheapest_path(octaves: np.ndarray, costs: np.ndarray) -> np.ndarray:
    """Viterbi: `[N, K]` -> the octave of one candidate per row."""
    total, origins = costs[0], np.zeros(costs.shape, np.int64)
    for index in range(1, len(costs)):
        moves = JUMP_COST * np.abs(octaves[index - 1][:, None] - octaves[index])
        moves[np.isnan(moves)] = VOICING_COST
        moves[-1, -1] = 0.0
        through = total[:, None] + moves
        origins[index] = through.argmin(axis=0)
        total = through.min(axis=0) + costs[index]
    path = np.zeros(len(costs), np.int64)
    path[-1] = total.argmin()
    for index in range(len(costs) - 1, 0, -1):
        path[index - 1] = origins[index][path[index]]
    return octaves[np.arange(len(costs)), path]


def cents(hertz: np.ndarray | float, reference_hz: np.ndarray | float) -> np.ndarray:
    """Distance in hundredths of a semitone, positive when higher."""
    return 1200 * np.log2(np.asarray(hertz) / reference_hz)


def midi_hz(midi: np.ndarray | float) -> np.ndarray:
    """Fundamental of a note; 69 is 440 Hz."""
    return 440.0 * 2.0 ** ((np.asarray(midi, np.float64) - 69) / 12)
