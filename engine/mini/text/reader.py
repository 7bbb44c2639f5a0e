"""The prompt reader: a small character transformer that learned which slots a sentence states and who says a quote."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from ..operations import PlainOperations
from .attributes import SLOT_COUNT, SLOTS, VALUE_COUNT
from .blocks import TextBlock
from .quotes import PLACEHOLDER, normalised
from .script import SPEAKER_COUNT

PADDING_ID, UNKNOWN_ID, START_ID, PLACEHOLDER_ID = 0, 1, 2, 3
FIRST_CHARACTER_ID = 4
HALVING = 2
"""Attention runs over pairs of characters: half the length, a quarter of the cost."""


class PromptReader(nn.Module):
    """Character ids `[B, N]` -> slot logits `[B, S, V]` and speaker logits `[B, N, speakers]` (read at placeholders).

    `characters` are those the reader knows; every other character is one and the same unknown.
    """

    def __init__(
        self,
        *,
        characters: str,
        width: int = 128,
        blocks: int = 3,
        heads: int = 4,
        dtype=None,
        device=None,
        operations=PlainOperations,
    ) -> None:
        super().__init__()
        place = {"dtype": dtype, "device": device}
        self.ids = {letter: FIRST_CHARACTER_ID + index for index, letter in enumerate(characters)}
        self.heads = heads
        self.letters = operations.Embedding(FIRST_CHARACTER_ID + len(characters), width, **place)
        self.near = operations.Conv1d(width, width, 5, padding=2, **place)
        self.halve = operations.Conv1d(width, width, 5, padding=2, stride=HALVING, **place)
        block = {"width": width, "heads": heads, "operations": operations, **place}
        self.blocks = nn.ModuleList(TextBlock(**block) for _ in range(blocks))
        self.norm_out = operations.LayerNorm(width, **place)
        self.questions = operations.Embedding(SLOT_COUNT, width, **place)
        self.to_key_value = operations.Linear(width, 2 * width, **place)
        self.norm_answer = operations.LayerNorm(width, **place)
        self.answer_in = operations.Linear(width, 2 * width, **place)
        self.answer_out = operations.Linear(2 * width, width, **place)
        self.values = operations.Embedding(SLOT_COUNT * VALUE_COUNT, width, **place)
        self.speakers = operations.Linear(width, SPEAKER_COUNT, **place)

    def encode(self, text: str) -> list[int]:
        """Ids of a text whose quotes are placeholders; starts with START_ID, so that it is never empty."""
        special = {PLACEHOLDER: PLACEHOLDER_ID}
        return [START_ID, *(special.get(c) or self.ids.get(c, UNKNOWN_ID) for c in normalised(text))]

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        present = ids != PADDING_ID
        x = self.letters(ids) * present[..., None]
        x = (x + F.gelu(self.near(x.transpose(1, 2)).transpose(1, 2))) * present[..., None]
        x = x[:, ::HALVING] + F.gelu(self.halve(x.transpose(1, 2)).transpose(1, 2))
        mask = None if bool(present.all()) else present[:, None, None, ::HALVING]
        for block in self.blocks:
            x = block(x, mask)
        x = self.norm_out(x)
        speakers = self.speakers(x).repeat_interleave(HALVING, dim=1)[:, : ids.shape[1]]
        return self._answers(x, mask), speakers

    def _answers(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        batch, count, width = x.shape
        slots = torch.arange(SLOT_COUNT, device=x.device)
        questions = self.questions(slots).to(x.dtype).expand(batch, -1, -1)
        key_value = self.to_key_value(x).view(batch, count, 2, self.heads, width // self.heads)
        key, value = key_value.permute(2, 0, 3, 1, 4)
        query = questions.reshape(batch, SLOT_COUNT, self.heads, -1).transpose(1, 2)
        found = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        found = found.transpose(1, 2).reshape(batch, SLOT_COUNT, width)
        found = found + self.answer_out(F.gelu(self.answer_in(self.norm_answer(found + questions))))
        values = self.values(torch.arange(SLOT_COUNT * VALUE_COUNT, device=x.device)).to(x.dtype)
        logits = torch.einsum("bsd,svd->bsv", found, values.view(SLOT_COUNT, VALUE_COUNT, width)) / width**0.5
        return logits.float().masked_fill(~possible_values(x.device), -1e4)


def possible_values(device: torch.device) -> torch.Tensor:
    """`[S, V]` bool: which of the V columns are values of each slot."""
    counts = torch.tensor([len(slot.values) for slot in SLOTS], device=device)
    return torch.arange(VALUE_COUNT, device=device)[None] < counts[:, None]
