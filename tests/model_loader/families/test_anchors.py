"""Anchors of LTX-2 against core's own nodes, and what all families say about theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from comfy_extras.nodes_custom_sampler import BasicGuider, CFGGuider
from comfy_extras.nodes_lt import (
    LTXVAddGuide,
    LTXVConcatAVLatent,
    LTXVConditioning,
    LTXVCropGuides,
    LTXVImgToVideoInplace,
    LTXVSeparateAVLatent,
)
from tandem.engine.families.anchor_times import AnchorError
from tandem.engine.families.request import ClipRequest
from tandem.engine.latents import AVLatent, LatentError
from tandem.engine.sampling.guidance import Guidance
from tandem.model_loader.anchors import (
    anchor_sentence,
    anchor_size,
    canvas_of,
    with_anchor,
)
from tandem.model_loader.av_latents import ReadLatent, read_latent, write_latent
from tandem.model_loader.blank import blank_clip
from tandem.model_loader.families.anchor import Anchor

from .anchored_takes import STEPS, core_sampled, picture, sampled, settings

LTX = ["ltx-2", "ltx-2.3"]
LAST = 16
"""Of the 17 frames of three picture latents at 25 frames per second."""


def ltx_clip(one, batch: int = 1) -> ReadLatent:
    canvas = one.model.family.rules.canvas(ClipRequest(0.68, 64, 64))
    assert canvas.frames == LAST + 1
    streams = blank_clip(one.model, canvas).map(lambda stream: stream.repeat(batch, *[1] * (stream.ndim - 1)))
    return ReadLatent(streams, None, None, canvas.frame_rate)


def anchored_clip(one, clip: ReadLatent, *anchors: Anchor) -> ReadLatent:
    for anchor in anchors:
        clip = with_anchor(one.model, clip, anchor)
    return clip


def core_s_chain(one, clip: ReadLatent, guides, scale: float = 1.0, sampler: str = "euler", first=None) -> AVLatent:
    """The clip by core's nodes alone: the first frame in place, guides, concat, sampler, separate, crop."""
    model, video = one.model, {"samples": clip.streams.video}
    if first is not None:
        video = LTXVImgToVideoInplace.execute(model.picture_vae, first[None], video, 1.0)[0]
    prompts = one.prompt.positive, one.prompt.negative
    positive, negative = LTXVConditioning.execute(*prompts, float(clip.frame_rate)).args
    for frame, image, strength in guides:
        added = LTXVAddGuide.execute(positive, negative, model.picture_vae, video, image[None], frame, strength)
        positive, negative, video = added.args
    latent = LTXVConcatAVLatent.execute(video, {"samples": clip.streams.audio})[0]
    if scale == 1:
        guider = BasicGuider.execute(model.model, positive)[0]
    else:
        guider = CFGGuider.execute(model.model, positive, negative, scale)[0]
    sigmas = model.family.sigmas(model.parts, model.defaults, STEPS, clip.streams)
    made, sound = LTXVSeparateAVLatent.execute(core_sampled(one, guider, latent, sigmas, sampler)).args
    cropped = LTXVCropGuides.execute(positive, negative, made)[2]
    return AVLatent(cropped["samples"], sound["samples"])


@pytest.mark.parametrize("name", LTX)
def test_a_first_frame_is_that_of_core_s_inplace_node_at_full_strength(take, name) -> None:
    one = take(name)
    frame = picture(0)
    assert anchor_size(one.model, one.clip) == (64, 64)
    latent = {"samples": one.clip.streams.video}
    core = LTXVImgToVideoInplace.execute(one.model.picture_vae, frame[None], latent, 1.0)[0]
    clip = with_anchor(one.model, one.clip, Anchor(0, frame, "crop"))
    assert torch.equal(clip.streams.video, core["samples"]) and clip.streams.video.abs().max() > 0
    assert torch.equal(clip.mask.video, core["noise_mask"].expand_as(clip.mask.video))
    assert torch.equal(clip.streams.audio, one.clip.streams.audio) and (clip.mask.audio == 1).all()


def test_a_weaker_first_frame_is_that_of_core_s_inplace_node_at_this_strength(take) -> None:
    one = take("ltx-2.3")
    latent = {"samples": one.clip.streams.video}
    core = LTXVImgToVideoInplace.execute(one.model.picture_vae, picture(0)[None], latent, 0.7)[0]
    mask = with_anchor(one.model, one.clip, Anchor(0, picture(0), "crop", 0.7)).mask
    assert torch.equal(mask.video, core["noise_mask"].expand_as(mask.video))
    assert 0 < float(mask.video[0, 0, 0, 0, 0]) < 1


@pytest.mark.parametrize("name", LTX)
@pytest.mark.parametrize("frame", [LAST, 8, 5], ids=["last", "first of a latent", "inside a latent"])
@pytest.mark.parametrize("strength", [1.0, 0.7])
def test_a_later_frame_is_core_s_guide_to_the_last_bit(take, name, frame, strength) -> None:
    one = take(name)
    blank, image = ltx_clip(one), picture(1)
    clip = anchored_clip(one, blank, Anchor(frame, image, "crop", strength))
    assert torch.equal(clip.streams.video, blank.streams.video) and clip.mask is None
    ours, core = sampled(one, clip, settings()), core_s_chain(one, blank, [(frame, image, strength)])
    assert torch.equal(ours.video, core.video) and torch.equal(ours.audio, core.audio)
    assert ours.video.shape == blank.streams.video.shape
    assert (ours.video - sampled(one, blank, settings()).video).abs().max() > 1e-3


def test_the_last_frame_is_core_s_frame_minus_one(take) -> None:
    one = take("ltx-2.3")
    blank = ltx_clip(one)
    ours = sampled(one, anchored_clip(one, blank, Anchor(LAST, picture(1), "crop", 0.7)), settings())
    assert torch.equal(ours.video, core_s_chain(one, blank, [(-1, picture(1), 0.7)]).video)


@pytest.mark.parametrize("name", LTX)
@pytest.mark.parametrize("sampler", ["euler", "dpmpp_2m", "res_multistep"])
def test_a_first_frame_and_several_guides_are_core_s_to_the_last_bit(take, name, sampler) -> None:
    one = take(name)
    blank, first = ltx_clip(one), picture(0)
    guides = [(8, picture(1), 1.0), (LAST, picture(2), 0.6)]
    anchors = [Anchor(frame, image, "crop", strength) for frame, image, strength in guides]
    clip = anchored_clip(one, blank, *reversed(anchors), Anchor(0, first, "crop"))
    assert [anchor.frame for anchor in clip.anchors] == [0, 8, LAST]
    ours = sampled(one, clip, settings(sampler=sampler))
    core = core_s_chain(one, blank, guides, sampler=sampler, first=first)
    # What is locked comes out of core's samplers with rounding errors, and of ours as it went in.
    assert torch.equal(ours.video[:, :, 1:], core.video[:, :, 1:]) and torch.equal(ours.audio, core.audio)
    assert torch.equal(ours.video[:, :, :1], clip.streams.video[:, :, :1])


@pytest.mark.parametrize("name", LTX)
def test_guides_are_in_both_prompts_as_core_puts_them_there(take, name) -> None:
    one = take(name)
    blank = ltx_clip(one)
    clip = anchored_clip(one, blank, Anchor(LAST, picture(1), "crop", 0.7))
    core = core_s_chain(one, blank, [(LAST, picture(1), 0.7)], scale=3.0)
    ours = sampled(one, clip, settings(scale=3.0))
    assert (ours.video - core.video).abs().max() < 1e-5 and (ours.audio - core.audio).abs().max() < 1e-5
    assert (ours.video - sampled(one, clip, settings()).video).abs().max() > 1e-3


def test_every_clip_of_a_batch_has_the_guides(take) -> None:
    """Core's own node takes one clip: its guides are appended to each."""
    one = take("ltx-2.3")
    twice, alone = ltx_clip(one, batch=2), ltx_clip(one)
    guide = Anchor(LAST, picture(1), "crop", 0.7)
    both, first = (sampled(one, anchored_clip(one, clip, guide), settings()) for clip in (twice, alone))
    assert both.video.shape[0] == 2
    assert torch.allclose(both.video[:1], first.video, atol=1e-5)
    assert (both.video[0] - both.video[1]).abs().max() > 0.1


def test_the_preview_shows_the_clip_without_its_guides(take) -> None:
    one = take("ltx-2")
    clip = anchored_clip(one, ltx_clip(one), Anchor(LAST, picture(1), "crop"))
    seen = []
    sampled(one, clip, settings(), on_step=lambda step, steps, clean: seen.append((step, steps, clean.video.shape[2])))
    assert seen == [(step, STEPS, 3) for step in range(1, STEPS + 1)]


SYNC, STG = Guidance(picture_sync=3.0, sound_sync=3.0), Guidance(stg_scale=1.0, stg_blocks=(1,))


@pytest.mark.parametrize(
    ("name", "guidance"),
    [*((name, guidance) for name in LTX for guidance in (SYNC, STG)), ("minimax-h3", SYNC)],
)
def test_advanced_guidance_acts_on_an_anchored_clip(take, name, guidance) -> None:
    one = take(name)
    blank = ltx_clip(one) if name in LTX else one.clip
    clip = anchored_clip(one, blank, Anchor(canvas_of(one.model, blank).frames - 1, picture(1), "crop"))
    plain, guided = sampled(one, clip, settings()), sampled(one, clip, settings(), guidance)
    assert torch.isfinite(guided.video).all() and (plain.video - guided.video).abs().max() > 1e-4


@pytest.mark.parametrize("name", ["ltx-2", "minimax-h3"])
def test_anchors_travel_in_the_latent_and_no_other_reader_stumbles_over_them(take, name) -> None:
    one = take(name)
    clip = anchored_clip(one, one.clip, Anchor(0, picture(0), "crop"))
    latent = write_latent(clip.streams, clip.mask, None, clip.frame_rate, None, clip.anchors)
    again = read_latent(latent, one.model.family)
    assert again.anchors == clip.anchors and torch.equal(again.streams.video, clip.streams.video)
    assert "tandem_anchors" not in write_latent(one.clip.streams)


def test_a_clip_that_was_cut_afterwards_is_refused(take) -> None:
    one = take("ltx-2")
    clip = anchored_clip(one, ltx_clip(one), Anchor(LAST, picture(1), "crop"))
    cut = replace(clip, streams=AVLatent(clip.streams.video[:, :, :2], clip.streams.audio))
    with pytest.raises(LatentError, match="shortened to 9 frames after Anchor Frames had anchored frame 17"):
        sampled(one, cut, settings())


def test_the_same_frame_twice_is_refused_with_the_nearest_free_time(take) -> None:
    one = take("ltx-2")
    clip = anchored_clip(one, ltx_clip(one), Anchor(8, picture(1), "crop"))
    with pytest.raises(AnchorError, match=r"an anchor at 0\.32 to 0\.36 s already; nearest free time_s 0\.28"):
        with_anchor(one.model, clip, Anchor(8, picture(2), "crop"))
    beside = with_anchor(one.model, clip, Anchor(9, picture(2), "crop"))
    assert [anchor.frame for anchor in beside.anchors] == [8, 9]


@pytest.mark.parametrize("name", ["ltx-2", "mini"])
def test_other_families_read_no_pictures_and_say_so(take, name) -> None:
    one = take(name)
    plain = one.model.family.encode(one.model.parts, "a dog", "", one.model.variant)
    told = one.model.family.encode(one.model.parts, "a dog", "", one.model.variant, picture(0)[None])
    assert torch.equal(plain.positive[0][0], told.positive[0][0])
    said = "reads no images with its prompt: they have no effect here; Anchor Frames puts them in."
    assert told.reading == f"{plain.reading}\n{one.model.display_name} {said}"


@pytest.mark.parametrize(
    ("name", "frame", "strength", "said"),
    [
        ("mini", 6, 1.0, "Frame 7 of 48 (0.240 s): the latent of frames 5 to 8 is kept as it is."),
        ("ltx-2", 0, 1.0, "Frame 1 of 9 (0.000 s): the latent of frame 1 is kept as it is."),
        ("ltx-2", 0, 0.7, "Frame 1 of 9 (0.000 s): the latent of frame 1 is kept at strength 0.7."),
        ("ltx-2", 8, 1.0, "Frame 9 of 9 (0.320 s): given to the model beside the clip, which comes near it."),
        ("minimax-h3", 0, 1.0, "Frame 1 of 22 (0.000 s): given to the model beside the clip, which comes near it."),
    ],
)
def test_the_node_says_what_becomes_of_the_frame(take, name, frame, strength, said) -> None:
    one = take(name)
    assert anchor_sentence(one.model, one.clip, Anchor(frame, picture(0), "crop", strength)) == said
