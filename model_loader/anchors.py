"""Locking latents of a clip to pictures that the user gives."""

from __future__ import annotations

import torch

from ..engine.latents import AVLatent
from .av_latents import ReadLatent, free_mask
from .families.parts import PartsError
from .tandem_model import TandemModel


def anchor_size(model: TandemModel, clip: ReadLatent) -> tuple[int, int]:
    """Width and height in pixels that a picture for `clip` must have."""
    canvas = model.family.rules.canvas_of(tuple(clip.streams.video.shape), clip.frame_rate)
    return canvas.width, canvas.height


def anchored(model: TandemModel, clip: ReadLatent, frame: torch.Tensor) -> tuple[AVLatent, AVLatent]:
    """The clip and its mask with the first picture latent locked to a still of `frame` `[H, W, 3]` in 0..1.

    Raises PartsError for a family that takes a first frame in another way.
    """
    still_frames = model.family.anchor_frames
    if not still_frames:
        raise PartsError(
            f"tandem_model: {model.display_name} reads its first frame together with the prompt; use core's "
            "MiniMax H3 Image to Video with the parts of Model Parts (Tandem)"
        )
    first = model.picture_vae.encode(frame[None].expand(still_frames, -1, -1, -1)).to(clip.streams.video)
    video = clip.streams.video.clone()
    video[:, :, :1] = first
    mask = clip.mask or free_mask(clip.streams)
    locked = mask.video.clone()
    locked[:, :, :1] = 0
    return AVLatent(video, clip.streams.audio), AVLatent(locked, mask.audio)
