"""The prompt reader: a small character transformer that learned which slots a sentence states and who says each quote."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from ..operations import PlainOperations
from .attributes import SLOT_COUNT, SLOTS, VALUE_COUNT
from .quotes import PLACEHOLDER, normalised
from .script import SPEAKER_COUNT

PADDING_ID, UNKNOWN_ID, START_ID, PLACEHOLDER_ID = 0, 1, 2, 3
FIRST_CHARACTER_ID = 4
ROTARY_BASE = 10_000.0
HALVING = 2
"""Attention runs over pairs of characters: half the length, a quarter of the cost."""


class ReaderBlock(nn.Module):
    """Norm, attention with rotary positions, add; norm, two-layer network, add."""

    def __init__(self, *, width: int, heads: int, dtype=None, device=None, operations=PlainOperations) -> None:
        super().__init__()
        place = {"dtype": dtype, "device": device}
        self.heads = heads
        self.norm_in = operations.LayerNorm(width, **place)
        self.to_qkv = operations.Linear(width, 3 * width, **place)
        self.to_out = operations.Linear(width, width, **place)
        self.norm_mlp = operations.LayerNorm(width, **place)
        self.mlp_in = operations.Linear(width, 3 * width, **place)
        self.mlp_out = operations.Linear(3 * width, width, **place)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None, rotary: torch.Tensor) -> torch.Tensor:
        batch, count, width = x.shape
        qkv = self.to_qkv(self.norm_in(x)).view(batch, count, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(_turn(query, rotary), _turn(key, rotary), value, attn_mask=mask)
        x = x + self.to_out(mixed.transpose(1, 2).reshape(batch, count, width))
        return x + self.mlp_out(F.gelu(self.mlp_in(self.norm_mlp(x))))


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
        self.blocks = nn.ModuleList(ReaderBlock(**block) for _ in range(blocks))
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
        rotary = _rotary(x.shape[1], x.shape[-1] // self.heads, x.device)
        for block in self.blocks:
            x = block(x, mask, rotary)
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


def _rotary(count: int, head_width: int, device: torch.device) -> torch.Tensor:
    """`[N, head_width / 2]` angles (Su et al., RoFormer, 2021)."""
    rates = ROTARY_BASE ** (-torch.arange(0, head_width, 2, device=device) / head_width)
    return torch.arange(count, device=device)[:, None] * rates[None]


def _turn(x: torch.Tensor, angles: torch.Tensor) -> torch.Tensor:
    cos, sin = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cos - second * sin, first * sin + second * cos], dim=-1)
