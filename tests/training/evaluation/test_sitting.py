"""Which studies are held, and what their rows are part of."""

import math
from dataclasses import replace

from tandem.training.evaluation.report import Row
from tandem.training.evaluation.sitting import FULL, PROMISES, QUICK, SLOW_STUDIES, scaled, sit


def lips(exam) -> list[Row]:
    return [Row("lips", 0.5, bar=0.4)]


def words(exam) -> list[Row]:
    return [Row("words", exam, bar=0.4)]


def test_every_row_knows_its_promise():
    rows = sit(0.3, {"sync": (lips,), "speech": (words, lips)}, (), lambda _: None)
    assert [(row.promise, row.name) for row in rows] == [("sync", "lips"), ("speech", "words"), ("speech", "lips")]
    assert rows[1].value == 0.3


def narrators(exam) -> list[Row]:
    return [Row("voice", math.nan, math.nan, bar=8.0), Row("class", math.nan, 0.9, bar=0.8)]


def test_only_among_few_clips_may_a_row_go_unmeasured():
    wanted = {"narrator": (narrators,)}
    assert [row.verdict for row in sit(None, wanted, (), lambda _: None)] == ["MISSED", "MISSED"]
    assert [row.verdict for row in sit(None, wanted, (), lambda _: None, few_clips=True)] == ["not measured", "MISSED"]


def broken(exam) -> list[Row]:
    raise RuntimeError("no clip to look at")


def test_a_study_that_breaks_loses_nothing_but_itself():
    rows = sit(0.3, {"sync": (broken, lips)}, (), lambda _: None)
    assert [(row.name, row.verdict) for row in rows] == [("broken: the study broke", "MISSED"), ("lips", "ok")]
    assert rows[0].note == "RuntimeError: no clip to look at"


def test_studies_that_are_left_out_are_not_held():
    said: list[str] = []
    assert [row.name for row in sit(None, {"speech": (words, lips)}, (words,), said.append)] == ["lips"]
    assert len(said) == 1


def test_every_study_belongs_to_one_promise_and_a_quick_sitting_leaves_most_of_them():
    studies = [study for group in PROMISES.values() for study in group]
    assert len(studies) == len(set(studies))
    assert set(SLOW_STUDIES) < set(studies)


def test_the_number_of_clips_holds_for_every_study():
    assert scaled(FULL, 5) == replace(FULL, per_scene=5, per_study=5)
    assert QUICK.per_scene < FULL.per_scene
