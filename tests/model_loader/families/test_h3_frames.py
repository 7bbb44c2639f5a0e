"""Given frames of MiniMax H3 against core's own node."""

from __future__ import annotations

from dataclasses import replace

import comfy_extras.nodes_minimax_h3
import pytest
import torch
from comfy_extras.nodes_custom_sampler import BasicGuider
from comfy_extras.nodes_minimax_h3 import MiniMaxH3ImageToVideo
from tandem.engine.families.anchor_times import AnchorError
from tandem.engine.latents import AVLatent
from tandem.model_loader.anchors import (
    anchor_pictures,
    canvas_of,
    with_anchor,
)
from tandem.model_loader.families.anchor import Anchor
from tandem.model_loader.families.parts import PartsError

from .anchored_takes import STEPS, core_sampled, picture, sampled, settings


def h3_by_core(one, first, last):
    """CONDITIONING and LATENT of core's own node for the same prompt, clip and frames."""
    model, canvas = one.model, canvas_of(one.model, one.clip)
    prompt = model.family.rules.dialect('A man says: "hello"').text
    size = canvas.width, canvas.height, canvas.frames
    frames = {"first_frame": first, "last_frame": last}
    made = MiniMaxH3ImageToVideo.execute(model.clip, model.picture_vae, prompt, *size, **frames)
    return made.args


GIVEN = {
    "first": (picture(0, 100, 90)[None], None),
    "last": (None, picture(1, 80, 120)[None]),
    "both": (picture(0, 100, 90)[None], picture(1, 80, 120)[None]),
}


def h3_by_tandem(one, first, last) -> tuple:
    """The anchored clip and the prompt that was read with its pictures, chained backwards: order does not matter."""
    canvas, clip = canvas_of(one.model, one.clip), one.clip
    if last is not None:
        clip = with_anchor(one.model, clip, Anchor(canvas.frames - 1, last[0], "crop"))
    if first is not None:
        clip = with_anchor(one.model, clip, Anchor(0, first[0], "stretch"))
    images = anchor_pictures(one.model, clip)
    read = one.model.family.encode(one.model.parts, 'A man says: "hello"', "", one.model.variant, images)
    return clip, replace(one, clip=clip, prompt=read)


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_h3_is_told_its_frames_as_core_s_node_tells_them(take, given) -> None:
    one = take("minimax-h3")
    ((words, expected),), latent = h3_by_core(one, *given)
    clip, asked = h3_by_tandem(one, *given)
    ((found, extra),) = _conditioning_at_the_sampler(asked)
    assert torch.equal(found, words) and not torch.equal(found[:, -3:], one.prompt.positive[0][0][:, -3:])
    assert extra.keys() == expected.keys() and extra["minimax_frame_count"] == expected["minimax_frame_count"]
    assert torch.equal(extra["minimax_token_tags"], expected["minimax_token_tags"])
    assert len(extra["minimax_keyframes"]) == len(expected["minimax_keyframes"]) == len(clip.anchors)
    for ours, core in zip(extra["minimax_keyframes"], expected["minimax_keyframes"], strict=True):
        assert ours["resolved_frame_index"] == core["resolved_frame_index"]
        assert torch.equal(ours["latent"], core["latent"]) and ours["latent"].abs().max() > 0
    assert clip.mask is None
    for ours, core in zip((clip.streams.video, clip.streams.audio), latent["samples"].unbind(), strict=True):
        assert torch.equal(ours, core)


def _conditioning_at_the_sampler(one) -> list:
    """What sample_clip hands to the sampler as the positive prompt."""
    seen = []

    class Watch(type(one.model.family)):
        def guided(self, *inputs):
            seen.append(super().guided(*inputs))
            return seen[-1]

    watched = replace(one, model=replace(one.model, family=Watch()))
    sampled(watched, one.clip, settings())
    return seen[0].positive


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_h3_with_frames_is_core_s_chain_to_the_last_bit(take, given) -> None:
    one = take("minimax-h3")
    positive, latent = h3_by_core(one, *given)
    _, asked = h3_by_tandem(one, *given)
    sigmas = one.model.family.sigmas(one.model.parts, one.model.defaults, STEPS, one.clip.streams)
    guider = BasicGuider.execute(one.model.model, positive)[0]
    core = AVLatent(*core_sampled(one, guider, latent, sigmas, "res_multistep")["samples"].unbind())
    ours = sampled(asked, asked.clip, settings(sampler="res_multistep"))
    assert torch.equal(ours.video, core.video) and torch.equal(ours.audio, core.audio)
    assert (ours.video - sampled(one, one.clip, settings(sampler="res_multistep")).video).abs().max() > 1e-3


def test_the_pictures_of_both_prompts_of_h3_are_the_same(take) -> None:
    """So guidance moves along the words, not away from the frame."""
    one = take("minimax-h3")
    _, asked = h3_by_tandem(one, *GIVEN["first"])
    bare = one.model.family.encode(one.model.parts, "", "", one.model.variant)
    assert asked.prompt.negative[0][0].shape[1] > bare.negative[0][0].shape[1]
    assert (sampled(asked, asked.clip, settings(scale=3.0)).video).isfinite().all()


def test_h3_has_no_frame_between_in_this_core_and_says_so(take) -> None:
    one = take("minimax-h3")
    assert not hasattr(comfy_extras.nodes_minimax_h3, "MiniMaxH3AddGuide")
    with pytest.raises(AnchorError) as early:
        with_anchor(one.model, one.clip, Anchor(3, picture(0), "crop"))
    assert str(early.value) == (
        "time_s: this ComfyUI gives MiniMax H3 its first and its last frame and none between, got 0.125; nearest legal "
        "value 0 (first frame)"
    )
    with pytest.raises(AnchorError, match=r"nearest legal value 0\.875 \(last frame\).*; strength: .* got 0\.5; use 1"):
        with_anchor(one.model, one.clip, Anchor(18, picture(0), "crop", 0.5))


@pytest.mark.parametrize("name", ["mini", "minimax-h3"])
def test_a_family_that_takes_frames_whole_refuses_less(take, name) -> None:
    one = take(name)
    with pytest.raises(AnchorError) as fault:
        with_anchor(one.model, one.clip, Anchor(0, picture(0), "crop", 0.7))
    assert str(fault.value) == f"strength: {one.model.display_name} takes a frame whole, got 0.7; use 1"


def test_a_core_that_places_frames_anywhere_is_used_as_such(take, monkeypatch) -> None:
    one = take("minimax-h3")
    monkeypatch.setattr(comfy_extras.nodes_minimax_h3, "MiniMaxH3AddGuide", object(), raising=False)
    assert with_anchor(one.model, one.clip, Anchor(3, picture(0), "crop")).anchors[0].frame == 3


def test_the_same_frame_of_h3_twice_names_the_other_one(take) -> None:
    one = take("minimax-h3")
    clip = with_anchor(one.model, one.clip, Anchor(0, picture(0), "crop"))
    with pytest.raises(AnchorError, match=r"an anchor at 0 to 0\.04167 s already; nearest free time_s 0\.875"):
        with_anchor(one.model, clip, Anchor(0, picture(1), "crop"))


def test_key_frames_of_core_s_node_and_anchors_at_once_are_refused(take) -> None:
    one = take("minimax-h3")
    positive, _ = h3_by_core(one, *GIVEN["first"])
    clip, _ = h3_by_tandem(one, *GIVEN["first"])
    both = replace(one, prompt=replace(one.prompt, positive=positive))
    with pytest.raises(PartsError, match="key frames of core's MiniMax H3 Image to Video already"):
        sampled(both, clip, settings())


@pytest.mark.parametrize(("given", "count"), [("first", 1), ("both", 2)])
def test_h3_counts_the_pictures_that_its_prompt_saw(take, given, count) -> None:
    one = take("minimax-h3")
    clip, asked = h3_by_tandem(one, *GIVEN[given])
    family = one.model.family
    assert family.anchor_note(asked.prompt.positive, clip.anchors) == ""
    assert family.anchor_note(one.prompt.positive, ()) == ""
    said = family.anchor_note(one.prompt.positive, clip.anchors)
    assert f"the prompt saw 0, the clip has {count}; connect images of the last Anchor Frames" in said
    assert f"the prompt saw {count}, the clip has 0" in family.anchor_note(asked.prompt.positive, ())


def test_more_pictures_than_h3_reads_are_refused(take) -> None:
    one = take("minimax-h3")
    with pytest.raises(PartsError, match="images: MiniMax H3 reads at most 9 pictures with a prompt, got 48"):
        one.model.family.encode(one.model.parts, "", "", "", torch.zeros(48, 8, 8, 3))
