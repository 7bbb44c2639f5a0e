"""Frames cut to a smaller size around their middle."""

from __future__ import annotations

import torch


def cropped(frames: torch.Tensor, width: int, height: int) -> torch.Tensor:
    """`[F, H, W, C]` -> a view of `[F, height, width, C]`; of an odd rest one pixel more goes at the bottom or right.

    Raises ValueError for a size that is larger than the frames.
    """
    full_height, full_width = frames.shape[1:3]
    if not (0 < width <= full_width and 0 < height <= full_height):
        raise ValueError(f"size: expected at most {full_width}x{full_height}, got {width}x{height}")
    top, left = (full_height - height) // 2, (full_width - width) // 2
    return frames[:, top : top + height, left : left + width]
