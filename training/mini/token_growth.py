"""Transformer weights that told all picture tokens of a latent the same, laid out for tokens told by themselves.

Each token begins with the rows that all of them shared, so the grown weights predict what they predicted before.
"""

from __future__ import annotations

import torch

from ...engine.mini.transformer import TOKENS_PER_LATENT


def told_apart(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """`weights` with `script_to_video` of `[4 D, 4 D]`; those that have it already come back as they are."""
    shared = weights["script_to_video.weight"]
    if shared.shape[0] == shared.shape[1]:
        return weights
    return {**weights, "script_to_video.weight": shared.repeat(TOKENS_PER_LATENT, 1)}
