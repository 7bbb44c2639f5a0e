"""Impacts of every struck kind, on clips whose answers are known."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from tandem.training.evaluation.judge_slots import IMPACT_SCENES
from tandem.training.evaluation.measures import NO_PARTNER_S
from tandem.training.evaluation.studies.impacts import impact_rows, impacts_together, median_ms

CLIPS = 3


@pytest.fixture
def exam(nothing):
    """Real clips in sync; made ones 60 ms late, and doors in which nothing is heard."""
    real, made, clips = [], [], []
    for scene in IMPACT_SCENES:
        for index in range(CLIPS):
            seen_s = np.array([0.2, 1.0]) + 0.3 * index
            real.append(replace(nothing, seen_impacts_s=seen_s, heard_impacts_s=seen_s))
            late = np.array([]) if scene == "door" else seen_s + 0.06
            made.append(replace(nothing, seen_impacts_s=seen_s, heard_impacts_s=late))
            clips.append(scene)
    return SimpleNamespace(real=real, made=made, of=lambda scene: [i for i, name in enumerate(clips) if name == scene])


def test_a_limit_decides_what_counts_as_together(nothing):
    late = [replace(nothing, seen_impacts_s=np.array([1.0]), heard_impacts_s=np.array([1.06]))]
    assert impacts_together(late) == 1
    assert impacts_together(late, 0.04) == 0


def test_every_struck_kind_has_three_rows_and_one_bar(exam):
    rows = impact_rows(exam)
    assert len(rows) == 3 * len(IMPACT_SCENES)
    barred = [row for row in rows if row.bar is not None]
    assert [row.name for row in barred] == [f"{s.replace('_', ' ')} impacts within 80 ms" for s in IMPACT_SCENES]
    assert [row.name for row in barred if not row.ok] == ["door impacts within 80 ms"]


def test_what_is_60_ms_late_is_near_but_not_nearer(exam):
    near, nearer, median = impact_rows(exam)[:3]
    assert (near.value, near.ceiling, near.bar) == (1, 1, 0.85)
    assert near.floor == 0
    assert nearer.value == 0
    assert median.value == pytest.approx(60)


def test_the_median_leaves_out_what_has_no_partner():
    assert median_ms([0.01, 0.03, NO_PARTNER_S]) == pytest.approx(20)
    assert np.isnan(median_ms([NO_PARTNER_S]))
