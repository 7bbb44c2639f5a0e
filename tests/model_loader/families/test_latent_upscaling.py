"""The picture's latent made larger: against core's own upsampler node and class, and against resizing by hand."""

from __future__ import annotations

import comfy.ldm.hunyuan_video.upsampler
import pytest
import torch
import torch.nn.functional as F
from comfy_extras.nodes_lt_upsampler import LTXVLatentUpsampler
from tandem.model_loader.families.parts import PartsError
from tandem.model_loader.latent_upscaling import made_sides, require_upsampler, resized, resized_mask, upsampled


@pytest.fixture
def video() -> torch.Tensor:
    return torch.randn(2, 128, 3, 2, 4, generator=torch.Generator().manual_seed(3))


@pytest.mark.parametrize("name", ["ltx-2", "ltx-2.3"])
def test_it_is_core_s_node_to_the_last_bit(take, core_upscaler, video, name) -> None:
    model, upscaler = take(name).model, core_upscaler()
    core = LTXVLatentUpsampler.execute({"samples": video}, upscaler, model.picture_vae)[0]["samples"]
    assert torch.equal(upsampled(model, video, upscaler), core)
    assert core.shape == (2, 128, 3, 4, 8)


def test_it_is_the_network_between_the_vae_s_statistics(take, core_upscaler, video) -> None:
    """Statistics that change the numbers, so that a missing or doubled step would be seen."""
    model, upscaler = take("ltx-2").model, core_upscaler()
    statistics = model.picture_vae.first_stage_model.per_channel_statistics
    deviation, mean = statistics.get_buffer("std-of-means"), statistics.get_buffer("mean-of-means")
    before = deviation.clone(), mean.clone()
    deviation.mul_(1.7), mean.add_(0.3)
    try:
        made = upsampled(model, video, upscaler)
    finally:
        deviation.copy_(before[0]), mean.copy_(before[1])
    width = upscaler.model_dtype()
    by_hand = (upscaler.model(video.to(width) * 1.7 + 0.3) - 0.3) / 1.7
    torch.testing.assert_close(made, by_hand.float(), atol=2e-2, rtol=2e-2)
    assert (made - upsampled(model, video, upscaler)).abs().max() > 0.1


@pytest.mark.parametrize(
    ("changes", "sides"),
    [
        ({}, (34, 60)),
        ({"rational_resampler": True}, (34, 60)),
        ({"rational_resampler": True, "spatial_scale": 1.5}, (26, 45)),
    ],
    ids=["x2", "rational x2", "rational x1.5"],
)
def test_the_sides_that_it_makes_are_known_before(take, core_upscaler, changes, sides) -> None:
    upscaler, model = core_upscaler(**changes), take("ltx-2").model
    assert made_sides(upscaler, 17, 30) == sides
    assert upsampled(model, torch.zeros(1, 128, 1, 17, 30), upscaler).shape[-2:] == sides


def test_the_upsampler_of_latents_with_other_channels_is_refused(take, core_upscaler) -> None:
    with pytest.raises(PartsError) as error:
        require_upsampler(take("ltx-2").model, core_upscaler(in_channels=24))
    assert str(error.value) == "upscale_model: LTX-2 has latents of 128 channels, got one for 24"


def test_one_that_adds_frames_is_refused(take, core_upscaler) -> None:
    upscaler = core_upscaler(spatial_upsample=False, temporal_upsample=True)
    with pytest.raises(PartsError, match="expected one that enlarges the picture, got one that adds frames"):
        require_upsampler(take("ltx-2").model, upscaler)


def test_that_of_another_model_is_refused_by_its_class(take) -> None:
    foreign = comfy.ldm.hunyuan_video.upsampler.HunyuanVideo15SRModel(
        "720p", {"in_channels": 4, "out_channels": 4, "hidden_channels": 64, "num_blocks": 1, "global_residual": False}
    )
    with pytest.raises(PartsError) as error:
        require_upsampler(take("ltx-2").model, foreign)
    assert str(error.value) == (
        "upscale_model: expected the latent upsampler of LTX-2 (LatentUpsampler), got SRModel3DV2; load the "
        "file that belongs to the model, or leave it open"
    )


def test_a_family_without_one_says_so(take, core_upscaler) -> None:
    with pytest.raises(PartsError) as error:
        require_upsampler(take("minimax-h3").model, core_upscaler())
    assert str(error.value) == (
        "upscale_model: there is none for the latents of MiniMax H3; leave it open, the latent is resized then"
    )


def test_every_latent_in_time_is_resized_by_itself(video) -> None:
    larger = resized(video, 5, 6)
    assert larger.shape == (2, 128, 3, 5, 6) and larger.is_contiguous()
    for clip in range(2):
        for time in range(3):
            still = F.interpolate(video[clip, :, time][None], size=(5, 6), mode="bicubic", antialias=True)[0]
            torch.testing.assert_close(larger[clip, :, time], still)


def test_resizing_does_not_depend_on_how_a_vae_scales_its_channels(video) -> None:
    scale, offset = torch.rand(128, 1, 1, 1) + 0.5, torch.randn(128, 1, 1, 1)
    torch.testing.assert_close(
        resized(video * scale + offset, 4, 8), resized(video, 4, 8) * scale + offset, atol=1e-5, rtol=0
    )


def test_the_same_size_changes_nothing(video) -> None:
    assert torch.equal(resized(video, 2, 4), video)


def test_a_mask_gets_no_value_that_it_did_not_have() -> None:
    mask = torch.tensor([[1.0, 0.0], [0.25, 1.0]]).expand(1, 1, 3, 2, 2)
    larger = resized_mask(mask, 4, 6)
    assert torch.equal(larger, mask.repeat_interleave(2, 3).repeat_interleave(3, 4))
    assert set(resized_mask(mask, 3, 5).unique().tolist()) == {0.0, 0.25, 1.0}
