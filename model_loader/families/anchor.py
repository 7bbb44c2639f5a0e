"""One picture that a clip is anchored to, as Anchor Frames leaves it in the LATENT, and what it makes of a take."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from ...engine.latents import AVLatent


@dataclass(frozen=True)
class Anchor:
    """`image` `[H, W, 3]` in 0..1 as it was given, so that it can be fitted anew when the clip changes its size."""

    frame: int
    image: torch.Tensor
    fit: str
    strength: float = 1.0


@dataclass(frozen=True)
class GuidedTake:
    """What a take is sampled from. A family may lengthen the picture and its mask by guides, at the end."""

    positive: list
    negative: list
    streams: AVLatent
    mask: AVLatent | None
