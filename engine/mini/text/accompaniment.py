"""The music under a commercial: an arpeggio over four chords, note by note.

Words may be spoken over it, so its notes have a column of their own in the script.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch

from .music import midi_note
from .script import SLOT_SECONDS, SLOTS_PER_LATENT, note_id
from .tunes import BEATS_PER_BAR

ACCOMPANIMENT_COLUMN = 4
PROGRESSIONS = ((0, 5, 3, 4), (0, 3, 5, 4), (0, 4, 5, 3))
"""Degrees of the scale on which each bar's triad stands."""
ROOT_MIDI = 60
ARPEGGIO = (0, 2, 4, 7, 4, 2, 4, 2)
"""Degrees above the chord's root, in eighths."""


@dataclass(frozen=True)
class Bar:
    """When a bar begins, in seconds, and the degree of its chord."""

    start_s: float
    degree: int


@dataclass(frozen=True)
class Note:
    """When a note begins and how long it sounds, in seconds, and its MIDI number."""

    start_s: float
    length_s: float
    midi: int


def bars(first_s: float, beat_s: float, duration_s: float, progression: tuple[int, ...]) -> list[Bar]:
    """All bars that begin before `duration_s`."""
    found: list[Bar] = []
    at_s = first_s
    while at_s < duration_s:
        found.append(Bar(at_s, progression[len(found) % len(progression)]))
        at_s += BEATS_PER_BAR * beat_s
    return found


def arpeggio(bar: Bar, beat_s: float, mood: str) -> list[Note]:
    """The eight notes of a bar."""
    return [
        Note(bar.start_s + eighth * beat_s / 2, beat_s / 2, midi_note(mood, ROOT_MIDI, bar.degree + step))
        for eighth, step in enumerate(ARPEGGIO)
    ]


def with_accompaniment(script: torch.Tensor, notes: Iterable[Note], where: torch.Tensor | None = None) -> torch.Tensor:
    """`[A, 14]` with the notes that sound in each row; those outside the clip are left out.

    where: bool `[A]`, the rows that are told; default all.
    """
    column = torch.zeros(len(script), dtype=script.dtype)
    row_s = SLOT_SECONDS * SLOTS_PER_LATENT
    for note in notes:
        first, last = round(note.start_s / row_s), round((note.start_s + note.length_s) / row_s)
        column[max(first, 0) : max(last, 0)] = note_id(note.midi)
    script = script.clone()
    script[:, ACCOMPANIMENT_COLUMN] = column if where is None else column * where
    return script
