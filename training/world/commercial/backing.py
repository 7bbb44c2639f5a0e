"""Soft music under the words: a bass note and an arpeggio over four chords."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.accompaniment import PROGRESSIONS, ROOT_MIDI, Note, arpeggio, bars
from ....engine.mini.text.music import beat_seconds, midi_note
from ....engine.mini.text.tunes import BEATS_PER_BAR, frequency_hz
from .. import synth
from ..music.tones import soft_tone

BACKING_RMS = 0.09


def backing(rng: np.random.Generator, duration_s: float, pace: str, mood: str) -> tuple[np.ndarray, float, list[Note]]:
    """float64 `[L]`, when the first bar begins, which may be before the clip, and the notes of the arpeggio."""
    beat_s = beat_seconds(pace)
    chords = PROGRESSIONS[rng.integers(len(PROGRESSIONS))]
    out = np.zeros(int(round(duration_s * synth.RATE_HZ)))
    first_beat_s, notes = -float(rng.uniform(0, beat_s)), []
    for bar in bars(first_beat_s, beat_s, duration_s, chords):
        bass = soft_tone(frequency_hz(midi_note(mood, ROOT_MIDI - 24, bar.degree)), BEATS_PER_BAR * beat_s)
        synth.mix_in(out, bass, bar.start_s, 0.9)
        for note in arpeggio(bar, beat_s, mood):
            synth.mix_in(out, soft_tone(frequency_hz(note.midi), beat_s), note.start_s, 0.5)
            notes.append(note)
    return out * (BACKING_RMS / max(float(np.sqrt(np.mean(out**2))), 1e-6)), first_beat_s, notes
