"""The camera of a clip: it stands still, comes nearer, or moves sideways."""

from __future__ import annotations

import numpy as np

from .canvas import MIDDLE, View
from .motion import ease

CAMERAS = ("static", "push_in", "pan")
CAMERA_SHARES = (0.52, 0.24, 0.24)
PUSH_ZOOM = 1.4
PAN_HALF_WAY = 15.0
"""Board units to either side of the middle; scenes draw their floors and skies wider than that."""


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
