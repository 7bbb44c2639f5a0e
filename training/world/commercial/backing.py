"""Soft music under the words: a bass note and an arpeggio over four chords."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.music import beat_seconds, midi_note
from ....engine.mini.text.tunes import BEATS_PER_BAR, frequency_hz
from .. import synth
from ..music.tones import soft_tone

PROGRESSIONS = ((0, 5, 3, 4), (0, 3, 5, 4), (0, 4, 5, 3))
"""Degrees of the scale on which each bar's triad stands."""
ROOT_MIDI = 60
ARPEGGIO = (0, 2, 4, 7, 4, 2, 4, 2)
"""Degrees above the chord's root, in eighths."""
BACKING_RMS = 0.09


def backing(rng: np.random.Generator, duration_s: float, pace: str, mood: str) -> tuple[np.ndarray, float]:
    """float64 `[L]`, and when the first bar begins, which may be before the clip."""
    beat_s = beat_seconds(pace)
    chords = PROGRESSIONS[rng.integers(len(PROGRESSIONS))]
    out = np.zeros(int(round(duration_s * synth.RATE_HZ)))
    first_beat_s, bar = -float(rng.uniform(0, beat_s)), 0
    at = first_beat_s
    while at < duration_s:
        degree = chords[bar % len(chords)]
        bass = soft_tone(frequency_hz(midi_note(mood, ROOT_MIDI - 24, degree)), BEATS_PER_BAR * beat_s)
        synth.mix_in(out, bass, at, 0.9)
        for eighth, step in enumerate(ARPEGGIO):
            tone = soft_tone(frequency_hz(midi_note(mood, ROOT_MIDI, degree + step)), beat_s)
            synth.mix_in(out, tone, at + eighth * beat_s / 2, 0.5)
        at, bar = at + BEATS_PER_BAR * beat_s, bar + 1
    return out * (BACKING_RMS / max(float(np.sqrt(np.mean(out**2))), 1e-6)), first_beat_s
