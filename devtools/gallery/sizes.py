"""How large the files of the gallery may be, and how they are brought below that."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image

CLIP_BYTES, SHEET_BYTES, OVERVIEW_BYTES = 115_000, 48_000, 300_000
FOLDER_BYTES = 2_000_000
QUALITIES = (18, 22, 26, 30, 34, 38)
"""H.264 CRF, from the best to the smallest file."""
PALETTES = (256, 128, 64, 32, 16, 8)


class TooLarge(RuntimeError):
    """A file that stays above its limit; the message is one sentence."""


def small_clip(make: Callable[[int], bytes], limit_bytes: int = CLIP_BYTES) -> bytes:
    """The best of QUALITIES whose file stays below the limit. Raises TooLarge."""
    for quality in QUALITIES:
        clip = make(quality)
        if len(clip) < limit_bytes:
            return clip
    raise TooLarge(f"The clip has {len(clip)} bytes at quality {quality}, expected less than {limit_bytes}.")


def save_png(picture: Image.Image, path: Path, limit_bytes: int) -> None:
    """With as many colours as fit below the limit. Raises TooLarge and writes nothing when none does."""
    for colours in PALETTES:
        buffer = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
        if buffer.tell() < limit_bytes:
            path.write_bytes(buffer.getvalue())
            return
    raise TooLarge(f"{path.name} has {buffer.tell()} bytes in {colours} colours, expected less than {limit_bytes}.")
