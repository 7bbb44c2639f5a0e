"""The tables of the model card come from logs."""

import math

import pytest
from tandem.training.evaluation.judge_slots import IMPACT_SCENES, SLOTS_OF
from tandem.training.evaluation.model_card import (
    JUDGE_ROWS,
    CardError,
    evaluation_text,
    filled,
    judges_text,
    recipe_text,
)
from tandem.training.evaluation.report import Row

ROW = {"name": "drum", "value": 0.91, "ceiling": 0.97, "floor": 0.5, "bar": 0.85, "ok": True, "unit": ""}
RECORD = {
    "rows": [{**ROW, "name": "colour", "bar": None}, ROW, {**ROW, "name": "lips", "ok": False}],
    "quick": False, "clips_per_kind": 16, "lines": 60, "steps": 24, "guidance_scale": 2.0,
    "git_revision": "abc1234", "minutes": 9.5,
}  # fmt: skip


def test_only_what_is_between_the_markers_changes():
    card = "before\n<!-- recipe -->\nold\n<!-- /recipe -->\nafter\n"
    assert filled(card, "recipe", "new") == "before\n<!-- recipe -->\nnew\n<!-- /recipe -->\nafter\n"


def test_filling_twice_is_the_same_as_once():
    card = "<!-- recipe -->\n<!-- /recipe -->\n"
    once = filled(card, "recipe", "a\\1b")
    assert filled(once, "recipe", "a\\1b") == once


def test_a_card_without_the_markers_is_an_error_that_names_them():
    with pytest.raises(CardError, match="<!-- judges -->"):
        filled("nothing", "judges", "text")


def test_rows_with_a_bar_come_first_and_say_whether_they_reached_it():
    lines = evaluation_text(RECORD).splitlines()
    names = [line.split(" | ")[0].strip("| ") for line in lines[4:]]
    assert names == ["drum", "lips", "colour"]
    assert "reached" in lines[4] and "missed" in lines[5]
    assert "abc1234" in lines[0]


def test_every_stage_of_the_training_is_a_row():
    stages = [
        {"stage": stage, "seed": 0, "minutes": minutes, "steps": 7, "git_revision": "abc", "clips": {"12": 60}}
        for stage, minutes in (("audio_vae", 19.0), ("video_vae", 26.1))
    ]
    text = recipe_text(stages)
    assert "| video_vae | 0 | 26.1 | 7 | abc | clips 12: 60 |" in text
    assert len(text.splitlines()) == 4


def test_promises_stand_above_the_rows_with_their_worst_row():
    rows = [
        {**ROW, "promise": "events", "smaller_is_better": False},
        {**ROW, "name": "bell", "value": None, "ok": False, "promise": "events", "smaller_is_better": False},
    ]
    text = evaluation_text({**RECORD, "rows": rows})
    assert "| events | missed | bell | not measurable | 0.970 | >= 0.850 |" in text
    assert text.index("| events |") < text.index("| drum |")


def test_a_bar_that_could_not_be_set_is_no_information():
    lost = Row("voice", 0.4, math.nan, bar=math.nan, promise="narrator")
    rows = [lost.as_json(), Row("bed", math.nan, math.nan, bar=8.0, promise="noise", measured=False).as_json()]
    text = evaluation_text({**RECORD, "rows": rows})
    assert "| voice | 0.400 |  |  | >= not measurable | missed |" in text
    assert "| bed | not measurable |  |  | >= 8.000 | not measured |" in text
    assert "| noise | not measured | bed |" in text


def test_the_rows_of_the_judges_are_those_that_their_tests_find():
    slots = {f"{stream}_{slot}" for stream, names in SLOTS_OF.items() for slot in names}
    impacts = {f"{stream}_impacts_{scene}" for stream in SLOTS_OF for scene in IMPACT_SCENES}
    assert impacts | {"seen_scene", "heard_scene", "seen_first_emotion", "heard_first_emotion"} <= JUDGE_ROWS.keys()
    assert JUDGE_ROWS.keys() <= slots | impacts | {"mouth_correlation", "phoneme_error"}


def test_judges_stand_beside_themselves_behind_the_autoencoders():
    text = judges_text({"held_out": {"seen_camera": 0.97, "seen_camera_coded": 0.9}})
    assert "| camera | 0.970 | 0.900 |" in text
