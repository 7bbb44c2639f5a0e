"""Points: where the things that move in a clip are, frame by frame, in the last columns of its script.

A ball is thrown somewhere, a glass falls from some place of its shelf: a small model that has to choose it does so in
every part of the clip anew, and draws pieces. So it is told. A script's row is one frame, and a point is two numbers of
1..255 from the left and from the top of the picture; 0 is a point that is not seen.
"""

from __future__ import annotations

import numpy as np
import torch

from .. import geometry
from .camera import BOARD

POINTS = 2
FIRST_POINT_COLUMN = 5
STEPS = 254
GRID, MARGIN = geometry.LATENT_SIZE, 1
"""Cells of a picture's latent to a side, and how many more a token is told of around its own."""
TOKEN_CELLS = 2
WINDOW = TOKEN_CELLS + 2 * MARGIN
SPREAD_CELLS = 0.7
FRAMES = geometry.FRAMES_PER_LATENT
POINT_WIDTH = FRAMES * POINTS * WINDOW * WINDOW


def with_points(script: torch.Tensor, places: np.ndarray, where: torch.Tensor | None = None) -> torch.Tensor:
    """`[A, 14]` with `places` `[K, A, 2]`, shares of the picture's width and height; NaN or outside it is not seen.

    where: bool `[A]`, the rows that are told; default all. Only the first two points are told.
    """
    script = script.clone()
    for index, place in enumerate(places[:POINTS]):
        seen = np.isfinite(place).all(axis=-1) & (place >= 0).all(axis=-1) & (place <= 1).all(axis=-1)
        steps = np.where(seen[:, None], 1 + np.round(np.nan_to_num(place) * STEPS), 0).astype(np.int64)
        told = torch.from_numpy(steps) if where is None else torch.from_numpy(steps) * where[:, None]
        script[:, FIRST_POINT_COLUMN + 2 * index : FIRST_POINT_COLUMN + 2 * index + 2] = told
    return script


def point_of(row: torch.Tensor) -> tuple[float, float] | None:
    """Where the first point of a script's row `[11]` is on the board, if the camera stands still; None when unseen."""
    x, y = row[FIRST_POINT_COLUMN : FIRST_POINT_COLUMN + 2].tolist()
    return ((x - 1) / STEPS * BOARD - 0.5, (y - 1) / STEPS * BOARD - 0.5) if x and y else None


def without_points(script: torch.Tensor) -> torch.Tensor:
    """`[..., A, 14]` with no point."""
    script = script.clone()
    script[..., FIRST_POINT_COLUMN : FIRST_POINT_COLUMN + 2 * POINTS] = 0
    return script


def point_maps(script: torch.Tensor) -> torch.Tensor:
    """`[B, A, 14]` -> float32 `[B, A, POINT_WIDTH]`, one row per picture token: a bell curve around every point, read
    at the middles of the token's cells and of those around them, in each of its four frames."""
    batch, rows = script.shape[:2]
    columns = script[..., FIRST_POINT_COLUMN : FIRST_POINT_COLUMN + 2 * POINTS].reshape(batch, rows, POINTS, 2)
    place = (columns - 1).float() * (GRID / STEPS)
    middles = torch.arange(-MARGIN, GRID + MARGIN, device=script.device) + 0.5
    away = ((place[..., None] - middles) / SPREAD_CELLS).square()
    curve = torch.exp(-0.5 * away) * (columns > 0)[..., None]
    maps = curve[..., 1, :, None] * curve[..., 0, None, :]
    windows = maps.unfold(-2, WINDOW, TOKEN_CELLS).unfold(-2, WINDOW, TOKEN_CELLS)
    side = GRID // TOKEN_CELLS
    windows = windows.reshape(batch, rows // FRAMES, FRAMES * POINTS, side * side, WINDOW * WINDOW)
    return windows.transpose(2, 3).reshape(batch, rows // FRAMES * side * side, POINT_WIDTH)
