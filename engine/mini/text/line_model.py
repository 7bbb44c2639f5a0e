"""What is said about every sound of a line before it has a time, and the small network that reads lines."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from ..operations import PlainOperations
from .attributes import SLOT_BY_NAME
from .phonemes import PHONEME_IDS, PHONEMES, SILENCE

MANNER_SLOTS = ("language", "first_emotion", "pace", "first_person")
"""What speed and tune of speech depend on; of a dialogue's second person, its own slots are used instead."""
TONE_COUNT = 6
KERNEL = 5
STATEMENT, QUESTION, EXCLAMATION = ENDINGS = (".", "?", "!")


@dataclass(frozen=True)
class Sound:
    """A phoneme of a line before it has a time; SILENCE is a pause. `prosody` 1-5 are Mandarin's tones, `lift` is how
    far above the middle of its voice it is said (`voice_pitch.py`). `sentence` counts those of the line, `ending` is
    the mark behind it, one of ENDINGS."""

    phoneme: str
    prosody: int = 0
    word: int = 0
    lift: float | None = None
    sentence: int = 0
    ending: str = STATEMENT


@dataclass(frozen=True)
class Manner:
    """How a line is said: values of the attribute slots of the same names, or 'unspecified'."""

    language: str
    emotion: str
    pace: str
    person: str

    def ids(self) -> list[int]:
        values = (self.language, self.emotion, self.pace, self.person)
        return [SLOT_BY_NAME[slot].index(value) for slot, value in zip(MANNER_SLOTS, values, strict=True)]


class LineModel(nn.Module):
    """Phonemes `[B, N]`, tones `[B, N]`, word starts `[B, N]`, manner `[B, 4]` -> one number for every sound `[B, N]`.

    A convolution of five sounds for each of `dilations`.
    """

    dilations: tuple[int, ...] = (1, 1, 1)

    def __init__(self, *, width: int = 64, dtype=None, device=None, operations=PlainOperations) -> None:
        super().__init__()
        place = {"dtype": dtype, "device": device}
        self.phonemes = operations.Embedding(len(PHONEMES), width, **place)
        self.tones = operations.Embedding(TONE_COUNT, width, **place)
        self.starts = operations.Embedding(3, width, **place)
        self.manners = nn.ModuleList(
            operations.Embedding(len(SLOT_BY_NAME[slot].values), width, **place) for slot in MANNER_SLOTS
        )
        self.layers = nn.ModuleList(
            operations.Conv1d(width, width, KERNEL, padding=KERNEL // 2 * apart, dilation=apart, **place)
            for apart in self.dilations
        )
        self.norms = nn.ModuleList(operations.LayerNorm(width, **place) for _ in self.dilations)
        self.out = operations.Linear(width, 1, **place)

    def numbers(
        self,
        phonemes: torch.Tensor,
        tones: torch.Tensor,
        starts: torch.Tensor,
        manner: torch.Tensor,
        besides: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """`starts` is 1 at the first phoneme of a word, 2 elsewhere in a word, 0 beyond the line's end. `besides`
        `[B, width]` is added to what is known of the manner."""
        manners = sum(table(ids)[:, None] for table, ids in zip(self.manners, manner.unbind(-1), strict=True))
        manners = manners if besides is None else manners + besides[:, None]
        present = (starts > 0)[..., None]
        x = (self.phonemes(phonemes) + self.tones(tones) + self.starts(starts) + manners) * present
        for layer, norm in zip(self.layers, self.norms, strict=True):
            inside = norm(x + manners) * present
            x = (x + F.gelu(layer(inside.transpose(1, 2)).transpose(1, 2))) * present
        return self.out(x)[..., 0].float()


def columns(sounds: list[Sound]) -> tuple[list[int], list[int], list[int]]:
    """Phoneme ids, tones and word starts of a line, as `LineModel.numbers` takes them."""
    before = [None, *(sound.word for sound in sounds[:-1])]
    return (
        [PHONEME_IDS[sound.phoneme] for sound in sounds],
        [sound.prosody if sound.prosody < TONE_COUNT else 0 for sound in sounds],
        [
            1 if sound.word != word or sound.phoneme == SILENCE else 2
            for word, sound in zip(before, sounds, strict=True)
        ],
    )
