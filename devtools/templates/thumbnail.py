"""`python -m tandem.devtools.templates.thumbnail CLIP.mp4 TEMPLATE`: the template's picture, from a real clip."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from ...engine.media.pictures import spectrogram
from ...engine.media.probe import Decoded, ProbeError, decode
from ..places import ROOT

COLUMNS, ROWS, TILE_PIXELS, SOUND_PIXELS = 3, 2, 160, 160
"""Together a square, the shape of a card in the template browser."""
LARGEST_BYTES = 60_000
QUALITIES = (90, 80, 70, 60, 50)


def thumbnail(clip: Decoded) -> Image.Image:
    """Six frames in reading order over the spectrogram of the whole sound: 480x480."""
    picture = Image.new("RGB", (COLUMNS * TILE_PIXELS, ROWS * TILE_PIXELS + SOUND_PIXELS))
    for place, index in enumerate(np.linspace(0, len(clip.frames) - 1, COLUMNS * ROWS).round().astype(int)):
        tile = Image.fromarray(clip.frames[index]).resize((TILE_PIXELS, TILE_PIXELS), Image.Resampling.LANCZOS)
        picture.paste(tile, (place % COLUMNS * TILE_PIXELS, place // COLUMNS * TILE_PIXELS))
    sound = spectrogram(clip.samples, clip.sample_rate_hz, height=SOUND_PIXELS)
    without_axis = sound.crop((0, 0, sound.width, SOUND_PIXELS)).resize((picture.width, SOUND_PIXELS))
    picture.paste(without_axis, (0, ROWS * TILE_PIXELS))
    return picture


def save_small(picture: Image.Image, path: Path) -> None:
    """The best JPEG quality whose file stays below 60 kB."""
    for quality in QUALITIES:
        picture.save(path, quality=quality, optimize=True)
        if path.stat().st_size < LARGEST_BYTES:
            return


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tandem.devtools.templates.thumbnail")
    parser.add_argument("clip", type=Path, help="a clip that the template made")
    parser.add_argument("template", choices=sorted(path.stem for path in (ROOT / "workflows").glob("*.json")))
    options = parser.parse_args()
    try:
        clip = decode(options.clip)
    except ProbeError as fault:
        print(fault, file=sys.stderr)
        return 1
    save_small(thumbnail(clip), ROOT / "workflows" / f"{options.template}.jpg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
