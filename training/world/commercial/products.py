"""Things to sell: each is drawn around (x, y) at about 60 board units of height.

`face` is how much of the front is seen, from 1 (the front) to a little more than 0 (turned away); `shift` moves what is
printed on it to the side as it turns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..canvas import Canvas
from ..palette import Colour, shade

PAPER, INK, RED = (250, 248, 240), (40, 42, 52), (215, 60, 60)
ICONS = ((240, 90, 90), (90, 190, 110), (250, 200, 70), (90, 140, 240))


@dataclass(frozen=True)
class Pose:
    """Where the product is in every frame: all `[F]`."""

    x: np.ndarray
    y: np.ndarray
    face: np.ndarray
    shift: np.ndarray


def _print_on(colour: Colour) -> Colour:
    """What is printed on a thing of `colour`: white, or red on white things."""
    return RED if min(colour) > 220 else PAPER


def draw_bottle(canvas: Canvas, pose: Pose, colour: Colour) -> None:
    x, y = pose.x, pose.y
    for grown, body, cap in ((2.0, shade(colour, 0.3), INK), (0.0, colour, (235, 235, 238))):
        canvas.box(x, y - 25, 5.5 + grown, 13 + grown, 2, body)
        canvas.box(x, y + 6, 15 + grown, 24 + grown, 8, body)
        canvas.box(x, y - 36, 6.5 + grown, 4 + grown, 1.5, cap)
    canvas.box(x, y + 8, 15, 11, 0.5, _print_on(colour))
    canvas.ellipse(x + 9 * pose.shift, y + 8, 6.5 * pose.face, 6.5, colour)
    canvas.box(x - 10, y + 6, 1.4, 18, 1, (255, 255, 255), 0.6)


def draw_box(canvas: Canvas, pose: Pose, colour: Colour) -> None:
    """A carton seen from above one corner: its front narrows as its side comes round."""
    front, side = 10 + 18 * pose.face, 22 - 14 * pose.face
    left, middle, right = pose.x - (front + side) / 2, pose.x - (front + side) / 2 + front, pose.x + (front + side) / 2
    top, bottom, rise = pose.y - 22, pose.y + 30, 9.0
    dark = shade(colour, 0.3)
    canvas.polygon([(left - 2, top - 2), (middle, top - 2), (middle, bottom + 2), (left - 2, bottom + 2)], dark)
    canvas.polygon(
        [(middle - 2, top - 2), (right + 2, top - rise - 2), (right + 2, bottom - rise + 2), (middle - 2, bottom + 2)],
        dark,
    )
    canvas.polygon([(left - 2, top), (left + side, top - rise - 2), (right + 2, top - rise - 2), (middle, top)], dark)
    canvas.polygon([(left, top), (middle, top), (middle, bottom), (left, bottom)], colour)
    canvas.polygon([(middle, top), (right, top - rise), (right, bottom - rise), (middle, bottom)], shade(colour, 0.65))
    lid = tuple(0.5 * channel + 127 for channel in colour)
    canvas.polygon([(left, top), (left + side, top - rise), (right, top - rise), (middle, top)], lid)
    canvas.box((left + middle) / 2, pose.y + 4, front * 0.36, 11, 2, _print_on(colour))
    canvas.ellipse((left + middle) / 2, pose.y + 4, front * 0.22, 7, shade(colour, 0.8))


def draw_can(canvas: Canvas, pose: Pose, colour: Colour) -> None:
    x, y = pose.x, pose.y
    for grown, metal, body in ((2.0, INK, shade(colour, 0.3)), (0.0, (205, 210, 218), colour)):
        canvas.box(x, y, 17 + grown, 31 + grown, 5, metal)
        canvas.box(x, y, 18 + grown, 26 + grown, 2, body)
    canvas.ellipse(x, y - 29, 13.5, 3.6, (170, 176, 188))
    canvas.ellipse(x, y - 29, 4, 1.4, INK)
    canvas.line(x - 17, y + 16, x + 17, y + 4, 3.4, _print_on(colour))
    canvas.ellipse(x + 10 * pose.shift, y - 6, 8.5 * pose.face, 8.5, _print_on(colour))
    canvas.box(x - 12, y, 1.6, 22, 1, (255, 255, 255), 0.55)


def draw_cup(canvas: Canvas, pose: Pose, colour: Colour) -> None:
    x, y = pose.x, pose.y + 6
    reach = 21 * (0.55 + 0.45 * pose.face)
    for width, paint in ((6.4, shade(colour, 0.3)), (3.0, colour)):
        canvas.ring(x + reach, y + 3, 10, 12, width / 2, paint)
    for grown, body in ((2.0, shade(colour, 0.3)), (0.0, colour)):
        canvas.polygon([
            (x - 23 - grown, y - 20 - grown), (x + 23 + grown, y - 20 - grown),
            (x + 16 + grown, y + 24 + grown), (x - 16 - grown, y + 24 + grown),
        ], body)  # fmt: skip
    canvas.ellipse(x, y - 20, 23, 6, PAPER)
    canvas.ellipse(x, y - 19.4, 20, 4.4, (92, 54, 32))
    canvas.ellipse(x + 9 * pose.shift, y + 4, 7 * pose.face, 7, _print_on(colour))
    for k in (-1, 0, 1):
        sway = 2.5 * np.sin(canvas.times_s * 4 + 2 * k)
        canvas.line(x + 8 * k + sway, y - 40, x + 8 * k - sway, y - 28, 1.7, PAPER, 0.75)


def draw_shoe(canvas: Canvas, pose: Pose, colour: Colour) -> None:
    """A trainer from its side."""
    x, y, wide = pose.x, pose.y + 8, 0.55 + 0.45 * pose.face
    for grown, body, sole in ((2.0, shade(colour, 0.3), INK), (0.0, colour, PAPER)):
        canvas.polygon([
            (x - (30 + grown) * wide, y - 26 - grown), (x - (6 - grown) * wide, y - 26 - grown),
            (x + (22 + grown) * wide, y + 14), (x - (31 + grown) * wide, y + 14),
        ], body)  # fmt: skip
        canvas.ellipse(x + 18 * wide, y + 6, 17 * wide + grown, 11 + grown, body)
        canvas.box(x + 2 * wide, y + 17, 36 * wide + grown, 5 + grown, 4, sole)
    canvas.ellipse(x - 18 * wide, y - 26, 12 * wide, 3.2, INK)
    for k in range(4):
        lace_x, lace_y = x + (-3 + 6 * k) * wide, y - 19 + 7 * k
        canvas.line(lace_x - 6 * wide, lace_y + 2, lace_x + 3 * wide, lace_y - 1, 1.6, PAPER)
    canvas.line(x - 24 * wide, y + 4, x + 6 * wide, y + 8, 2.6, _print_on(colour))


def draw_phone(canvas: Canvas, pose: Pose, colour: Colour) -> None:
    x, y, half = pose.x, pose.y, 20 * (0.25 + 0.75 * pose.face)
    canvas.box(x, y, half + 2, 36, 6, shade(colour, 0.3))
    canvas.box(x, y, half, 34, 5, colour)
    canvas.box(x, y - 1, half * 0.84, 28, 2, (24, 30, 56))
    for row in range(4):
        for column in range(3):
            icon = ICONS[(row + column) % len(ICONS)]
            canvas.box(x + (column - 1) * half * 0.52, y - 19 + 11.5 * row, half * 0.18, 3.8, 1, icon)
    canvas.ellipse(x, y + 30.5, half * 0.12, 2.2, PAPER)


PRODUCTS: dict[str, Callable[[Canvas, Pose, Colour], None]] = {
    "bottle": draw_bottle, "box": draw_box, "can": draw_can, "cup": draw_cup, "shoe": draw_shoe, "phone": draw_phone,
}  # fmt: skip
