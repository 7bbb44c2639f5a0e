"""What the second stage refuses before it begins, on the tiny models."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.canvas import CanvasError
from tandem.model_loader.families.parts import PartsError
from tandem.model_loader.second_stage import (
    Enlargement,
    require_second_stage,
    require_stage,
)

TWICE = {"width": 0, "height": 0}


def test_tandem_mini_is_refused_for_its_one_size(take) -> None:
    with pytest.raises(PartsError) as error:
        require_second_stage(take("mini").model)
    assert str(error.value) == (
        "tandem_model: tandem-mini draws 256x256 and no other size, so its clips cannot be upscaled; use LTX-2 or "
        "MiniMax H3, or enlarge the frames after Video Decode"
    )


def allowed(one, positive=None, **wish):
    """The size that the stage gets, or what is refused of it."""
    prompts = positive or one.prompt.positive, one.prompt.negative
    return require_stage(one.model, *prompts, one.clip, Enlargement(**{**TWICE, **wish}))


def test_sizes_that_cannot_be_are_refused(take, core_upscaler) -> None:
    one = take("ltx-2")
    with pytest.raises(CanvasError, match="the upscale_model makes 128x128 of this clip of 64x64, got 256x256"):
        allowed(one, width=256, height=256, upscale_model=core_upscaler())
    with pytest.raises(CanvasError, match="expected at least the 64 pixels of the clip, got 32"):
        allowed(one, width=32)


def test_an_upsampler_of_another_scale_decides_the_size(take, core_upscaler) -> None:
    smaller = core_upscaler(rational_resampler=True, spatial_scale=1.5)
    assert allowed(take("ltx-2"), upscale_model=smaller).drawn == (96, 96)


def test_the_conditioning_of_another_model_is_refused(take) -> None:
    with pytest.raises(PartsError, match="^positive: LTX-2 reads CONDITIONING of width"):
        allowed(take("ltx-2"), take("mini").prompt.positive)


def held(one, **extras) -> list:
    return [[context, {**extra, **extras}] for context, extra in one.prompt.positive]


def test_frames_of_the_first_stage_s_size_in_the_conditioning_are_refused(take) -> None:
    one = take("minimax-h3")
    keyframe = {"resolved_frame_index": 0, "latent": torch.zeros(1, 24, 1, 4, 4)}
    with pytest.raises(PartsError) as error:
        allowed(one, held(one, minimax_keyframes=[keyframe]))
    assert str(error.value) == (
        "positive: its key frames have 4x4 latents, the second stage has 8x8; encode the prompt with the same frames "
        "once more at the second stage's size"
    )
    larger = {**keyframe, "latent": torch.zeros(1, 24, 1, 8, 8)}
    assert allowed(one, held(one, minimax_keyframes=[larger])).drawn == (128, 128)


def test_guides_of_the_first_stage_are_refused_and_taken_out_ones_are_not(take) -> None:
    one = take("ltx-2")
    assert allowed(one, held(one, keyframe_idxs=None)).drawn == (128, 128)
    with pytest.raises(PartsError, match="^positive: it has guide frames .* LTXVCropGuides"):
        allowed(one, held(one, keyframe_idxs=torch.zeros(1, 3, 4, 2)))
