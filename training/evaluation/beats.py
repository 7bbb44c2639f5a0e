"""The beat of a music: how far apart its strokes are, and when they fall."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...engine.mini.geometry import SAMPLE_RATE_HZ

STEPS_PER_SECOND = 100
SHORTEST_BEAT_S, LONGEST_BEAT_S = 0.27, 0.56
"""Less than one octave of tempo around the paces of the world: half and double tempo lie outside."""
PHASES = 64


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
    step = SAMPLE_RATE_HZ // STEPS_PER_SECOND
    whole = np.asarray(samples[: len(samples) // step * step], np.float64)
    level = np.sqrt(np.square(whole.reshape(-1, step)).mean(axis=1))
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
