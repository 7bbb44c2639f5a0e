"""What a live preview needs of a family: small frames and levels straight from the latents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import torch

QUIETEST_SHARE = 0.05


class LatentPreview(Protocol):
    """tandem-mini's `PreviewMap` is one. `frame_s` is how long one latent is shown."""

    @property
    def frame_s(self) -> float: ...

    def frames(self, video: torch.Tensor) -> torch.Tensor:
        """`[C, T, H, W]` -> uint8 `[T, h, w, 3]`, one frame per latent."""

    def levels(self, audio: torch.Tensor) -> torch.Tensor:
        """A sound latent without its batch -> 0..1 for every latent in time."""


@dataclass(frozen=True)
class FactorPreview:
    """Core's own `latent_rgb_factors` for the picture, and the latents' own spread for the sound, which says when
    something is heard but not how loud."""

    factors: torch.Tensor
    bias: torch.Tensor
    sound_time_dim: int
    frame_s: float

    @classmethod
    def of(cls, latent_format, channels: int, sound_time_dim: int, frame_s: float) -> FactorPreview:
        """`sound_time_dim` counts the batch. A format without factors shows three of its channels."""
        factors = getattr(latent_format, "latent_rgb_factors", None)
        bias = getattr(latent_format, "latent_rgb_factors_bias", None)
        table = torch.eye(channels, 3) / 4 if factors is None else torch.tensor(factors, dtype=torch.float32)
        offset = torch.zeros(3) if bias is None else torch.tensor(bias, dtype=torch.float32)
        return cls(table, offset, sound_time_dim - 1, frame_s)

    def frames(self, video: torch.Tensor) -> torch.Tensor:
        colours = video.float().cpu().permute(1, 2, 3, 0) @ self.factors + self.bias
        return ((colours + 1) * 127.5).clamp(0, 255).to(torch.uint8)

    def levels(self, audio: torch.Tensor) -> torch.Tensor:
        spread = audio.float().cpu().movedim(self.sound_time_dim, 0).flatten(1).std(dim=1)
        return (spread / spread.max().clamp(min=1e-6)).clamp(QUIETEST_SHARE, 1)
