"""Any IMAGE to the one RGB frame that an anchor needs."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from ..mini import geometry

FITS = ("crop", "pad", "stretch")
"""How a picture of another shape becomes square: cut the longer side, add black bars, or squeeze."""


class ImageError(ValueError):
    """An image that cannot become a frame, said in one sentence."""


def anchor_frame(image: torch.Tensor, fit: str = "crop", size: int = geometry.PICTURE_SIZE) -> torch.Tensor:
    """IMAGE `[B, H, W, C]` or `[H, W, C]` in 0..1 -> `[size, size, 3]` float32 in 0..1.

    Of a batch the first image is taken; grey (C 1 or 2) becomes RGB; alpha (C 2 or 4) is laid over black; values beyond
    0..1 are clipped. Raises ImageError for an empty image, another number of channels, NaN, or an unknown `fit`.
    """
    if fit not in FITS:
        raise ImageError(f"fit: expected one of {', '.join(FITS)}, got {fit}")
    rgb = _rgb(_first(image)).permute(2, 0, 1)[None]
    height, width = rgb.shape[-2:]
    if fit == "crop":
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        rgb = rgb[..., top : top + side, left : left + side]
    elif fit == "pad":
        side = max(height, width)
        left, top = (side - width) // 2, (side - height) // 2
        rgb = F.pad(rgb, (left, side - width - left, top, side - height - top))
    if rgb.shape[-2:] != (size, size):
        rgb = F.interpolate(rgb, size=(size, size), mode="bicubic", antialias=True, align_corners=False)
    return rgb[0].permute(1, 2, 0).clamp(0, 1)


def _first(image: torch.Tensor) -> torch.Tensor:
    if image.ndim not in (3, 4) or 0 in image.shape or image.shape[-1] > 4:
        raise ImageError(f"image: expected [batch, height, width, 1 to 4 channels], got {list(image.shape)}")
    first = (image[0] if image.ndim == 4 else image).detach().float().cpu()
    if not torch.isfinite(first).all():
        raise ImageError("image: expected numbers from 0 to 1, got NaN or infinity")
    return first.clamp(0, 1)


def _rgb(image: torch.Tensor) -> torch.Tensor:
    """`[H, W, 1..4]` -> `[H, W, 3]`."""
    channels = image.shape[-1]
    colour = image[..., :3] if channels >= 3 else image[..., :1].expand(*image.shape[:2], 3)
    return colour * image[..., -1:] if channels in (2, 4) else colour
