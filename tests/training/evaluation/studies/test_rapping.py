"""A beat and phrases that are known."""

import numpy as np
import pytest
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.engine.mini.text.script import TimedPhoneme, script_tensor
from tandem.engine.mini.text.timeline import BEAT_S
from tandem.training.evaluation.studies.rapping import chance_on_beat, pace_heard, phrases_on_beat


@pytest.mark.parametrize("pace", BEAT_S)
def test_the_pace_is_heard_from_the_strokes(strokes, pace):
    assert pace_heard(strokes(0.08, BEAT_S[pace])) == pace


def test_only_phrases_that_begin_with_a_stroke_are_on_the_beat(strokes):
    timed = [TimedPhoneme(start_s, start_s + 0.1, "en:a") for start_s in (0.08, 0.48, 1.1, 1.68)]
    script = script_tensor(timed, PHONEME_IDS, 100)[None]
    assert phrases_on_beat([strokes(0.08, 0.40)], [script]) == pytest.approx(0.75)


def test_without_clips_no_phrase_is_measured():
    assert np.isnan(phrases_on_beat([], []))


def test_chance_is_the_part_of_the_time_that_lies_near_a_stroke(strokes):
    assert chance_on_beat([strokes(0.08, 0.40)]) == pytest.approx(0.25, abs=0.01)
    assert np.isfinite(chance_on_beat([np.zeros(64_000)]))
