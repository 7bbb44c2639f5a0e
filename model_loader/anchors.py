"""Locking latents of a clip to pictures that the user gives."""

from __future__ import annotations

import torch

from ..engine.latents import AVLatent
from ..engine.mini import geometry
from .av_latents import ReadLatent, free_mask
from .tandem_model import TandemModel


def anchored(model: TandemModel, clip: ReadLatent, frame: torch.Tensor) -> tuple[AVLatent, AVLatent]:
    """The clip and its mask with the first picture latent locked to a still of `frame` `[256, 256, 3]` in 0..1."""
    still = frame[None].expand(geometry.FRAMES_PER_LATENT, -1, -1, -1)
    first = model.picture_vae.encode(still).to(clip.streams.video)
    video = clip.streams.video.clone()
    video[:, :, :1] = first
    mask = clip.mask or free_mask(clip.streams)
    locked = mask.video.clone()
    locked[:, :, :1] = 0
    return AVLatent(video, clip.streams.audio), AVLatent(locked, mask.audio)
