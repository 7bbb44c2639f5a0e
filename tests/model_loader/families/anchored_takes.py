"""What the tests of anchors are made of: pictures, settings, and one take by this pack and by core's sampler node."""

from __future__ import annotations

import torch
from comfy_extras.nodes_custom_sampler import KSamplerSelect, SamplerCustomAdvanced
from tandem.engine.latents import AVLatent
from tandem.engine.sampling.guidance import Guidance
from tandem.engine.sampling.noise import picture_noise, sound_noise
from tandem.model_loader.av_latents import ReadLatent, nested
from tandem.model_loader.guided_take import sample_clip
from tandem.model_loader.take import SampleSettings, told_take

STEPS = 3


def picture(seed: int, height: int = 64, width: int = 64) -> torch.Tensor:
    return torch.rand(height, width, 3, generator=torch.Generator().manual_seed(seed))


def settings(scale: float = 1.0, sampler: str = "euler") -> SampleSettings:
    return SampleSettings(1, 2, STEPS, scale, scale, sampler)


def sampled(one, clip: ReadLatent, chosen: SampleSettings, guidance: Guidance | None = None, on_step=None) -> AVLatent:
    told = told_take(one.model, one.prompt.positive, one.prompt.negative, clip, chosen)
    return sample_clip(one.model, *told, clip, chosen, on_step or (lambda *_: None), guidance)


class Noise:
    """Core's NOISE, with the numbers that Joint Sampler draws."""

    seed = 1

    def __init__(self, time_dim: int) -> None:
        self.time_dim = time_dim

    def generate_noise(self, latent: dict):
        video, audio = latent["samples"].unbind()
        batch = len(video)
        seeds = [list(range(first, first + batch)) for first in (1, 2)]
        return nested(AVLatent(picture_noise(video.shape, seeds[0]), sound_noise(audio.shape, seeds[1], self.time_dim)))


def core_sampled(one, guider, latent: dict, sigmas: torch.Tensor, sampler: str = "euler") -> dict:
    noise, chosen = Noise(one.model.family.sound_time_dim), KSamplerSelect.execute(sampler)[0]
    return SamplerCustomAdvanced.execute(noise, guider, chosen, sigmas, latent)[0]
