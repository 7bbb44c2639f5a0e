"""`python -m tandem.training.world.commercial.product_picture FILE`: a product on its stage, as one picture."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

from ....engine.mini import geometry
from ..canvas import Canvas
from ..palette import BACKGROUNDS, COLOURS, shade
from .commercial import STAGES, _draw_stage
from .products import PRODUCTS, Pose


def product_picture(product: str, colour: str, stage: str, background: str) -> np.ndarray:
    """uint8 `[256, 256, 3]`: the front of a product that does not move. Raises KeyError for a name of no table."""
    canvas = Canvas(np.zeros(1), geometry.PICTURE_SIZE, BACKGROUNDS[background])
    _draw_stage(canvas, stage, background)
    canvas.ellipse(64, 106, 27, 4, shade(BACKGROUNDS[background], 0.76))
    pose = Pose(np.full(1, 64.0), np.full(1, 62.0), np.ones(1), np.zeros(1))
    PRODUCTS[product](canvas, pose, COLOURS[colour])
    return canvas.finished()[0]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tandem.training.world.commercial.product_picture")
    parser.add_argument("file", type=Path, help="the PNG to write")
    parser.add_argument("--product", choices=PRODUCTS, default="bottle")
    parser.add_argument("--colour", choices=COLOURS, default="red")
    parser.add_argument("--stage", choices=STAGES, default="gradient")
    parser.add_argument("--background", choices=BACKGROUNDS, default="sky")
    chosen = parser.parse_args()
    pixels = product_picture(chosen.product, chosen.colour, chosen.stage, chosen.background)
    Image.fromarray(pixels).save(chosen.file, optimize=True)


if __name__ == "__main__":
    main()
