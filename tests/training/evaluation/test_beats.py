"""The beat of strokes that are known."""

import numpy as np
import pytest
from tandem.training.evaluation.beats import Beat, find_beat


@pytest.mark.parametrize(("first_s", "beat_s"), [(0.08, 0.48), (0.08, 0.40), (0.08, 0.32), (0.21, 0.37)])
def test_the_beat_and_its_first_stroke_are_found(strokes, first_s, beat_s):
    found = find_beat(strokes(first_s, beat_s))
    assert found.beat_s == pytest.approx(beat_s, abs=0.004)
    assert found.distance_s(np.array([first_s, first_s + beat_s, first_s + 4 * beat_s])).max() < 0.03


def test_the_distance_to_a_beat_is_largest_half_way():
    beat = Beat(0.1, 0.4)
    assert beat.distance_s(np.array([0.1, 0.5, 0.3, 0.45])) == pytest.approx([0, 0, 0.2, 0.05])
