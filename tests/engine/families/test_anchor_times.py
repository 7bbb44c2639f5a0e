"""From a place on the clip's clock to the frame that stands there."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from tandem.engine.families.anchor_times import (
    AT_A_TIME,
    FIRST,
    LAST,
    AnchorError,
    anchored_frame,
    occupied_faults,
    second_of,
)
from tandem.engine.families.request import ClipRequest
from tandem.engine.families.rules import RULES

MINI = RULES["mini"].canvas(ClipRequest(1.92))
LTX = RULES["ltx"].canvas(ClipRequest(4.0, 64, 64, frame_rate=23.976, clean_grid=False))
H3 = RULES["minimax_h3"].canvas(ClipRequest(0.9, 64, 64, clean_grid=False))
CLIPS = pytest.mark.parametrize("canvas", [MINI, LTX, H3], ids=["mini", "ltx", "h3"])


@CLIPS
def test_first_and_last_need_no_time(canvas) -> None:
    assert anchored_frame(canvas, FIRST, math.nan) == 0
    assert anchored_frame(canvas, LAST, 0.0) == canvas.frames - 1


@CLIPS
def test_the_time_of_every_frame_is_that_frame(canvas) -> None:
    for frame in range(canvas.frames):
        assert anchored_frame(canvas, AT_A_TIME, second_of(canvas, frame)) == frame


@CLIPS
def test_a_time_between_is_the_frame_that_begins_nearest(canvas) -> None:
    for step in range(10):
        time_s = step * float(canvas.duration_s) / 11
        begins = [abs(second_of(canvas, frame) - time_s) for frame in range(canvas.frames)]
        assert begins[anchored_frame(canvas, AT_A_TIME, time_s)] == min(begins)


@CLIPS
def test_the_clip_s_length_as_the_node_shows_it_is_its_last_frame(canvas) -> None:
    for shown in (float(canvas.duration_s), round(float(canvas.duration_s), 3), round(float(canvas.duration_s), 2)):
        assert anchored_frame(canvas, AT_A_TIME, shown) == canvas.frames - 1


@pytest.mark.parametrize(
    ("time_s", "said"),
    [
        (2.5, "time_s: the clip lasts 1.92 s, got 2.5; nearest legal value 1.92"),
        (-0.1, "time_s: the clip lasts 1.92 s, got -0.1; nearest legal value 0"),
        (math.nan, "time_s: the clip lasts 1.92 s, got nan; nearest legal value 1.92"),
        (math.inf, "time_s: the clip lasts 1.92 s, got inf; nearest legal value 1.92"),
    ],
)
def test_a_time_outside_the_clip_is_refused_with_the_nearest_legal_one(time_s, said) -> None:
    with pytest.raises(AnchorError) as fault:
        anchored_frame(MINI, AT_A_TIME, time_s)
    assert str(fault.value) == said


def test_a_place_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AnchorError, match="at: expected one of first frame, last frame, at a time, got middle"):
        anchored_frame(MINI, "middle", 0.0)


def anywhere(_frame: int) -> bool:
    return True


def test_a_place_is_free_until_an_anchor_holds_its_group_of_frames() -> None:
    assert occupied_faults(MINI, 5, [], 4, anywhere) == []
    assert occupied_faults(MINI, 8, [5], 4, anywhere) == []
    assert occupied_faults(MINI, 6, [5], 1, anywhere) == []
    (said,) = occupied_faults(MINI, 7, [5], 4, anywhere)
    assert said == "at: the clip has an anchor at 0.16 to 0.32 s already; nearest free time_s 0.32"


def test_the_nearest_free_place_is_one_that_the_family_can_anchor() -> None:
    (said,) = occupied_faults(H3, 0, [0], 1, lambda frame: frame in (0, H3.frames - 1))
    assert said.endswith(f"nearest free time_s {float(Fraction(H3.frames - 1, 24)):.4g}")
    (said,) = occupied_faults(H3, 0, [0, H3.frames - 1], 1, lambda frame: frame in (0, H3.frames - 1))
    assert said.endswith("no place is left; take one Anchor Frames away")
