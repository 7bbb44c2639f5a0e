"""The camera of a clip: it stands still, comes nearer, or moves sideways over the board on which a scene is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .motion import ease

BOARD = 128
MIDDLE = (BOARD - 1) / 2
"""Pixel centres of a 128 pixel picture lie at 0..127."""
CAMERAS = ("static", "push_in", "pan")
PUSH_ZOOM = 1.4
PAN_HALF_WAY = 15.0
"""Board units to either side of the middle; scenes draw their floors and skies wider than that."""


@dataclass(frozen=True)
class View:
    """What the camera sees of the board, per frame `[F]`: the point in the picture's middle, and the enlargement."""

    x: np.ndarray
    y: np.ndarray
    zoom: np.ndarray

    def part(self, frames: slice) -> View:
        return View(self.x[frames], self.y[frames], self.zoom[frames])


def camera_view(camera: str, times_s: np.ndarray, duration_s: float, direction: int = 1) -> View | None:
    """What `camera` sees at `times_s` of a clip; a pan goes right for direction 1, left for -1.

    Raises ValueError for an unknown camera.
    """
    if camera not in CAMERAS:
        raise ValueError(f"camera: expected one of {list(CAMERAS)}, got {camera!r}")
    if camera == "static":
        return None
    way, middle, still = ease(times_s / duration_s), np.full(len(times_s), MIDDLE), np.ones(len(times_s))
    if camera == "push_in":
        return View(middle, middle - 4 * way, PUSH_ZOOM**way)
    return View(middle + direction * PAN_HALF_WAY * (2 * way - 1), middle, still)


def in_picture(points: np.ndarray, view: View | None) -> np.ndarray:
    """Points of the board `[K, F, 2]` (x, y) -> where `view` shows them, in shares of the picture."""
    if view is None:
        return (points + 0.5) / BOARD
    middle = np.stack([view.x, view.y], axis=-1)
    return ((points - middle) * view.zoom[:, None] + BOARD / 2) / BOARD
