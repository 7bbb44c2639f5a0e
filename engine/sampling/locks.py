"""Locked parts of a clip: mask 0 keeps a latent as it is, mask 1 samples it, values between soften it."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from ..mini.picture_tokens import PATCH


def picture_token_times(time: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Time `[B]` and mask `[B, C, T, H, W]` -> time per picture token `[B, T * H/2 * W/2]`.

    A token takes the largest value under it: a half-locked token is not clean, so it must not be told that it is.
    """
    per_token = F.max_pool3d(mask[:, :1].float(), (1, PATCH, PATCH)).flatten(1)
    return per_token * time[:, None]


def sound_token_times(time: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Time `[B]` and mask `[B, C, A, F]` -> time per sound token `[B, A]`."""
    return mask[:, 0].float().amax(dim=-1) * time[:, None]


def blend_locked(sampled: torch.Tensor, source: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """What the model sees and what it predicts: the source shows through where the mask is below 1."""
    return sampled * mask + source * (1 - mask)
