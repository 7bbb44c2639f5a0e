"""The transformer block that the reader and the letters-to-phonemes network share."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from ..operations import PlainOperations

ROTARY_BASE = 10_000.0
EXPANSION = 3


class TextBlock(nn.Module):
    """Norm, attention with rotary positions, add; norm, two-layer network, add. `[B, N, D]` -> `[B, N, D]`."""

    def __init__(self, *, width: int, heads: int, dtype=None, device=None, operations=PlainOperations) -> None:
        super().__init__()
        place = {"dtype": dtype, "device": device}
        self.heads = heads
        self.norm_in = operations.LayerNorm(width, **place)
        self.to_qkv = operations.Linear(width, 3 * width, **place)
        self.to_out = operations.Linear(width, width, **place)
        self.norm_mlp = operations.LayerNorm(width, **place)
        self.mlp_in = operations.Linear(width, EXPANSION * width, **place)
        self.mlp_out = operations.Linear(EXPANSION * width, width, **place)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """`mask` is bool, broadcast to `[B, heads, N, N]`, False at padding; None when there is no padding."""
        batch, count, width = x.shape
        angles = rotary_angles(count, width // self.heads, x.device)
        qkv = self.to_qkv(self.norm_in(x)).view(batch, count, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(turned(query, angles), turned(key, angles), value, attn_mask=mask)
        x = x + self.to_out(mixed.transpose(1, 2).reshape(batch, count, width))
        return x + self.mlp_out(F.gelu(self.mlp_in(self.norm_mlp(x))))


def rotary_angles(count: int, head_width: int, device: torch.device) -> torch.Tensor:
    """`[N, head_width / 2]` angles (Su et al. 2021, "RoFormer")."""
    rates = ROTARY_BASE ** (-torch.arange(0, head_width, 2, device=device) / head_width)
    return torch.arange(count, device=device)[:, None] * rates[None]


def turned(x: torch.Tensor, angles: torch.Tensor) -> torch.Tensor:
    """`[..., N, head_width]` turned by its position's angles."""
    cos, sin = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cos - second * sin, first * sin + second * cos], dim=-1)
