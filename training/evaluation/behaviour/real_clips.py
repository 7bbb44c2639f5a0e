"""Clips of the world that training never saw: what one stream is made to, and the ceiling of every measure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from ....engine.mini import geometry
from ....engine.mini.text.attributes import SLOT_BY_NAME, one_hot
from ...world.clip import WorldClip, make_clip
from ...world.labels import clip_script
from ...world.voices import Voices
from ..autoencoders import Autoencoders


@dataclass(frozen=True)
class RealClip:
    """frames uint8 `[F, 256, 256, 3]`, samples float32 `[L]`, mouth `[F]` (the true opening, 0..1), script
    `[1, A, 14]`, and the latents of both streams."""

    attributes: dict[str, str]
    frames: np.ndarray
    samples: np.ndarray
    mouth: np.ndarray
    script: torch.Tensor
    video: torch.Tensor
    audio: torch.Tensor

    @property
    def context(self) -> torch.Tensor:
        """`[1, S, V]`: everything that this clip shows and a prompt can ask for."""
        return told_only(**{slot: value for slot, value in self.attributes.items() if slot in SLOT_BY_NAME})


def real_clip(
    seed: int, video_latents: int, voices: Voices, coders: Autoencoders, scene: str, camera: str | None = None
) -> RealClip:
    return coded_clip(
        make_clip(seed, video_latents, voices, scene=scene, size=geometry.PICTURE_SIZE, camera=camera), coders
    )


def coded_clip(clip: WorldClip, coders: Autoencoders) -> RealClip:
    video, audio = coders.encode_frames(clip.frames), coders.encode_samples(clip.samples)
    script = clip_script(clip, audio.shape[2])[None]
    mouth = clip.mouths[:, :, 0].max(axis=0)
    return RealClip(clip.attributes, clip.frames, clip.samples, mouth, script, video, audio)


def told_only(**values: str) -> torch.Tensor:
    """`[1, S, V]`: a prompt that says these values and nothing else."""
    return one_hot(values)[None]
