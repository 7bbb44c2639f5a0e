"""A real clip of the world, and what is seen and heard of it once it has been through the autoencoders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from ..world.clip import WorldClip
from ..world.labels import clip_script
from ..world.scene import Quote
from .autoencoders import Autoencoders
from .judges import Judges, Observation
from .measures import psnr_db


@dataclass(frozen=True)
class HeldOutClip:
    """One real clip: its labels, its script `[1, A, 14]`, its latents, its first frame and how well its picture is
    coded."""

    scene: str
    seed: int
    attributes: dict[str, str]
    quotes: tuple[Quote, ...]
    script: torch.Tensor
    first_frame: np.ndarray
    samples: np.ndarray
    video: torch.Tensor
    audio: torch.Tensor
    coding_psnr_db: float


Coded = tuple[HeldOutClip, Observation]


def coded(clip: WorldClip, autoencoders: Autoencoders, judges: Judges) -> Coded:
    """A clip drawn at full size, and what the judges find in it once it has been through the autoencoders."""
    video, audio = autoencoders.encode_frames(clip.frames), autoencoders.encode_samples(clip.samples)
    frames, samples = autoencoders.decode_frames(video), autoencoders.decode_samples(audio)
    script = clip_script(clip, audio.shape[2])[None]
    held_out = HeldOutClip(
        clip.scene, clip.seed, clip.attributes, clip.quotes, script, clip.frames[0].copy(), clip.samples, video,
        audio, psnr_db(frames, clip.frames),
    )  # fmt: skip
    return held_out, judges.observe(frames, samples)
