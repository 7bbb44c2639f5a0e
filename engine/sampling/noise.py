"""Noise of the two streams, each from its own generator.

One generator for both (what ComfyUI core does) would change the sound whenever the picture's size changes.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

SOUND_SALT = 0x9E3779B97F4A7C15
"""Keeps picture and sound noise unrelated when both streams are given the same seed."""

SEED_RANGE = 1 << 64


def sound_generator_seed(seed: int) -> int:
    """The seed that the sound's generator really gets for the user's `seed`."""
    return (seed ^ SOUND_SALT) % SEED_RANGE


def batch_seeds(seed: int, batch: int) -> list[int]:
    """One seed per clip of a batch: clip 0 has the user's own, so it looks the same alone and in a batch."""
    return [(seed + index) % SEED_RANGE for index in range(batch)]


def _time_major(shape: Sequence[int], seed: int) -> torch.Tensor:
    """`[C, T, ...]` drawn latent by latent, so that a longer clip begins with the same noise as a shorter one."""
    channels, time, *rest = shape
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(time, channels, *rest, generator=generator).transpose(0, 1).contiguous()


def picture_noise(shape: Sequence[int], seeds: Sequence[int]) -> torch.Tensor:
    """Standard normal `[B, C, T, H, W]` float32 on the CPU; clip i of the batch depends on `seeds[i]` alone."""
    return torch.stack([_time_major(shape[1:], seed % SEED_RANGE) for seed in seeds])


def sound_noise(shape: Sequence[int], seeds: Sequence[int], time_dim: int = 2) -> torch.Tensor:
    """Standard normal of `shape`, `[B, C, A, F]` or with time in another place, float32 on the CPU; clip i of the batch
    depends on `seeds[i]` alone."""
    inner = list(shape[1:])
    inner.insert(1, inner.pop(time_dim - 1))
    clips = torch.stack([_time_major(inner, sound_generator_seed(seed)) for seed in seeds])
    return clips.movedim(2, time_dim).contiguous()
