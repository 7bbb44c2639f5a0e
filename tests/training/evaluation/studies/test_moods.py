"""Moods of talkers, on clips whose answers are known."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from tandem.engine.mini.text.attributes import EMOTIONS
from tandem.training.evaluation.judges import Observation
from tandem.training.evaluation.studies.moods import SLOT, Truth, rows_of

MOODS = [mood for mood in EMOTIONS for _ in range(4)]
TRUTHS = [Truth({"scene": "talk", SLOT: mood}) for mood in MOODS]


@pytest.fixture
def found(nothing):
    """moods -> clips in which the judges find them."""

    def make(moods: Sequence[str]) -> list[Observation]:
        return [replace(nothing, seen={SLOT: mood}, heard={SLOT: mood}) for mood in moods]

    return make


def test_right_moods_reach_the_bar(found):
    for row in rows_of(found(MOODS), found(MOODS), TRUTHS):
        assert (row.value, row.bar) == (1, pytest.approx(0.9))
        assert row.ok
        assert "surprised 1.00 of 4" in row.note


def test_wrong_moods_miss_the_bar(found):
    shifted = MOODS[4:] + MOODS[:4]
    assert not any(row.ok for row in rows_of(found(shifted), found(MOODS), TRUTHS))


def test_moods_that_cannot_be_told_in_real_clips_are_not_measurable(found):
    one_mood = found(MOODS[:1] * len(MOODS))
    for row in rows_of(found(MOODS), one_mood, TRUTHS):
        assert np.isnan(row.value)
        assert not row.ok
