"""Frames of LTX-2 after the first one: latents behind the clip that the model is told the place of, by core's node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch

from ...engine.latents import AVLatent
from .anchor import GuidedTake
from .parts import Parts

Guide = tuple[int, torch.Tensor, float]
"""The number of a frame, its picture `[H, W, 3]`, and its strength."""


def guided_by_core(parts: Parts, take: GuidedTake, guides: Sequence[Guide]) -> GuidedTake:
    """`take` after core's LTXVAddGuide for each of `guides`: one picture latent more for each.

    Core's node takes one clip. What it appends for the first clip of a batch is the same for all.
    """
    from comfy_extras.nodes_lt import LTXVAddGuide

    streams = take.streams
    mask = take.mask or streams.map(lambda stream: torch.ones_like(stream[:, :1]))
    positive, negative = take.positive, take.negative
    latent = {"samples": streams.video[:1], "noise_mask": mask.video[:1]}
    for frame, picture, strength in guides:
        added = LTXVAddGuide.execute(positive, negative, parts.picture_vae, latent, picture[None], frame, strength)
        positive, negative, latent = added.args
    video = _with_tail(streams.video, latent["samples"])
    video_mask = _with_tail(mask.video, latent["noise_mask"])
    return replace(
        take,
        positive=positive,
        negative=negative,
        streams=AVLatent(video, streams.audio),
        mask=AVLatent(video_mask, mask.audio),
    )


def _with_tail(batch: torch.Tensor, longer: torch.Tensor) -> torch.Tensor:
    """`batch` `[B, C, T, H, W]`, each clip followed by what `longer` `[1, C, T + n, H, W]` has behind T."""
    tail = longer[:, :, batch.shape[2] :].to(batch).expand(batch.shape[0], -1, -1, *batch.shape[3:])
    return torch.cat([batch, tail], dim=2)
