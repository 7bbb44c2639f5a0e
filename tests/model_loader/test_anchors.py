"""Frames of a clip locked to images."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.families.anchor_times import AnchorError
from tandem.engine.mini.geometry import FRAME_RATE
from tandem.model_loader.anchors import anchor_pictures, with_anchor
from tandem.model_loader.av_latents import ReadLatent, free_mask
from tandem.model_loader.families.anchor import Anchor
from tandem.model_loader.guided_take import sample_clip
from tandem.model_loader.take import SampleSettings, told_take


def test_the_first_latent_is_the_image_and_is_locked_and_nothing_else_is(tiny_model, blank) -> None:
    frame = torch.rand(256, 256, 3, generator=torch.Generator().manual_seed(0))
    clip = with_anchor(tiny_model, ReadLatent(blank, None, None, FRAME_RATE), Anchor(0, frame, "crop"))
    streams, mask = clip.streams, clip.mask
    still = tiny_model.picture_vae.encode(frame[None].repeat(4, 1, 1, 1))
    assert torch.equal(streams.video[:, :, :1], still)
    assert (streams.video[:, :, 1:] == 0).all() and (mask.video[:, :, 1:] == 1).all()
    assert (mask.video[:, :, 0] == 0).all() and (mask.audio == 1).all()
    assert (blank.video == 0).all()


def test_locks_that_are_there_already_stay(tiny_model, blank) -> None:
    locked = free_mask(blank)
    locked.audio[:] = 0
    black = Anchor(0, torch.zeros(256, 256, 3), "crop")
    mask = with_anchor(tiny_model, ReadLatent(blank, locked, None, FRAME_RATE), black).mask
    assert (mask.audio == 0).all() and (locked.video == 1).all()


def test_every_clip_of_a_batch_gets_the_image(tiny_model, blank) -> None:
    twice = blank.map(lambda stream: stream.repeat(2, *[1] * (stream.ndim - 1)))
    image = Anchor(0, torch.rand(256, 256, 3), "crop")
    clip = with_anchor(tiny_model, ReadLatent(twice, None, None, FRAME_RATE), image)
    streams, mask = clip.streams, clip.mask
    assert torch.equal(streams.video[0], streams.video[1]) and (mask.video[:, :, 0] == 0).all()


def still_of(model, frame: torch.Tensor) -> torch.Tensor:
    return model.picture_vae.encode(frame[None].repeat(4, 1, 1, 1))


@pytest.mark.parametrize(("frame", "latent"), [(0, 0), (3, 0), (4, 1), (22, 5), (47, 11)])
def test_the_latent_that_holds_a_frame_is_locked_to_the_image(tiny_model, blank, frame, latent) -> None:
    image = torch.rand(256, 256, 3, generator=torch.Generator().manual_seed(1))
    clip = with_anchor(tiny_model, ReadLatent(blank, None, None, FRAME_RATE), Anchor(frame, image, "crop"))
    assert torch.equal(clip.streams.video[:, :, latent : latent + 1], still_of(tiny_model, image))
    others = [index for index in range(12) if index != latent]
    assert not clip.streams.video[:, :, others].any() and (clip.mask.video[:, :, others] == 1).all()
    assert (clip.mask.video[:, :, latent] == 0).all() and (clip.mask.audio == 1).all()
    assert clip.anchors[0].frame == frame


def test_several_anchors_come_out_of_the_sampler_as_they_went_in(tiny_model, blank, positive, negative) -> None:
    clip = ReadLatent(blank, None, None, FRAME_RATE)
    for seed, frame in enumerate((47, 0, 22)):
        image = torch.rand(256, 256, 3, generator=torch.Generator().manual_seed(seed))
        clip = with_anchor(tiny_model, clip, Anchor(frame, image, "crop"))
    assert [one.frame for one in clip.anchors] == [0, 22, 47]
    settings = SampleSettings(1, 2, 2, 2.0, 2.0, "dpmpp_2m")
    made = sample_clip(tiny_model, *told_take(tiny_model, positive, negative, clip, settings), clip, settings, no_step)
    for latent in (0, 5, 11):
        assert torch.equal(made.video[:, :, latent], clip.streams.video[:, :, latent])
    assert made.video[:, :, 1].any() and (clip.mask.video[:, :, 1] == 1).all()


def test_two_anchors_in_one_latent_are_refused(tiny_model, blank) -> None:
    clip = with_anchor(tiny_model, ReadLatent(blank, None, None, FRAME_RATE), Anchor(5, torch.zeros(9, 9, 3), "crop"))
    with pytest.raises(AnchorError, match=r"an anchor at 0\.16 to 0\.32 s already; nearest free time_s 0\.32"):
        with_anchor(tiny_model, clip, Anchor(7, torch.zeros(9, 9, 3), "crop"))


def test_the_pictures_are_shown_as_they_were_fitted_in_the_order_of_time(tiny_model, blank) -> None:
    clip = ReadLatent(blank, None, None, FRAME_RATE)
    clip = with_anchor(tiny_model, clip, Anchor(47, torch.ones(100, 400, 3), "pad"))
    clip = with_anchor(tiny_model, clip, Anchor(0, torch.full((100, 400, 3), 0.5), "stretch"))
    first, last = anchor_pictures(tiny_model, clip)
    assert first.shape == (256, 256, 3) and torch.allclose(first, torch.tensor(0.5), atol=1e-6)
    assert (last[:90] == 0).all() and torch.allclose(last[120:136], torch.tensor(1.0))


def no_step(*_) -> None:
    """Nobody looks."""
