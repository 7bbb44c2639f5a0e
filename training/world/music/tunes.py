"""Melodies: which note is played when, in the tempo and scale of the slots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ....engine.mini.text.music import BEATS_PER_MINUTE, SCALES, beat_seconds, midi_note

RHYTHMS = ((1.0, 1.0, 1.0, 1.0), (1.0, 0.5, 0.5, 1.0, 1.0), (0.5, 0.5, 1.0, 0.5, 0.5, 1.0), (1.0, 1.0, 0.5, 0.5, 1.0))
"""Lengths of a bar's notes in beats."""
STEPS = (-2, -1, -1, 1, 1, 2)
BEATS_PER_BAR = 4


@dataclass(frozen=True)
class Tune:
    """Notes in order: starts and lengths in seconds `[N]`, degrees of the scale from 0 `[N]`, MIDI notes `[N]`."""

    starts_s: np.ndarray
    lengths_s: np.ndarray
    degrees: np.ndarray
    midi: np.ndarray
    beat_s: float


def frequency_hz(midi: float) -> float:
    return 440.0 * 2 ** ((midi - 69) / 12)


def random_tune(
    rng: np.random.Generator, duration_s: float, pace: str, mood: str, root: int, degree_count: int
) -> Tune:
    """Bars of a few rhythms; the melody walks by small steps between degree 0 and `degree_count` - 1.

    No note follows itself, so that each is seen to be played.
    """
    beat_s, at = beat_seconds(pace), float(rng.uniform(0.06, 0.4))
    starts, lengths, degrees = [], [], []
    degree = int(rng.integers(1, degree_count - 1))
    while at < duration_s:
        for beats in RHYTHMS[rng.integers(len(RHYTHMS))]:
            starts.append(at)
            lengths.append(beats * beat_s)
            degrees.append(degree)
            at += beats * beat_s
            step = int(rng.choice(STEPS))
            degree += step if 0 <= degree + step < degree_count else -step
    inside = np.array(starts) < duration_s
    midi = [midi_note(mood, root, d) for d in degrees]
    return Tune(*(np.array(x)[inside] for x in (starts, lengths, degrees, midi)), beat_s)


def bar_starts(tune: Tune, duration_s: float) -> np.ndarray:
    """The first beat of every bar."""
    return np.arange(tune.starts_s[0], duration_s, BEATS_PER_BAR * tune.beat_s)


__all__ = [
    "BEATS_PER_MINUTE", "SCALES", "Tune", "bar_starts", "beat_seconds", "frequency_hz", "midi_note", "random_tune",
]  # fmt: skip
