"""Transformer weights whose picture tokens meant something else, made ready to learn the picture anew.

When the picture autoencoder changes, what reads, places and draws its latents is of no use any more. Sound, prompt,
script and the attention between them stay, so only half of the work is done again.
"""

from __future__ import annotations

import torch

PICTURE_PARTS = ("video_in.", "video_out.", "video_place", "points_to_video.")
JOINTS = ".bridge."


def without_picture(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """`weights` without the layers that read or draw picture latents, and without the bridges."""
    return {name: value for name, value in weights.items() if not name.startswith(PICTURE_PARTS) and JOINTS not in name}
