"""Files stay below their limits, or are not written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tandem.devtools.gallery import sizes
from tandem.devtools.gallery.entries import ENTRIES


def test_the_limits_of_all_files_together_are_those_of_the_folder() -> None:
    files = len(ENTRIES) * (sizes.CLIP_BYTES + sizes.SHEET_BYTES) + sizes.OVERVIEW_BYTES
    assert files < sizes.FOLDER_BYTES and sizes.CLIP_BYTES < 150_000 and sizes.OVERVIEW_BYTES <= 400_000


def test_a_clip_has_the_best_quality_that_fits() -> None:
    tried = []

    def make(quality: int) -> bytes:
        tried.append(quality)
        return bytes(3000 // quality)

    assert len(sizes.small_clip(make, 120)) == 3000 // 26
    assert tried == [18, 22, 26]


def test_a_clip_that_never_fits_is_refused() -> None:
    with pytest.raises(sizes.TooLarge, match="expected less than 10"):
        sizes.small_clip(lambda quality: bytes(10), 10)


def test_a_picture_loses_colours_until_it_fits(tmp_path: Path) -> None:
    shades = np.linspace(0, 255, 64).astype(np.uint8)
    pixels = np.stack([*np.meshgrid(shades, shades), np.full((64, 64), 9, np.uint8)], axis=-1)
    picture, roomy, tight = Image.fromarray(pixels), tmp_path / "roomy.png", tmp_path / "tight.png"
    sizes.save_png(picture, roomy, 100_000)
    sizes.save_png(picture, tight, roomy.stat().st_size)
    assert tight.stat().st_size < roomy.stat().st_size
    assert len(Image.open(tight).getcolors()) < len(Image.open(roomy).getcolors()) <= 256


def test_a_picture_that_never_fits_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(sizes.TooLarge, match="x.png"):
        sizes.save_png(Image.new("RGB", (64, 64)), tmp_path / "x.png", 10)
    assert not list(tmp_path.iterdir())
