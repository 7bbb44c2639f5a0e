"""Ambiences whose sounds are known."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from tandem.training.evaluation.studies.ambience import AMBIENT, ambience_rows


def test_the_share_of_sounds_that_are_heard_as_what_they_are(nothing):
    real = [replace(nothing, heard={"scene": scene}) for scene in AMBIENT]
    made = [replace(nothing, heard={"scene": "rain" if scene == "wind" else scene}) for scene in AMBIENT]
    clips = [SimpleNamespace(scene=scene) for scene in AMBIENT]
    exam = SimpleNamespace(clips=clips, real=real, made=made, of=lambda *scenes: range(len(scenes)))
    (row,) = ambience_rows(exam)
    assert (row.value, row.ceiling) == (pytest.approx(0.8), 1)
    assert row.bar == pytest.approx(0.95)
    assert not row.ok
    assert "wind 0.00" in row.note
