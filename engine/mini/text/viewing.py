"""Where the camera looks, row by row, in two columns of a script.

Half of the world's clips are seen by a camera that moves. A prompt says that it does, but not how far it has come at a
given instant or to which side it goes: a small model that has to choose that does so in every part of the clip anew. So
it is told. A script's row is one frame: how far the view is to the right, and how much it is enlarged, in numbers of
1..255; 0 is not told.
"""

from __future__ import annotations

import math

import numpy as np
import torch

from ..geometry import AUDIO_LATENT_SECONDS
from .attributes import UNSPECIFIED, most_likely
from .camera import MIDDLE, PAN_HALF_WAY, PUSH_ZOOM, View, camera_view

FIRST_VIEW_COLUMN, VIEW_COLUMNS = 9, 2
VIEW = slice(FIRST_VIEW_COLUMN, FIRST_VIEW_COLUMN + VIEW_COLUMNS)
STEPS = 254
RATES = 4
"""Sines and cosines that each of the two numbers becomes."""
VIEW_WIDTH = VIEW_COLUMNS * (1 + 2 * RATES)
PAN_STREAM = 13
"""Keeps the side to which a camera passes unrelated to the noise that has the same seed."""


def pan_direction(seed: int) -> int:
    """1 to the right, -1 to the left, for the clip of `seed`."""
    return int(np.random.default_rng((PAN_STREAM, seed)).choice((-1, 1)))


def with_view(script: torch.Tensor, view: View | None, where: torch.Tensor | None = None) -> torch.Tensor:
    """`[A, 14]` with what the camera sees in each row; None is a camera that stands still.

    where: bool `[A]`, the rows that are told; default all.
    """
    rows = len(script)
    view = view or View(np.full(rows, MIDDLE), np.full(rows, MIDDLE), np.ones(rows))
    shares = np.stack([(view.x - MIDDLE) / (2 * PAN_HALF_WAY) + 0.5, np.log(view.zoom) / math.log(PUSH_ZOOM)], axis=-1)
    steps = torch.from_numpy(1 + np.round(shares.clip(0, 1) * STEPS).astype(np.int64))
    script = script.clone()
    script[:, VIEW] = steps if where is None else steps * where[:, None]
    return script


def has_view(script: torch.Tensor) -> bool:
    """Whether any row of `[..., A, 14]` says where the camera looks."""
    return bool(script[..., VIEW].any())


def without_view(script: torch.Tensor) -> torch.Tensor:
    """`[..., A, 14]` that does not say where the camera looks."""
    script = script.clone()
    script[..., VIEW] = 0
    return script


def viewed(
    script: torch.Tensor,
    context: torch.Tensor,
    seed: int,
    free: torch.Tensor,
    whole_picture: bool = True,
    before: torch.Tensor | None = None,
) -> torch.Tensor:
    """`[A, 14]` with the view of the camera that `context` `[S, V]` asks for.

    free: bool `[A]`, the rows that are sampled, where not the `whole_picture` is. A camera that moves is not told
    there: how it has moved in what is given is not known. One that stands still, or that nobody speaks of, stays where
    it was at the end of `before` `[A', 14]`, the script of a locked beginning. A script that has a view stays as it is.
    """
    camera, _ = most_likely(context)["camera"]
    if has_view(script):
        return script
    if whole_picture:
        times_s = np.arange(len(script)) * float(AUDIO_LATENT_SECONDS)
        duration_s = len(script) * float(AUDIO_LATENT_SECONDS)
        asked = camera != UNSPECIFIED
        return with_view(script, camera_view(camera, times_s, duration_s, pan_direction(seed))) if asked else script
    last = None if before is None or not has_view(before[-1:]) else before[-1, VIEW]
    if camera == "static" or (camera == UNSPECIFIED and last is not None):
        script = with_view(script, None, free)
        if last is not None:
            script[free, VIEW] = last
    return script


def view_features(script: torch.Tensor) -> torch.Tensor:
    """`[B, A, 14]` -> float32 `[B, A, VIEW_WIDTH]`: per number whether it is told, and its sines and cosines."""
    columns = script[..., VIEW]
    told = (columns > 0).float()[..., None]
    rates = torch.arange(1, RATES + 1, device=script.device) * (math.pi / 2)
    angles = ((columns - 1).float() * (2 / STEPS) - 1)[..., None] * rates
    return torch.cat([told, angles.cos() * told, angles.sin() * told], dim=-1).flatten(-2)
