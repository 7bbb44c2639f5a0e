"""The size of a second stage, and the noise levels it is refined from."""

from __future__ import annotations

import pytest
from tandem.engine.canvas import CanvasError
from tandem.engine.families.ltx_sampling import REFINED_2_0, REFINED_2_3
from tandem.engine.families.rules import RULES
from tandem.engine.families.second_stage import second_stage_levels, target_size

LTX, H3 = RULES["ltx"].sizes, RULES["minimax_h3"].sizes


def refused(*request, sizes=LTX) -> str:
    with pytest.raises(CanvasError) as error:
        target_size(sizes, *request)
    return str(error.value)


@pytest.mark.parametrize(
    ("source", "wanted", "drawn", "shown"),
    [
        ((64, 96), (0, 0), (128, 192), (128, 192)),
        ((960, 544), (1920, 1080), (1920, 1088), (1920, 1080)),
        ((960, 544), (1920, 0), (1920, 1088), (1920, 1088)),
        ((544, 960), (1080, 1920), (1088, 1920), (1080, 1920)),
        ((960, 544), (1280, 720), (1280, 736), (1280, 720)),
        ((960, 544), (960, 544), (960, 544), (960, 544)),
    ],
    ids=str,
)
def test_a_side_that_cannot_be_drawn_is_cut_from_the_next_larger_one(source, wanted, drawn, shown) -> None:
    target = target_size(LTX, source, wanted)
    assert (target.drawn, target.shown, target.cropped) == (drawn, shown, drawn != shown)


def test_the_crop_is_told_and_only_the_crop() -> None:
    assert target_size(LTX, (960, 544), (0, 0)).sentence() == "1920x1088."
    assert target_size(LTX, (960, 544), (1920, 1080)).sentence() == (
        "1920x1088, the nearest size that can be drawn; Video Decode cuts the frames to the middle 1920x1080."
    )


def test_every_fault_of_a_size_is_told_at_once() -> None:
    assert refused((960, 544), (800, 5000)) == (
        "width: expected at least the 960 pixels of the clip, got 800; nearest legal value 960; "
        "height: LTX-2 draws at most 4096 pixels, got 5000; nearest legal value 4096"
    )


def test_twice_a_large_clip_is_too_large() -> None:
    assert refused((2560, 1440), (0, 0)) == (
        "width: LTX-2 draws at most 4096 pixels, got 5120; nearest legal value 4096"
    )
    assert refused((2560, 1440), (0, 0), sizes=H3).startswith("width: MiniMax H3 draws at most 4096 pixels")


@pytest.mark.parametrize("wanted", [(1920, 1088), (1920, 1080), (0, 0), (1900, 1060)], ids=str)
def test_an_upscale_model_makes_one_size_and_what_can_be_cut_from_its_last_latents(wanted) -> None:
    assert target_size(LTX, (960, 544), wanted, made=(1920, 1088)).drawn == (1920, 1088)


def test_another_size_than_the_upscale_model_makes_is_refused_with_the_nearest() -> None:
    assert refused((960, 544), (1280, 720), (1920, 1088)) == (
        "width, height: the upscale_model makes 1920x1088 of this clip of 960x544, got 1280x720; nearest legal value "
        "1920x1088, or leave upscale_model open for any size"
    )


def test_another_shape_than_the_clip_s_is_refused_with_the_nearest() -> None:
    assert refused((768, 512), (1920, 1080)) == (
        "height: expected the shape of the clip, 768x512, got 1920x1080; nearest legal value 1280 for a width of 1920"
    )
    assert target_size(LTX, (768, 512), (1920, 1280)).drawn == (1920, 1280)


def test_the_levels_of_the_family_are_left_alone() -> None:
    own = REFINED_2_0.sigmas
    assert second_stage_levels(own) == list(own) == second_stage_levels(own, steps=3)


@pytest.mark.parametrize(
    ("start", "levels"),
    [
        (0.85, [0.85, 0.725, 0.421875, 0.0]),
        (0.5, [0.5, 0.421875, 0.0]),
        (0.1, [0.1, 0.0]),
        (0.95, [0.95, 0.909375, 0.725, 0.421875, 0.0]),
        (0.725, [0.725, 0.421875, 0.0]),
    ],
)
def test_a_start_replaces_the_levels_from_there_up(start, levels) -> None:
    assert second_stage_levels(REFINED_2_0.sigmas, start) == levels


def test_more_steps_are_points_between_the_levels() -> None:
    six = second_stage_levels(REFINED_2_3.sigmas, steps=6)
    assert six[::2] == list(REFINED_2_3.sigmas)
    assert six[1] == pytest.approx((0.85 + 0.725) / 2) and six[5] == pytest.approx(0.4219 / 2)
    assert second_stage_levels(REFINED_2_3.sigmas, steps=1) == [0.85, 0.0]


@pytest.mark.parametrize("steps", range(1, 12))
@pytest.mark.parametrize("start", [0.0, 0.3, 1.0])
def test_levels_always_fall_to_0(steps, start) -> None:
    levels = second_stage_levels(REFINED_2_3.sigmas, start, steps)
    assert len(levels) == steps + 1 and levels[-1] == 0 and levels[0] == (start or 0.85)
    assert all(high > low for high, low in zip(levels, levels[1:], strict=False))
