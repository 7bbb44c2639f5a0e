"""Which studies are held, and what their rows are part of."""

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
