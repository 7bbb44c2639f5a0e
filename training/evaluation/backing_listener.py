"""Which music plays under a commercial? The notes that are heard, beside those of every music that the world could play
there. The onsets alone do not tell: a narrator is louder than they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from ...engine.mini.geometry import SAMPLE_RATE_HZ
from ...engine.mini.text.accompaniment import ARPEGGIO, PROGRESSIONS, ROOT_MIDI
from ...engine.mini.text.music import BEATS_PER_MINUTE, SCALES, beat_seconds, midi_note
from ...engine.mini.text.tunes import BEATS_PER_BAR
from ..speech.pitch import midi_hz

STEPS_PER_SECOND = 50
HOP_SAMPLES = SAMPLE_RATE_HZ // STEPS_PER_SECOND
WINDOW_SAMPLES, TRANSFORM_SIZE = 1024, 4096
MIDI = np.arange(57, 90)
PHASE_STEP_S, DECAY_S = 0.04, 0.5
QUIET_SHARE = 0.02
"""Of the loudest note: what is quieter than this is not raised to the level of the rest."""


def music_heard(samples: np.ndarray) -> tuple[str, str]:
    """`[L]` -> pace and mood of the music whose notes correlate best with those that are heard."""
    heard = note_levels(samples)
    likeness = [(float((heard * notes).sum()), pace, mood) for pace, mood, notes in _musics(heard.shape[1])]
    return max(likeness)[1:]


def note_levels(samples: np.ndarray) -> np.ndarray:
    """`[L]` -> how strong each note of MIDI is in every 20 ms, relative to the others of that instant and to its own
    average: `[notes, L / 320]`."""
    count = len(samples) // HOP_SAMPLES
    padded = np.pad(np.asarray(samples, np.float64), (WINDOW_SAMPLES // 2, WINDOW_SAMPLES))
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW_SAMPLES)[::HOP_SAMPLES][:count]
    spectrum = np.abs(np.fft.rfft(windows * np.hanning(WINDOW_SAMPLES), TRANSFORM_SIZE, axis=1))
    levels = spectrum[:, np.round(midi_hz(MIDI) * TRANSFORM_SIZE / SAMPLE_RATE_HZ).astype(int)].T
    levels = levels / np.maximum(np.linalg.norm(levels, axis=0) + QUIET_SHARE * levels.max(initial=0.0), 1e-9)
    return levels - levels.mean(axis=1, keepdims=True)


@lru_cache(maxsize=2)
def _musics(count: int) -> tuple[tuple[str, str, np.ndarray], ...]:
    """Pace, mood and notes `[notes, count]` of every music, from every instant of its first beat on."""
    return tuple(
        (pace, mood, _notes(pace, mood, progression, phase_s, count))
        for pace in BEATS_PER_MINUTE
        for mood in SCALES
        for progression in PROGRESSIONS
        for phase_s in np.arange(0, beat_seconds(pace), PHASE_STEP_S)
    )


def _notes(pace: str, mood: str, progression: tuple[int, ...], phase_s: float, count: int) -> np.ndarray:
    """Every note from its start on, dying away; of mean 0 and length 1."""
    times_s, beat_s = np.arange(count) / STEPS_PER_SECOND, beat_seconds(pace)
    out = np.zeros((len(MIDI), count))
    for start_s, degree in _arpeggio(progression, beat_s, phase_s, count / STEPS_PER_SECOND):
        note, since_s = midi_note(mood, ROOT_MIDI, degree) - MIDI[0], times_s - start_s
        if note < len(MIDI):
            out[note] += np.where((since_s >= 0) & (since_s < beat_s), np.exp(-np.maximum(since_s, 0) / DECAY_S), 0)
    out -= out.mean(axis=1, keepdims=True)
    return out / max(float(np.linalg.norm(out)), 1e-9)


def _arpeggio(
    progression: tuple[int, ...], beat_s: float, phase_s: float, duration_s: float
) -> Iterator[tuple[float, int]]:
    """Start and degree of every note of music that began `phase_s` before the clip."""
    bar_s = BEATS_PER_BAR * beat_s
    for bar, start_s in enumerate(np.arange(-phase_s, duration_s, bar_s)):
        for eighth, step in enumerate(ARPEGGIO):
            yield float(start_s) + eighth * beat_s / 2, progression[bar % len(progression)] + step
