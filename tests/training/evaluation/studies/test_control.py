"""Measures of effort on voices that are known."""

from types import SimpleNamespace

import numpy as np
import pytest
from tandem.training.evaluation.studies.control import STRIKE_CONTROLS, VOICE_CONTROLS, least_in_order

RATE_HZ = 16_000
MEASURES = {control.name: control.measure for control in VOICE_CONTROLS}


def voice(partials: int, fall: float) -> np.ndarray:
    t = np.arange(RATE_HZ) / RATE_HZ
    return 0.2 * sum(np.sin(2 * np.pi * 150 * k * t) / k**fall for k in range(1, partials)).astype(np.float32)


def test_a_whisper_has_no_voiced_share():
    whisper = np.random.default_rng(0).normal(0, 0.1, RATE_HZ).astype(np.float32)
    share = MEASURES["talk, voiced share of a whisper"]
    assert share(None, voice(10, 1.0)) == pytest.approx(1, abs=0.05)
    assert share(None, whisper) < 0.1


def test_a_shout_is_brighter():
    brightness = MEASURES["talk, brightness of a shout"]
    assert brightness(None, voice(40, 0.5)) > 2 * brightness(None, voice(40, 1.5))


def test_the_levels_of_loudness_are_in_order_only_when_every_pair_of_neighbours_is():
    assert least_in_order([(0, 1.0), (1, 2.0), (2, 3.0)]) == 1
    assert least_in_order([(0, 1.0), (1, 3.0), (2, 2.0)]) == 0


@pytest.mark.parametrize("first_s", [0.0, 0.3])
def test_the_pace_of_strikes_does_not_depend_on_where_the_rhythm_begins(first_s):
    exam = SimpleNamespace(judges=SimpleNamespace(heard_impacts_s=lambda samples: samples))
    pace = {control.name: control.measure for control in STRIKE_CONTROLS}["bell, pace"]
    slow, faster = (np.arange(first_s, 5.1, every_s) for every_s in (0.95, 0.75))
    assert pace(exam, slow) == pytest.approx(1 / 0.95)
    assert pace(exam, np.delete(faster, 1)) == pytest.approx(1 / 0.75), "one strike that is not heard changes nothing"
    assert pace(exam, slow[:1]) == 0
