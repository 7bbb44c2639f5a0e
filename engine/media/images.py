"""Any IMAGE to the one RGB frame that an anchor needs."""

from __future__ import annotations

from fractions import Fraction

import torch
import torch.nn.functional as F

from ..mini import geometry

FITS = ("crop", "pad", "stretch")
"""How a picture of another shape fits: cut what sticks out, add black bars, or squeeze."""


class ImageError(ValueError):
    """An image that cannot become a frame, said in one sentence."""


def anchor_frame(
    image: torch.Tensor,
    fit: str = "crop",
    width: int = geometry.PICTURE_SIZE,
    height: int = geometry.PICTURE_SIZE,
) -> torch.Tensor:
    """IMAGE `[B, H, W, C]` or `[H, W, C]` in 0..1 -> `[height, width, 3]` float32 in 0..1.

    Of a batch the first image is taken; grey (C 1 or 2) becomes RGB; alpha (C 2 or 4) is laid over black; values beyond
    0..1 are clipped. Raises ImageError for an empty image, another number of channels, NaN, or an unknown `fit`.
    """
    if fit not in FITS:
        raise ImageError(f"fit: expected one of {', '.join(FITS)}, got {fit}")
    rgb = first_picture(image).permute(2, 0, 1)[None]
    if fit != "stretch":
        rgb = _of_shape(rgb, fit, Fraction(width, height))
    if rgb.shape[-2:] != (height, width):
        rgb = F.interpolate(rgb, size=(height, width), mode="bicubic", antialias=True, align_corners=False)
    return rgb[0].permute(1, 2, 0).clamp(0, 1)


def first_picture(image: torch.Tensor) -> torch.Tensor:
    """The first of an IMAGE, `[H, W, 3]` float32 in 0..1 of its own size. Raises ImageError as `anchor_frame` does."""
    return rgb_pictures(image[:1] if image.ndim == 4 else image)[0]


def rgb_pictures(images: torch.Tensor, name: str = "image") -> torch.Tensor:
    """IMAGE `[B, H, W, C]` or `[H, W, C]` -> `[B, H, W, 3]` float32 in 0..1. Raises ImageError as `anchor_frame` does,
    about the input `name`."""
    if images.ndim not in (3, 4) or 0 in images.shape or images.shape[-1] > 4:
        raise ImageError(f"{name}: expected [batch, height, width, 1 to 4 channels], got {list(images.shape)}")
    numbers = (images if images.ndim == 4 else images[None]).detach().float().cpu()
    if not torch.isfinite(numbers).all():
        raise ImageError(f"{name}: expected numbers from 0 to 1, got NaN or infinity")
    return _rgb(numbers.clamp(0, 1))


def _of_shape(rgb: torch.Tensor, fit: str, shape: Fraction) -> torch.Tensor:
    """`[1, 3, H, W]` cropped or padded to about `shape`, width by height, around its middle."""
    height, width = rgb.shape[-2:]
    choose = min if fit == "crop" else max
    new_width, new_height = choose(width, round(height * shape)), choose(height, round(width / shape))
    new_width, new_height = max(new_width, 1), max(new_height, 1)
    left, top = (new_width - width) // 2, (new_height - height) // 2
    # A negative pad cuts.
    return F.pad(rgb, (left, new_width - width - left, top, new_height - height - top))


def _rgb(images: torch.Tensor) -> torch.Tensor:
    """`[B, H, W, 1..4]` -> `[B, H, W, 3]`."""
    channels = images.shape[-1]
    colour = images[..., :3] if channels >= 3 else images[..., :1].expand(*images.shape[:3], 3)
    return colour * images[..., -1:] if channels in (2, 4) else colour
