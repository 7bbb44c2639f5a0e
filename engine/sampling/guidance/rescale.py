"""Guided predictions brought back to the spread of the prompted one, each stream by itself."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch


def rescaled(
    guided: torch.Tensor, prompted: torch.Tensor, share: float, stream_shapes: Sequence[Sequence[int]]
) -> torch.Tensor:
    """`guided` `[B, 1, N]` with the standard deviation of `prompted` in each stream of each clip of the batch.

    Lin et al. 2023, "Common Diffusion Noise Schedules and Sample Steps are Flawed", section 3.4: strong guidance widens
    the prediction, which overexposes the picture and overdrives the sound. `share` 0..1 mixes the rescaled prediction
    with the guided one; 0 returns `guided` itself. `stream_shapes` are those of the pack, picture first.
    """
    if share == 0.0:
        return guided
    picture = math.prod(stream_shapes[0][1:])
    parts = ((guided[..., part], prompted[..., part]) for part in (slice(None, picture), slice(picture, None)))
    return torch.cat([stream * (share * _spread_ratio(aim, stream) + (1.0 - share)) for stream, aim in parts], dim=-1)


def _spread_ratio(aim: torch.Tensor, stream: torch.Tensor) -> torch.Tensor:
    """`[B, 1, 1]`: what brings `stream` to the standard deviation of `aim`; 1 where `stream` is constant."""
    if stream.shape[-1] == 0:
        return stream.new_ones((stream.shape[0], 1, 1))
    spread, wanted = (x.std(dim=(1, 2), keepdim=True, correction=0) for x in (stream, aim))
    return torch.where(spread > 0, wanted / spread, torch.ones_like(spread))
