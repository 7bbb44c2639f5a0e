"""Where frames, sound and caption lie on the pictures."""

from __future__ import annotations

import numpy as np
import pytest
from tandem.devtools.gallery import pictures
from tandem.devtools.gallery.entries import ENTRIES
from tandem.engine.media.probe import Decoded


def brightness(picture) -> np.ndarray:
    return np.asarray(picture.convert("L"), float)


def test_a_sheet_has_frames_in_order_over_the_sound_over_the_prompt(clip: Decoded) -> None:
    drawn = pictures.sheet("a prompt", clip)
    size = pictures.SHEET_TILE
    assert drawn.width == pictures.SHEET_COLUMNS * size
    reds = [drawn.getpixel((place * size + size // 2, size // 2))[0] for place in range(pictures.SHEET_COLUMNS)]
    assert reds == sorted(reds) and reds[0] == 0 and reds[-1] == 240
    sound = brightness(drawn)[drawn.height - pictures.LINE - 100 : drawn.height - pictures.LINE - 24]
    assert sound[:, : drawn.width // 3].max() < 60 < sound[:, 2 * drawn.width // 3 :].max()
    assert brightness(drawn)[-pictures.LINE :].max() > 150


def test_a_long_prompt_makes_the_sheet_higher_by_whole_lines(clip: Decoded) -> None:
    short, long = pictures.sheet("a", clip), pictures.sheet("many words " * 30, clip)
    assert long.height > short.height and (long.height - short.height) % pictures.LINE == 0


@pytest.mark.parametrize(("count", "rows"), [(10, 2), (6, 2), (5, 1)])
def test_the_overview_has_five_tiles_in_a_row(clip: Decoded, count: int, rows: int) -> None:
    drawn = pictures.overview([("a", clip)] * count)
    assert drawn.width == 5 * pictures.TILE + 4 * pictures.GAP
    assert drawn.height == rows * (pictures.TILE + pictures.STRIP + pictures.LABEL) + (rows - 1) * pictures.GAP


def test_a_tile_shows_the_middle_frame_over_the_sound_over_the_caption(clip: Decoded) -> None:
    drawn = pictures.tile("caption", clip)
    assert drawn.getpixel((pictures.TILE // 2, pictures.TILE // 2)) == tuple(clip.frames[12, 0, 0])
    strip = brightness(drawn)[pictures.TILE : pictures.TILE + pictures.STRIP]
    assert strip[:, : pictures.TILE // 3].max() < 60 < strip[:, 2 * pictures.TILE // 3 :].max()
    assert brightness(drawn)[pictures.TILE + pictures.STRIP :].max() > 150


def test_the_caption_of_every_clip_fits_its_tile(clip: Decoded) -> None:
    for entry in ENTRIES:
        pictures.tile(entry.caption, clip)
    with pytest.raises(ValueError, match="fewer words"):
        pictures.tile("a caption that says far too much about the clip", clip)
