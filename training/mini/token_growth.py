"""Transformer weights that told the picture less of the script, laid out for what it is told now.

What is new begins with what was there, so the grown weights predict what they predicted before.
"""

from __future__ import annotations

import torch

from ...engine.mini.transformer import ROLES, TOKENS_PER_LATENT


def told_apart(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """`weights` with rows of `script_to_video` for every picture token, `[4 D, .]`, and columns for every role,
    `[., 12 D]`; those that have them already come back as they are."""
    shown = weights["script_to_video.weight"]
    width = len(weights["time_out.weight"])
    if shown.shape[0] == width:
        shown = shown.repeat(TOKENS_PER_LATENT, 1)
    if shown.shape[1] == 4 * width:
        shown = shown.view(len(shown), 4, 1, width).expand(-1, -1, ROLES, -1).flatten(1)
    return {**weights, "script_to_video.weight": shown.contiguous()}
