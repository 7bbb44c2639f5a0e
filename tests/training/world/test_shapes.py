"""The tensor formulas against the same shapes in numpy, pixel by pixel."""

import numpy as np
import pytest
from tandem.training.world.canvas import Canvas

SIZE, FRAMES = 64, 5
COLOUR, PAPER = (220.0, 40.0, 90.0), (10.0, 200.0, 120.0)
TIMES_S = np.arange(FRAMES) / 25


def column(values):
    return np.asarray(values, float).reshape(-1, 1, 1)


def grid():
    place = (np.arange(SIZE) + 0.5) * 128 / SIZE - 0.5
    return place[None, None, :], place[None, :, None]


def ellipse(x, y, rx, ry):
    px, py = grid()
    dx, dy = (px - column(x)) / column(rx), (py - column(y)) / column(ry)
    radius = np.hypot(dx, dy) + 1e-9
    return (radius - 1) * radius / (np.hypot(dx / column(rx), dy / column(ry)) + 1e-9)


def box(x, y, half_w, half_h, round_):
    px, py = grid()
    qx, qy = np.abs(px - column(x)) - column(half_w) + round_, np.abs(py - column(y)) - column(half_h) + round_
    return np.hypot(np.maximum(qx, 0), np.maximum(qy, 0)) + np.minimum(np.maximum(qx, qy), 0) - round_


def line(x1, y1, x2, y2, half_width):
    px, py = grid()
    ax, ay, bx, by = px - column(x1), py - column(y1), column(x2) - column(x1), column(y2) - column(y1)
    along = np.clip((ax * bx + ay * by) / (bx**2 + by**2), 0, 1)
    return np.hypot(ax - along * bx, ay - along * by) - half_width


def triangle(*corners):
    """The largest distance to an edge's line, for corners in clockwise order on the screen."""
    px, py = grid()
    sides = []
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        ex, ey = column(x2) - column(x1), column(y2) - column(y1)
        sides.append((ey * (px - column(x1)) - ex * (py - column(y1))) / np.hypot(ex, ey))
    return np.maximum.reduce(np.broadcast_arrays(*sides))


def painted(distance, opacity=1.0):
    cover = np.clip(0.5 - distance * SIZE / 128, 0, 1)[..., None] * np.asarray(opacity).reshape(-1, 1, 1, 1)
    return np.clip(np.array(PAPER) * (1 - cover) + np.array(COLOUR) * cover + 0.5, 0, 255)


MOVING = np.linspace(20, 100, FRAMES)
CASES = {
    "ellipse": ((MOVING, 60.0, 17.0, np.linspace(9, 25, FRAMES)), ellipse),
    "circle": ((64.0, 60.0, 12.0, 12.0), ellipse),
    "box": ((70.0, MOVING, 22.0, 13.0, 6.0), box),
    "line": ((MOVING, 10.0, 90.0, 110.0, 5.0), line),
}


@pytest.mark.parametrize("name", CASES)
def test_a_shape_is_within_one_grey_level_of_its_formula_in_numpy(name):
    numbers, distance = CASES[name]
    canvas = Canvas(TIMES_S, SIZE, PAPER)
    getattr(canvas, "ellipse" if name == "circle" else name)(*numbers, COLOUR)
    assert np.abs(canvas.finished().astype(float) - painted(distance(*numbers))).max() <= 1.5


@pytest.mark.parametrize("turned", [False, True])
def test_a_polygon_is_within_one_grey_level_whichever_way_its_corners_run(turned):
    corners = [(MOVING, 20.0), (110.0, 100.0), (10.0, 60 + 0.4 * MOVING)]
    canvas = Canvas(TIMES_S, SIZE, PAPER)
    canvas.polygon(corners[::-1] if turned else corners, COLOUR, 0.7)
    assert np.abs(canvas.finished().astype(float) - painted(triangle(*corners), 0.7)).max() <= 1.5


def test_a_ring_is_an_ellipse_without_its_inside():
    canvas = Canvas(TIMES_S, SIZE, PAPER)
    canvas.ring(64.0, 60.0, 30.0, 18.0, 4.0, COLOUR)
    expected = painted(np.abs(ellipse(64.0, 60.0, 30.0, 18.0)) - 4.0)
    assert np.abs(canvas.finished().astype(float) - expected).max() <= 1.5
