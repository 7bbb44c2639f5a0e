"""Rows, bars and the one JSON line."""

import json
import math

from tandem.training.evaluation.report import Row, json_line, table


def test_a_row_is_ok_at_its_bar():
    assert Row("hits", 0.85, bar=0.85).ok
    assert not Row("hits", 0.849, bar=0.85).ok


def test_errors_have_to_stay_under_their_bar():
    assert Row("errors", 0.15, bar=0.15, smaller_is_better=True).ok
    assert not Row("errors", 0.2, bar=0.15, smaller_is_better=True).ok


def test_information_cannot_fail_but_an_unmeasurable_value_misses_its_bar():
    assert Row("info", 0.0).ok
    assert not Row("hits", math.nan, bar=0.5).ok
    assert not Row("errors", math.nan, bar=0.5, smaller_is_better=True).ok


def test_the_json_line_is_one_line_of_valid_json_with_the_agreed_keys():
    line = json_line([Row("hits", 0.9, 0.95, math.nan, 0.85), Row("info", 1.0)])
    assert "\n" not in line
    rows = json.loads(line)["rows"]
    assert {"name", "value", "ceiling", "floor", "bar", "ok"} <= rows[0].keys()
    assert rows[0]["floor"] is None
    assert rows[1]["bar"] is None


def test_the_table_names_every_row_and_marks_misses():
    text = table([Row("hits", 0.5, 0.95, 0.4, 0.85), Row("errors", 0.1, 0.05, 0.9, 0.15, smaller_is_better=True)])
    assert "MISSED" in text.splitlines()[1]
    assert text.splitlines()[2].endswith("ok")
    assert "<= 0.150" in text
