"""The residual blocks and the latent normalisation that both autoencoders share."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn


class ResidualBlock2d(nn.Module):
    """GroupNorm, 3x3, widen, narrow, on `[B, C, H, W]`."""

    def __init__(self, channels: int, *, expand: int = 2, operations, **kw) -> None:
        super().__init__()
        self.norm = operations.GroupNorm(8, channels, **kw)
        self.spatial = operations.Conv2d(channels, channels, 3, padding=1, **kw)
        self.up = operations.Conv2d(channels, channels * expand, 1, **kw)
        self.down = operations.Conv2d(channels * expand, channels, 1, **kw)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.down(F.gelu(self.up(F.gelu(self.spatial(self.norm(x))))))


class ResidualBlock1d(nn.Module):
    """ConvNeXt block (Liu et al. 2022) on `[B, L, C]`: depthwise 7, LayerNorm, widen, narrow, gain."""

    def __init__(self, channels: int, *, expand: int = 3, operations, **kw) -> None:
        super().__init__()
        self.depthwise = operations.Conv1d(channels, channels, 7, padding=3, groups=channels, **kw)
        self.norm = operations.LayerNorm(channels, **kw)
        self.up = operations.Linear(channels, channels * expand, **kw)
        self.down = operations.Linear(channels * expand, channels, **kw)
        self.gain = nn.Parameter(torch.full((channels,), 0.1, **kw))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        h = self.depthwise(x.transpose(1, 2)).transpose(1, 2)
        return x + self.gain.to(x.dtype) * self.down(F.gelu(self.up(self.norm(h))))


class LatentNorm(nn.Module):
    """Brings every latent channel (last dimension) to mean 0 and variance 1 by statistics gathered in training."""

    mean: torch.Tensor
    variance: torch.Tensor

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("variance", torch.ones(channels))

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        z = z.float()
        if not self.training:
            return (z - self.mean.float()) * self.variance.float().rsqrt()
        flat = z.reshape(-1, z.shape[-1])
        mean, variance = flat.mean(0), flat.var(0) + 1e-5
        with torch.no_grad():
            self.mean.lerp_(mean, 0.02)
            self.variance.lerp_(variance, 0.02)
        return (z - mean) * variance.rsqrt()
