"""The layer classes that the mini's networks are built from, injected so that ComfyUI can bring its own.

Dimension key of this package: B batch, C channels, T video latents, H W latent rows and columns, A audio latents,
N tokens, D width, S attribute slots, V values of a slot.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn


class PlainOperations:
    """Torch's own layers: what ComfyUI's `comfy.ops.*` replaces to cast, offload and patch weights."""

    Linear = nn.Linear
    Conv1d = nn.Conv1d
    Conv2d = nn.Conv2d
    GroupNorm = nn.GroupNorm
    LayerNorm = nn.LayerNorm
    Embedding = nn.Embedding


def plain_attention(query, key, value, heads: int, mask=None, transformer_options=None) -> torch.Tensor:
    """Scaled dot-product attention over `[B, N, D]`, the calling convention of ComfyUI's `optimized_attention`."""
    batch, _, width = query.shape
    q, k, v = (t.view(batch, -1, heads, width // heads).transpose(1, 2) for t in (query, key, value))
    out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return out.transpose(1, 2).reshape(batch, -1, width)
