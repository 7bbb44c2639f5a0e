"""Moods of talkers, on clips whose answers are known."""

import numpy as np
import pytest
from tandem.engine.mini.geometry import SAMPLE_RATE_HZ
from tandem.engine.mini.text.attributes import EMOTIONS
from tandem.engine.mini.text.script import TimedPhoneme
from tandem.training.evaluation.studies.moods import one_line, row_of
from tandem.training.world.clip import make_scene
from tandem.training.world.scene import Quote, Scene

MOODS = [mood for mood in EMOTIONS for _ in range(4)]


def test_right_moods_reach_the_bar():
    row = row_of("heard", MOODS, MOODS, MOODS)
    assert (row.name, row.value, row.bar) == ("mood heard", 1, pytest.approx(0.9))
    assert row.ok
    assert "surprised 1.00 of 4" in row.note


def test_wrong_moods_miss_the_bar():
    shifted = MOODS[4:] + MOODS[:4]
    row = row_of("seen", shifted, MOODS, MOODS)
    assert row.value == 0 and not row.ok


def test_moods_that_cannot_be_told_in_real_clips_are_not_measurable():
    row = row_of("heard", MOODS, MOODS[:1] * len(MOODS), MOODS)
    assert np.isnan(row.value)
    assert not row.ok


def talker(*lines: tuple[float, float]) -> Scene:
    """Who makes an even noise from one second to another, line by line."""
    scene = Scene(3.2, "sky", {"scene": "talk"})
    for start_s, end_s in lines:
        scene.samples[max(round(start_s * SAMPLE_RATE_HZ), 0) : round(end_s * SAMPLE_RATE_HZ)] = 0.1
        scene.quotes.append(Quote("hello", "english", 1, start_s))
        scene.phonemes.append(TimedPhoneme(start_s, end_s, "en:n"))
    return scene


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ([(0.2, 1.2), (1.5, 2.5)], (0.2, 1.2)),
        ([(-0.4, 0.6), (0.9, 1.9), (2.1, 3.0)], (0.9, 1.9)),
        ([(-0.4, 0.6), (2.5, 3.6)], None),
    ],
    ids=["the first", "not one that began before", "none that is whole"],
)
def test_a_real_talker_is_left_with_one_whole_line(lines, kept):
    samples = one_line(talker(*lines))
    if kept is None:
        assert samples is None
        return
    heard = np.flatnonzero(samples) / SAMPLE_RATE_HZ
    assert (heard[0], heard[-1]) == (pytest.approx(kept[0], abs=0.01), pytest.approx(kept[1], abs=0.01))
    assert np.isclose(samples[samples != 0], 0.1).all()


def test_lines_of_the_world_are_found(voices):
    scenes = [make_scene(seed, 20, voices, "talk") for seed in range(8)]
    lines = [one_line(scene) for scene in scenes]
    assert any(line is not None and 0 < np.count_nonzero(line) < np.count_nonzero(scene.samples)
               for line, scene in zip(lines, scenes, strict=True))  # fmt: skip
