"""English spelling to phonemes: a small transformer with a CTC output (Graves et al. 2006), one word at a time."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from ..operations import PlainOperations
from .blocks import TextBlock
from .phonemes import ENGLISH

LETTERS = "abcdefghijklmnopqrstuvwxyz'"
PADDING_ID, FIRST_LETTER_ID = 0, 1
BLANK = 0
SOUNDS: tuple[str, ...] = tuple(f"en:{name}" for name in ENGLISH.split())
"""Output `i + 1` is SOUNDS[i]; output 0 is CTC's blank."""
PLACES_PER_LETTER = 2


class LettersToPhonemes(nn.Module):
    """Letter ids `[B, N]` -> log-probabilities `[B, 2 N, 1 + len(SOUNDS)]`: a letter may become up to two sounds."""

    def __init__(
        self, *, width: int = 128, blocks: int = 2, heads: int = 4, dtype=None, device=None, operations=PlainOperations
    ) -> None:
        super().__init__()
        place = {"dtype": dtype, "device": device}
        self.letters = operations.Embedding(FIRST_LETTER_ID + len(LETTERS), width, **place)
        self.near = operations.Conv1d(width, width, 5, padding=2, **place)
        self.places = operations.Linear(width, PLACES_PER_LETTER * width, **place)
        block = {"width": width, "heads": heads, "operations": operations, **place}
        self.blocks = nn.ModuleList(TextBlock(**block) for _ in range(blocks))
        self.norm_out = operations.LayerNorm(width, **place)
        self.sounds = operations.Linear(width, 1 + len(SOUNDS), **place)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        batch, count = ids.shape
        present = (ids != PADDING_ID)[..., None]
        x = self.letters(ids) * present
        x = (x + F.gelu(self.near(x.transpose(1, 2)).transpose(1, 2))) * present
        x = self.places(x).view(batch, count * PLACES_PER_LETTER, -1)
        mask = present[:, :, 0].repeat_interleave(PLACES_PER_LETTER, dim=1)[:, None, None, :]
        for block in self.blocks:
            x = block(x, None if bool(mask.all()) else mask)
        return self.sounds(self.norm_out(x)).float().log_softmax(-1)

    @torch.no_grad()
    def pronounce(self, words: list[str]) -> list[tuple[str, ...]]:
        """Phoneme names of every word; letters other than a-z and the apostrophe are ignored."""
        spelled = [letter_ids(word) for word in words]
        kept = [k for k, row in enumerate(spelled) if row]
        found: list[tuple[str, ...]] = [() for _ in words]
        if not kept:
            return found
        best = self(padded([spelled[k] for k in kept])).argmax(-1)
        for k, row in zip(kept, best, strict=True):
            path = row[: PLACES_PER_LETTER * len(spelled[k])].tolist()
            found[k] = tuple(
                SOUNDS[now - 1] for before, now in zip([BLANK, *path], path, strict=False) if now not in (BLANK, before)
            )
        return found


def letter_ids(word: str) -> list[int]:
    return [FIRST_LETTER_ID + LETTERS.index(letter) for letter in word.casefold() if letter in LETTERS]


def padded(rows: list[list[int]]) -> torch.Tensor:
    """Rows of ids -> `[B, N]` int64, filled up with PADDING_ID."""
    ids = torch.full((len(rows), max(map(len, rows))), PADDING_ID)
    for k, row in enumerate(rows):
        ids[k, : len(row)] = torch.tensor(row)
    return ids
