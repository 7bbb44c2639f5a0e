"""The beat of a music: how far apart its strokes or notes are, and when they fall."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from scipy.ndimage import maximum_filter1d

from ...engine.mini.geometry import SAMPLE_RATE_HZ
from .features import FEATURES_PER_SECOND, log_mel
from .measures import windows

STEPS_PER_SECOND = 100
SHORTEST_BEAT_S, LONGEST_BEAT_S = 0.27, 0.56
"""Less than one octave of tempo around the paces of the world: half and double tempo lie outside."""
PHASES = 64
SLOWEST_BPM, FASTEST_BPM, TEMPI = 60.0, 175.0, 160
"""Range of the tempi of music, around the three of the world."""
NOTE_BEATS = ((1.0, 1.0), (0.5, 0.7), (1.5, 0.4), (2.0, 0.4))
"""Distance of two notes in beats, and how well it speaks for a tempo; the longer ones pass over a note unheard."""
TOLERANCE, GOOD_FIT = 0.06, 0.2
ONSET_SHARE, NEAREST_ONSETS, FLUX_FLOOR = 0.25, 7, 1e-3
"""An onset rises by this share of the largest rise, and is the largest within this many 10 ms to either side."""


@dataclass(frozen=True)
class Beat:
    """Strokes at `first_s`, `first_s + beat_s`, ..."""

    first_s: float
    beat_s: float

    def distance_s(self, instants_s: np.ndarray) -> np.ndarray:
        """How far every instant is from the nearest stroke."""
        place = (np.asarray(instants_s) - self.first_s) / self.beat_s
        return np.abs(place - np.round(place)) * self.beat_s


def onset_strength(samples: np.ndarray) -> np.ndarray:
    """`[L]` -> rise of the loudness per 10 ms `[L / 160]`; not in dB, so that a loud stroke counts for more than the
    start of a word."""
    steps = windows(np.asarray(samples, np.float64), SAMPLE_RATE_HZ // STEPS_PER_SECOND)
    level = np.sqrt(np.square(steps).mean(axis=1))
    return np.maximum(np.diff(level, prepend=0.0), 0.0)


def find_beat(samples: np.ndarray) -> Beat:
    """Beat length by autocorrelation of the onset strength, first stroke by the comb that collects most of it."""
    strength = onset_strength(samples)
    beat_s = _beat_s(strength)
    phases_s = np.arange(PHASES) * beat_s / PHASES
    times_s = np.arange(len(strength)) / STEPS_PER_SECOND
    strokes = [np.arange(phase_s, times_s[-1], beat_s) for phase_s in phases_s]
    collected = [np.interp(instants, times_s, strength).mean() for instants in strokes]
    return Beat(float(phases_s[int(np.argmax(collected))]), beat_s)


def _beat_s(strength: np.ndarray) -> float:
    centred = np.convolve(strength - strength.mean(), [0.25, 0.5, 0.25], "same")
    near, far = (int(limit_s * STEPS_PER_SECOND) for limit_s in (SHORTEST_BEAT_S, LONGEST_BEAT_S))
    likeness = np.array([centred[lag:] @ centred[:-lag] / (len(centred) - lag) for lag in range(near - 1, far + 2)])
    best = 1 + int(likeness[1:-1].argmax())
    left, here, right = likeness[best - 1 : best + 2]
    bend = left - 2 * here + right
    return (near - 1 + best + (0.5 * (left - right) / bend if bend < 0 else 0.0)) / STEPS_PER_SECOND


def onsets_s(samples: np.ndarray) -> np.ndarray:
    """`[L]` -> seconds at which notes begin: peaks of the rise of the spectrum (spectral flux, Bello et al. 2005)."""
    rise = _flux(samples)
    if not rise.max(initial=0.0) > 0:
        return np.zeros(0)
    near = maximum_filter1d(rise, 2 * NEAREST_ONSETS + 1)
    least = np.median(rise) + ONSET_SHARE * (rise.max() - np.median(rise))
    return np.flatnonzero((rise == near) & (rise >= least)) / FEATURES_PER_SECOND


def _flux(samples: np.ndarray) -> np.ndarray:
    """Mean rise of the bands of the log-mel spectrum per 10 ms."""
    spectrum = log_mel(torch.from_numpy(np.ascontiguousarray(samples, np.float32))[None], floor=FLUX_FLOOR)[0].numpy()
    return np.maximum(np.diff(spectrum, axis=0, prepend=spectrum[:1]), 0).mean(axis=1)


def melody_tempo_bpm(samples: np.ndarray) -> float:
    """Beats per minute of a melody whose notes last a beat or half of one; NaN with fewer than three notes.

    A tempo fits when the distances of the notes are one beat, less well when they are half or one and a half.
    """
    gaps_s = np.diff(onsets_s(samples))
    if len(gaps_s) < 2:
        return float("nan")
    tempi = np.geomspace(SLOWEST_BPM, FASTEST_BPM, TEMPI)
    beats = gaps_s[:, None] * tempi / 60
    fits = np.stack([weight * np.exp(-0.5 * ((beats / length - 1) / TOLERANCE) ** 2) for length, weight in NOTE_BEATS])
    best = int(fits.max(axis=0).mean(axis=0).argmax())
    length = np.array([length for length, _ in NOTE_BEATS])[fits[:, :, best].argmax(axis=0)]
    good = fits[:, :, best].max(axis=0) > GOOD_FIT
    return float(60 / np.median(gaps_s[good] / length[good])) if good.any() else float("nan")
