"""The mouths of a dialogue, each by itself: how dark the place is where a mouth opens."""

from __future__ import annotations

import numpy as np

PLACES = ((34 / 128, 69 / 128), (94 / 128, 69 / 128))
"""(x, y) of both mouths as shares of the picture: where the world's dialogue has them, left and right."""
HALF_WIDTH, HALF_HEIGHT = 11 / 128, 10 / 128
LUMA = np.float32((0.299, 0.587, 0.114)) / 255
"""Brightness of red, green and blue (Rec. ITU-R BT.601), to 0..1."""


def openings(frames: np.ndarray) -> np.ndarray:
    """uint8 `[F, S, S, 3]` -> `[2, F]`: how much darker than its middle brightness, which is the skin, the place of the
    left and of the right mouth is on average, 0..1. The inside of a mouth is darker than every skin of the world; its
    colour alone serves less well once it has been through the autoencoder."""
    return np.stack([_darkness(frames, x, y) for x, y in PLACES])


def _darkness(frames: np.ndarray, x: float, y: float) -> np.ndarray:
    size = frames.shape[1]
    rows = slice(round((y - HALF_HEIGHT) * size), round((y + HALF_HEIGHT) * size))
    columns = slice(round((x - HALF_WIDTH) * size), round((x + HALF_WIDTH) * size))
    brightness = frames[:, rows, columns].astype(np.float32) @ LUMA
    skin = np.median(brightness, axis=(1, 2), keepdims=True)
    return np.maximum(skin - brightness, 0).mean(axis=(1, 2))
