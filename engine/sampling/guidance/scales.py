"""Classifier-free guidance (Ho and Salimans 2022) with a scale of its own for each stream."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class StreamScales:
    """How far each stream is pushed from the unprompted prediction; 1 is no guidance."""

    picture: float
    sound: float

    @property
    def guided(self) -> bool:
        """False when no stream needs the unprompted prediction, which then need not be computed."""
        return not (math.isclose(self.picture, 1.0) and math.isclose(self.sound, 1.0))


def guide(prompted: torch.Tensor, unprompted: torch.Tensor, scale: torch.Tensor | float) -> torch.Tensor:
    """`unprompted + (prompted - unprompted) * scale`."""
    return unprompted + (prompted - unprompted) * scale


def packed_weights(scales: StreamScales, stream_shapes: Sequence[Sequence[int]], like: torch.Tensor) -> torch.Tensor:
    """`[1, 1, N]`: the picture's scale over the picture's part of a packed latent, the sound's over the rest.

    `stream_shapes` are the shapes `[B, C, ...]` of the packed streams, picture first; `like` is the pack `[B, 1, N]`.
    """
    weights = like.new_full((1, 1, like.shape[-1]), scales.sound)
    weights[..., : math.prod(stream_shapes[0][1:])] = scales.picture
    return weights
