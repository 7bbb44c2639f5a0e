"""The mouths of a dialogue in pictures that are drawn for the test."""

import numpy as np
import pytest
from tandem.training.evaluation.measures import correlation
from tandem.training.evaluation.mouths import openings
from tandem.training.world.canvas import Canvas
from tandem.training.world.face import draw_face, random_look

FRAMES = 24


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("side", [0, 1])
def test_the_opening_of_one_mouth_is_seen_and_the_other_one_stays_still(seed, side):
    rng = np.random.default_rng(seed)
    looks = [random_look(rng, "woman", "neutral") for _ in range(2)]
    times_s = np.arange(FRAMES) / 25
    opened = 0.5 - 0.5 * np.cos(2 * np.pi * 2 * times_s)
    canvas = Canvas(times_s, 128, (190.0, 230.0, 205.0))
    for k in (0, 1):
        mouth = np.stack([opened * (k == side), np.full(FRAMES, 0.35), np.zeros(FRAMES)], axis=1)
        draw_face(canvas, looks[k], mouth, 34 + k * 60, 58, 0.85)
    found = openings(canvas.finished())
    assert correlation(found[side], opened) > 0.95
    assert np.ptp(found[1 - side]) < 0.1 * np.ptp(found[side])


def test_a_larger_picture_has_the_same_openings():
    small = np.full((2, 128, 128, 3), 200, np.uint8)
    small[1, 65:73, 30:38] = (90, 20, 30)
    large = small.repeat(2, axis=1).repeat(2, axis=2)
    assert openings(large) == pytest.approx(openings(small), abs=1e-6)
    assert openings(small)[0, 1] > openings(small)[0, 0] + 0.05
