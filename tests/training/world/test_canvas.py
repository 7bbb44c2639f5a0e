"""How shapes are put on frames: windows, opacity, stretches of time, and what the camera sees."""

import numpy as np
import pytest
from tandem.engine.mini.text.camera import MIDDLE, View
from tandem.training.world import canvas as canvas_module
from tandem.training.world.canvas import Canvas

TIMES_S = np.arange(12) / 25
WHITE, RED = (255.0, 255.0, 255.0), (220.0, 30.0, 30.0)


def scribble(canvas: Canvas) -> np.ndarray:
    t = canvas.times_s
    canvas.ellipse(20 + 180 * t, 50, 14, 9, RED)
    canvas.line(64, 64, 64 + 60 * np.cos(9 * t), 64 + 60 * np.sin(9 * t), 3, (20, 40, 200), 0.8)
    canvas.polygon([(30, 90), (90, 80 + 40 * t), (70, 120)], (30, 160, 60))
    return canvas.finished()


def test_drawing_a_few_frames_at_a_time_changes_nothing(monkeypatch):
    whole = scribble(Canvas(TIMES_S, 96, WHITE))
    monkeypatch.setitem(canvas_module.PIXELS_AT_ONCE, "cpu", 3000)
    parts = scribble(Canvas(TIMES_S, 96, WHITE))
    assert np.abs(whole.astype(int) - parts).max() <= 1


def test_a_shape_between_two_instants_is_on_those_frames_only():
    canvas = Canvas(TIMES_S, 32, WHITE)
    canvas.between(0.12, 0.2).ellipse(64, 64, 30, 30, RED)
    assert [bool((frame != 255).any()) for frame in canvas.finished()] == [3 <= k < 5 for k in range(12)]


@pytest.mark.parametrize("numbers", [(-90, 64, 20, 20), (64, 300, 20, 20)])
def test_what_is_out_of_sight_or_transparent_leaves_the_frames_as_they_are(numbers):
    canvas = Canvas(TIMES_S, 32, WHITE)
    canvas.ellipse(*numbers, RED)
    canvas.box(64, 64, 30, 30, 2, RED, 0.0)
    canvas.between(5.0, 6.0).ellipse(64, 64, 30, 30, RED)
    assert (canvas.finished() == 255).all()


def test_a_view_shows_what_moving_and_enlarging_every_shape_would_show():
    zoom, shift = np.linspace(1, 1.6, 12), np.linspace(-12, 12, 12)
    view = View(MIDDLE + shift, np.full(12, MIDDLE - 3), zoom)
    seen = Canvas(TIMES_S, 64, WHITE, view=view)
    seen.ellipse(50, 70, 20, 20, RED)
    seen.line(10, 20, 100, 30, 4, (20, 40, 200))
    moved = Canvas(TIMES_S, 64, WHITE)

    def x(place: float) -> np.ndarray:
        return (place - MIDDLE - shift) * zoom + MIDDLE

    def y(place: float) -> np.ndarray:
        return (place - MIDDLE + 3) * zoom + MIDDLE

    moved.ellipse(x(50), y(70), 20 * zoom, 20 * zoom, RED)
    moved.line(x(10), y(20), x(100), y(30), 4 * zoom, (20, 40, 200))
    assert np.abs(seen.finished().astype(int) - moved.finished()).max() <= 1


def test_a_gradient_runs_from_the_first_colour_at_the_top_to_the_second():
    canvas = Canvas(TIMES_S, 16, WHITE)
    canvas.gradient((0, 0, 0), (150, 75, 30))
    column = canvas.finished()[0, :, 3]
    assert column[0].tolist() == [0, 0, 0] and column[-1].tolist() == [150, 75, 30]
    assert (np.diff(column[:, 0].astype(int)) == 10).all()
