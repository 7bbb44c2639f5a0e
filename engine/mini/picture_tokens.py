"""A picture latent as tokens: squares of its cells, in rows, latent after latent."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from . import geometry
from .text.points import TOKEN_CELLS

PATCH = TOKEN_CELLS
"""Cells of a latent to a side that make one picture token."""
TOKENS_PER_LATENT = (geometry.LATENT_SIZE // PATCH) ** 2
QUARTERS = 4
"""Parts of the picture that are told of the script by rows of their own."""


def patchify(video: torch.Tensor) -> torch.Tensor:
    """`[B, C, T, H, W]` -> `[B, T * H/2 * W/2, C * 4]`."""
    b, c, t, h, w = video.shape
    x = video.reshape(b, c, t, h // PATCH, PATCH, w // PATCH, PATCH)
    return x.permute(0, 2, 3, 5, 1, 4, 6).reshape(b, t * (h // PATCH) * (w // PATCH), c * PATCH * PATCH)


def unpatchify(tokens: torch.Tensor, shape: Sequence[int]) -> torch.Tensor:
    """The inverse of `patchify` for a video latent of `shape`."""
    b, c, t, h, w = shape
    x = tokens.reshape(b, t, h // PATCH, w // PATCH, c, PATCH, PATCH)
    return x.permute(0, 4, 1, 2, 5, 3, 6).reshape(b, c, t, h, w)


def by_token(quarters: torch.Tensor) -> torch.Tensor:
    """`[B, T, 4, D]`, a row for every quarter of the picture -> `[B, T * N, D]`, every token that of its quarter."""
    batch, latents, _, width = quarters.shape
    half = geometry.LATENT_SIZE // PATCH // 2
    spread = quarters.reshape(batch, latents, 2, 1, 2, 1, width).expand(-1, -1, -1, half, -1, half, -1)
    return spread.reshape(batch, latents * TOKENS_PER_LATENT, width)
