"""Rows, bars and the one JSON line."""

import json
import math

import pytest
from tandem.training.evaluation.report import Row, json_line, promise_table, promises, table


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


def test_a_margin_is_a_share_of_the_bar_on_the_right_side_of_it():
    assert Row("hits", 0.9, bar=0.8).margin == pytest.approx(0.125)
    assert Row("errors", 0.3, bar=0.2, smaller_is_better=True).margin == pytest.approx(-0.5)
    assert Row("hits", math.nan, bar=0.8).margin == -math.inf
    with pytest.raises(ValueError, match="info: expected a row with a bar"):
        _ = Row("info", 0.9).margin


def test_a_promise_is_shown_by_its_worst_row():
    rows = [
        Row("lips", 0.7, 0.8, bar=0.6, promise="sync"),
        Row("errors", 0.3, 0.1, bar=0.2, smaller_is_better=True, promise="sync"),
        Row("colour", 0.1, promise="sync"),
        Row("tempo", 1.0, 1.0, bar=0.9, promise="music"),
        Row("hits", 0.5, bar=0.4),
    ]
    found = promises(rows)
    assert [promise.name for promise in found] == ["sync", "music", "other"]
    assert found[0].worst.name == "errors" and not found[0].kept
    lines = promise_table(rows).splitlines()
    assert len(lines) == 4
    assert "MISSED" in lines[1] and lines[1].endswith("errors") and "<= 0.200" in lines[1]
    assert "reached" in lines[2]
