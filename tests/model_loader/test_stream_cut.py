"""What a stream does not see cannot change it, in every family."""

from __future__ import annotations

from types import SimpleNamespace

import comfy.context_windows
import comfy.patcher_extension
import pytest
import torch
import torch.nn.functional as F
from comfy.patcher_extension import WrappersMP
from tandem.engine.latents import AVLatent
from tandem.engine.sampling.guidance import GuidanceError
from tandem.model_loader.stream_cut import ATTENTION_OVERRIDE, can_cut, cut_options, sealed_attention

CUTS = [(True, False), (False, True), (True, True)]


def cutting(picture: bool, sound: bool):
    return lambda model, options: cut_options(model, options, picture=picture, sound=sound)


def change(a: torch.Tensor, b: torch.Tensor) -> float:
    return float((a - b).abs().max())


def three_clips(case) -> list[AVLatent]:
    """A clip, the same with another sound, the same with another picture."""
    one, other = case.noise(1), case.noise(2)
    return [one, AVLatent(one.video, other.audio), AVLatent(other.video, one.audio)]


def test_joined_streams_change_each_other(joint_case, predict) -> None:
    base, other_sound, other_picture = predict(joint_case, three_clips(joint_case))
    assert change(base.video, other_sound.video) > 1e-3
    assert change(base.audio, other_picture.audio) > 1e-3


@pytest.mark.parametrize(("picture", "sound"), CUTS)
def test_a_cut_stream_does_not_change_at_all(joint_case, predict, picture, sound) -> None:
    base, other_sound, other_picture = predict(joint_case, three_clips(joint_case), cutting(picture, sound))
    assert (change(base.video, other_sound.video) == 0) == picture
    assert (change(base.audio, other_picture.audio) == 0) == sound


@pytest.mark.parametrize(("picture", "sound"), CUTS)
def test_a_cut_stream_still_follows_its_own_input(joint_case, predict, picture, sound) -> None:
    base, other_sound, other_picture = predict(joint_case, three_clips(joint_case), cutting(picture, sound))
    assert change(base.audio, other_sound.audio) > 1e-3
    assert change(base.video, other_picture.video) > 1e-3


def test_each_window_of_a_long_clip_is_cut_too(mini_case, predict) -> None:
    model = mini_case.model.clone()
    model.model_options["context_handler"] = comfy.context_windows.IndexListContextHandler(
        context_schedule=comfy.context_windows.get_matching_context_schedule("standard_static"),
        fuse_method=comfy.context_windows.get_matching_fuse_method("pyramid"),
        context_length=8,
        context_overlap=2,
        dim=2,
    )
    case = type(mini_case)(model, mini_case.positive, mini_case.negative, mini_case.shapes)
    joined, cut = predict(case, three_clips(case)), predict(case, three_clips(case), cutting(True, True))
    assert change(joined[0].video, joined[1].video) > 1e-3
    assert change(cut[0].video, cut[1].video) == 0 and change(cut[0].audio, cut[2].audio) == 0


def test_the_rows_of_a_key_frame_pass_nothing_on(h3_case, predict) -> None:
    frame = torch.randn(1, 24, 1, 4, 4, generator=torch.Generator().manual_seed(3))
    key_frames = [{"resolved_frame_index": 0, "latent": frame}]
    anchored = [[text, {"minimax_keyframes": key_frames}] for text, _ in h3_case.positive]
    case = type(h3_case)(h3_case.model, anchored, h3_case.negative, h3_case.shapes)
    joined = predict(case, three_clips(case))
    cut = predict(case, three_clips(case), cutting(True, True))
    assert change(joined[0].video, joined[1].video) > 1e-3
    assert change(cut[0].video, cut[1].video) == 0 and change(cut[0].audio, cut[2].audio) == 0


def test_text_that_the_model_still_has_to_refine_is_left_whole(h3_case) -> None:
    """H3's refiner runs inside the model when the text comes unrefined, and may have more rows than both streams."""
    network, clip = h3_case.model.model.diffusion_model, h3_case.noise(1)
    text = torch.randn(1, 60, 48, generator=torch.Generator().manual_seed(4))
    options = cut_options(h3_case.model.model, {}, picture=True, sound=True)

    def picture(context: torch.Tensor) -> torch.Tensor:
        return network([clip.video, clip.audio], torch.tensor([700.0]), context, transformer_options=options)[0]

    assert torch.equal(picture(text), picture(network.preprocess_text_embeds(text)))


@pytest.mark.parametrize(("picture", "sound"), CUTS)
def test_three_calls_are_one_attention_with_a_mask(picture, sound) -> None:
    """Against torch's own masked attention: rows are text, text, text, sound, sound, picture, picture, picture."""
    query, key, value = torch.randn(3, 1, 2, 8, 4, generator=torch.Generator().manual_seed(5))
    text, heard, seen = (torch.tensor([index in rows for index in range(8)]) for rows in ((0, 1, 2), (3, 4), (5, 6, 7)))
    visible = torch.ones(8, 8, dtype=torch.bool)
    if picture:
        visible &= ~((text | seen)[:, None] & heard[None, :])
    if sound:
        visible &= ~((text | heard)[:, None] & seen[None, :])
    expected = F.scaled_dot_product_attention(query, key, value, attn_mask=visible)
    rows = {"text_rows": 3, "sound_rows": 2, "picture_rows": 3}
    sealed = sealed_attention(None, **rows, picture=picture, sound=sound)
    assert torch.allclose(sealed(F.scaled_dot_product_attention, query, key, value), expected, atol=1e-6)


def test_an_attention_of_another_node_is_still_the_one_that_is_called(h3_case, predict) -> None:
    calls = []

    def counted(func, *args, **kwargs):
        calls.append(args[0].shape[-2])
        return func(*args, **kwargs)

    def both(model, options):
        return cut_options(model, {**options, ATTENTION_OVERRIDE: counted}, picture=True, sound=True)

    predict(h3_case, [h3_case.noise(1)], both)
    assert calls == [5, 16, 8] * 2  # Two blocks; text, two channels of eight sound latents, two frames of 2x2 patches.


def test_what_other_nodes_put_into_the_options_stays_and_theirs_are_not_changed(joint_case) -> None:
    def wrapper(executor, *args, **kwargs):
        return executor(*args, **kwargs)

    options = {"sigmas": 1, "wrappers": {WrappersMP.DIFFUSION_MODEL: {"theirs": [wrapper]}}}
    cut = cut_options(joint_case.model.model, options, picture=True, sound=True)
    assert cut["sigmas"] == 1
    assert comfy.patcher_extension.get_all_wrappers(WrappersMP.DIFFUSION_MODEL, cut)[0] is wrapper
    assert options == {"sigmas": 1, "wrappers": {WrappersMP.DIFFUSION_MODEL: {"theirs": [wrapper]}}}


def test_nothing_cut_is_nothing_changed(joint_case) -> None:
    assert cut_options(joint_case.model.model, {"sigmas": 1}, picture=False, sound=False) == {"sigmas": 1}


def test_an_unknown_model_is_refused_with_what_was_expected() -> None:
    model = SimpleNamespace(diffusion_model=torch.nn.Linear(1, 1))
    assert not can_cut(model.diffusion_model)
    with pytest.raises(
        GuidanceError, match=r"^model: expected a joint model .*LTXAVModel, MiniMaxH3Model.*got Linear$"
    ):
        cut_options(model, {}, picture=True, sound=True)
