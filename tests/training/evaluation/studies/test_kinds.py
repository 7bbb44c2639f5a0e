"""Kinds and slots, on clips whose answers are known."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from tandem.training.evaluation.studies.kinds import GROUPS, kind_rows, numbers, right

SCENES = [scene for scenes in GROUPS.values() for scene in scenes]


def exam_of(nothing, labels: list[dict[str, str]], made: list[dict[str, str]]) -> SimpleNamespace:
    """Clips and prompts with `labels`; the judges name real clips rightly and find `made` in the others."""
    clips = [SimpleNamespace(attributes=label, scene=label["scene"]) for label in labels]
    return SimpleNamespace(
        clips=clips,
        prompts=clips,
        real=[replace(nothing, seen=label, heard=label) for label in labels],
        made=[replace(nothing, seen=found, heard=found) for found in made],
    )


def test_kinds_have_a_bar_and_groups_have_none(nothing):
    labels = [{"scene": scene} for scene in SCENES]
    rows = {row.name: row for row in kind_rows(exam_of(nothing, labels, labels))}
    assert rows["picture class"].bar == rows["sound class"].bar == pytest.approx(0.95)
    assert rows["picture class"].value == 1
    assert rows["picture class"].floor < 0.5
    assert all(rows[f"sound class, {group}"].bar is None for group in GROUPS)


def test_a_group_that_is_wrong_is_named(nothing):
    labels = [{"scene": scene} for scene in SCENES]
    made = [{"scene": "drum" if scene in GROUPS["music"] else scene} for scene in SCENES]
    rows = {row.name: row for row in kind_rows(exam_of(nothing, labels, made))}
    assert not rows["picture class"].ok
    assert rows["picture class, music"].value == 0
    assert rows["picture class, people"].value == 1
    assert rows["picture class, music"].ceiling == 1


def test_what_cannot_be_seen_is_not_asked(nothing):
    labels = [{"scene": "drum", "loudness": "loud"}, {"scene": "rain", "loudness": "loud"}]
    seen = [replace(nothing, seen={"loudness": "quiet"}), replace(nothing, seen={"loudness": "loud"})]
    truths = [SimpleNamespace(attributes=label) for label in labels]
    assert right(seen, truths, "seen", "loudness") == 1
    assert right([replace(o, heard=o.seen) for o in seen], truths, "heard", "loudness") == 0.5


def test_clips_without_a_value_do_not_count(nothing):
    group = [replace(nothing, seen={"floor": "wood"})] * 2
    truths = [SimpleNamespace(attributes=label) for label in ({"scene": "ball", "floor": "wood"}, {"scene": "bell"})]
    assert right(group, truths, "seen", "floor") == 1


def test_a_slot_that_nobody_asked_for_is_not_measurable(nothing):
    labels = [{"scene": "drum"}]
    assert all(np.isnan(number) for number in numbers(exam_of(nothing, labels, labels), "seen", "product"))
