"""What a user asks of a family before any latent exists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ClipRequest:
    """A clip of about `seconds`; the family answers with the nearest one that it can make.

    `width`, `height` (pixels) and `frame_rate` (frames per second) of 0 mean the family's own.
    `clean_grid` prefers the lengths at which picture and sound meet exactly.
    `two_stage` says that the size is the one after a latent upscale by 2; only LTX-2 has that.
    """

    seconds: float
    width: int = 0
    height: int = 0
    frame_rate: float = 0.0
    clean_grid: bool = True
    two_stage: bool = False
