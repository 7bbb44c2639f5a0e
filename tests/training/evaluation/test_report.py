"""Rows, bars and the one JSON line."""

import json
import math

import pytest
from tandem.training.evaluation.report import Row, columns, json_line, promise_table, promises, table


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
    assert {"name", "value", "ceiling", "floor", "bar", "ok", "measured"} <= rows[0].keys()
    assert rows[0]["floor"] is None
    assert rows[1]["bar"] is None
    assert [row["has_bar"] for row in rows] == [True, False]


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
    assert found[0].worst.name == "errors"
    assert [promise.verdict for promise in found] == ["MISSED", "reached", "reached"]
    lines = promise_table(rows).splitlines()
    assert len(lines) == 4
    assert "MISSED" in lines[1] and lines[1].endswith("errors") and "<= 0.200" in lines[1]
    assert "reached" in lines[2]


def test_a_row_is_empty_when_real_clips_give_no_value_either():
    assert Row("voice", math.nan, math.nan, bar=8.0).empty
    assert Row("class", 0.5, math.nan, bar=math.nan).empty
    assert not Row("class", math.nan, 0.9, bar=0.85).empty
    assert not Row("voice", 9.0, math.nan, bar=8.0).empty
    assert not Row("reader", math.nan, bar=0.9).empty


def test_what_was_not_measured_is_neither_reached_nor_missed():
    silent = Row("voice", math.nan, math.nan, bar=8.0, promise="narrator", measured=False)
    assert silent.ok and silent.verdict == "not measured"
    assert table([silent]).splitlines()[1].endswith("not measured")
    line = promise_table([silent]).splitlines()[1]
    assert "not measured" in line and "reached" not in line and "MISSED" not in line


def test_a_promise_is_judged_by_the_rows_that_were_measured():
    silent = Row("voice", math.nan, math.nan, bar=8.0, promise="narrator", measured=False)
    weak = Row("errors", 0.3, 0.1, bar=0.2, smaller_is_better=True, promise="narrator")
    strong = Row("hidden", 1.0, 1.0, bar=1.0, promise="narrator")
    (missed,), (kept,) = promises([silent, weak, strong]), promises([silent, strong])
    assert (missed.verdict, missed.worst, len(missed.measured)) == ("MISSED", weak, 2)
    assert (kept.verdict, kept.worst, len(kept.measured)) == ("reached", strong, 1)


def test_columns_are_as_wide_as_their_widest_cell():
    assert columns([("a", "long"), ("wide", "b")], right=range(1, 2)) == "a     long\nwide     b"
