"""Core's samplers with the fresh noise of each step drawn for each stream from its own seed."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable

import comfy.k_diffusion.sampling
import comfy.samplers
import torch

from ..engine.latents import AVLatent
from ..engine.sampling.noise import sound_generator_seed

StepNoise = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]

STEP_NOISE_SALT = 0x5851F42D4C957F2D
"""Keeps the noise added on the way unrelated to the noise that a clip starts from."""

FAMILY_DEFAULT = "family default"


def sampler_options() -> list[str]:
    """What the sampler widget offers."""
    return [FAMILY_DEFAULT, *comfy.samplers.SAMPLER_NAMES]


def stream_sampler(name: str, like: AVLatent, sigmas: torch.Tensor, picture_seed: int, sound_seed: int):
    """Core's sampler `name`; one that adds noise on the way gets it per stream, so that a seed moves its stream alone.

    `like` has the shapes of the latent to sample.
    """
    sampler = comfy.samplers.sampler_object(name)
    if "noise_sampler" not in inspect.signature(sampler.sampler_function).parameters:
        return sampler
    seeds = [_step_seed(picture_seed), _step_seed(sound_generator_seed(sound_seed))]
    make = _brownian if name.startswith("dpmpp") and "sde" in name else _independent
    sources: list[StepNoise] = []

    def step_noise(sigma: torch.Tensor, sigma_next: torch.Tensor) -> torch.Tensor:
        return torch.cat([source(sigma, sigma_next) for source in sources], dim=-1)

    # The streams' noise is made on the sampling device, which core chooses later: wait for its first tensor.
    def sample(model, x, sigmas, *args, **kwargs):
        sources[:] = [make(part, sigmas, seed) for part, seed in zip(_packed_parts(x, like), seeds, strict=True)]
        return inner(model, x, sigmas, *args, **{**kwargs, "noise_sampler": step_noise})

    inner, sampler.sampler_function = sampler.sampler_function, sample
    return sampler


def _step_seed(seed: int) -> int:
    return (seed ^ STEP_NOISE_SALT) % (1 << 63)


def _packed_parts(x: torch.Tensor, like: AVLatent) -> list[torch.Tensor]:
    """The picture's and the sound's part of a packed latent `[B, 1, N]`."""
    picture = math.prod(like.video.shape[1:])
    return [x[..., :picture], x[..., picture:]]


def _independent(part: torch.Tensor, sigmas: torch.Tensor, seed: int) -> StepNoise:
    generator = torch.Generator().manual_seed(seed)

    def draw(_sigma, _sigma_next) -> torch.Tensor:
        return torch.randn(part.shape, generator=generator, dtype=torch.float32).to(part)

    return draw


def _brownian(part: torch.Tensor, sigmas: torch.Tensor, seed: int) -> StepNoise:
    """Stochastic differential equations need noise that agrees between overlapping intervals of time."""
    smallest = sigmas[sigmas > 0].min()
    return comfy.k_diffusion.sampling.BrownianTreeNoiseSampler(part, smallest, sigmas.max(), seed=seed, cpu=True)
