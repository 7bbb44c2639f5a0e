"""Draws assets/icon.png, the sign of the pack: a picture and a sound wave on one line of time."""

from __future__ import annotations

import math
import sys

from PIL import Image, ImageDraw

from .places import ROOT

SIZE, OVERSAMPLING = 256, 4
BACKGROUND, PICTURE, SOUND, CLOCK = "#14213d", "#fca311", "#48cae4", "#ffffff"
BARS = 15


def draw(size: int) -> Image.Image:
    """The icon at `size` x `size` pixels; all lengths below are parts of it."""
    canvas = Image.new("RGBA", (size, size))
    pen = ImageDraw.Draw(canvas)

    def box(left: float, top: float, right: float, bottom: float, radius: float, colour: str) -> None:
        pen.rounded_rectangle([size * left, size * top, size * right, size * bottom], size * radius, fill=colour)

    box(0, 0, 1, 1, 0.19, BACKGROUND)
    box(0.14, 0.15, 0.86, 0.48, 0.05, PICTURE)
    pen.polygon([(size * x, size * y) for x, y in ((0.44, 0.22), (0.44, 0.41), (0.60, 0.315))], fill=BACKGROUND)
    for bar in range(BARS):
        phase = (bar + 0.5) / BARS
        half = 0.015 + 0.14 * math.sin(math.pi * phase) * abs(math.cos(2.5 * math.pi * phase))
        middle = 0.14 + 0.72 * phase
        box(middle - 0.014, 0.70 - half, middle + 0.014, 0.70 + half, 0.014, SOUND)
    box(0.495, 0.10, 0.505, 0.90, 0.004, CLOCK)
    return canvas


def main() -> int:
    path = ROOT / "assets/icon.png"
    draw(SIZE * OVERSAMPLING).resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(path, optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
