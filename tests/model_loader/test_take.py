"""One take: seeds, locks, samplers, cancel."""

from __future__ import annotations

import re
from dataclasses import replace

import comfy.model_management as memory
import pytest
import torch
from comfy_extras.nodes_easycache import EasyCacheNode
from tandem.engine.latents import AVLatent, LatentError
from tandem.engine.mini.geometry import FRAME_RATE
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.cues import has_cues
from tandem.engine.mini.text.script import COLUMNS
from tandem.model_loader.av_latents import ReadLatent, free_mask
from tandem.model_loader.families.parts import PartsError
from tandem.model_loader.joint_model import SCRIPT_KEY, script_for
from tandem.model_loader.stream_sampler import FAMILY_DEFAULT
from tandem.model_loader.take import (
    SampleSettings,
    sample_take,
    script_of,
    told_take,
    with_script,
    words_that_do_not_fit,
)

SETTINGS = SampleSettings(
    picture_seed=1, sound_seed=2, steps=2, picture_scale=2.0, sound_scale=1.5, sampler=FAMILY_DEFAULT
)


@pytest.fixture
def take(tiny_model, positive, negative, blank):
    """`take(**changed settings)`, with `source`, `mask` and `on_step` as they are given."""

    def run(source: AVLatent = blank, mask: AVLatent | None = None, on_step=lambda *_: None, **changes) -> AVLatent:
        return sample_take(tiny_model, positive, negative, source, mask, replace(SETTINGS, **changes), on_step)

    return run


def test_zero_steps_and_the_default_sampler_are_the_family_s(tiny_model) -> None:
    resolved = replace(SETTINGS, steps=0).resolved(tiny_model)
    assert (resolved.steps, resolved.sampler) == (8, "euler")
    assert replace(SETTINGS, sampler="heun").resolved(tiny_model).sampler == "heun"


def test_the_same_settings_give_the_same_clip(take) -> None:
    first, second = take(), take()
    assert torch.equal(first.video, second.video) and torch.equal(first.audio, second.audio)


@pytest.mark.parametrize("sampler", ["euler", "euler_ancestral", "lcm", "dpmpp_2m_sde", "dpmpp_sde"])
def test_in_the_first_step_each_seed_moves_its_own_noise_alone(take, sampler) -> None:
    seen: list[AVLatent] = []

    def noisy_streams(**seeds) -> AVLatent:
        result = take(sampler=sampler, steps=1, picture_scale=1.0, sound_scale=1.0, **seeds)
        seen.append(result)
        return result

    base, other = noisy_streams(), noisy_streams(sound_seed=3)
    assert not torch.equal(base.audio, other.audio)
    assert noisy_streams().video.isfinite().all()


def test_noise_that_a_sampler_adds_on_the_way_follows_the_seed_of_its_stream(take, tiny_model, monkeypatch) -> None:
    """A model that predicts nothing leaves the noise as it is, so the streams cannot touch each other through it."""
    network = tiny_model.model.model.diffusion_model
    monkeypatch.setattr(network, "predict", lambda x, *a, **k: [torch.zeros_like(part) for part in x])
    for sampler in ("euler_ancestral", "dpmpp_2m_sde"):
        base, other = take(sampler=sampler, steps=4), take(sampler=sampler, steps=4, sound_seed=9)
        assert torch.equal(base.video, other.video) and not torch.equal(base.audio, other.audio)
        third = take(sampler=sampler, steps=4, picture_seed=9)
        assert torch.equal(base.audio, third.audio) and not torch.equal(base.video, third.video)


@pytest.mark.parametrize("sampler", ["euler", "uni_pc", "dpm_2_ancestral"])
def test_locked_parts_come_out_bit_for_bit_with_any_sampler(take, noise_clip, sampler) -> None:
    mask = free_mask(noise_clip)
    mask.video[:, :, :3] = 0
    mask.audio[:, :, :12] = 0
    result = take(source=noise_clip, mask=mask, sampler=sampler, steps=3)
    assert torch.equal(result.video[:, :, :3], noise_clip.video[:, :, :3])
    assert torch.equal(result.audio[:, :, :12], noise_clip.audio[:, :, :12])
    assert not torch.equal(result.video[:, :, 3:], noise_clip.video[:, :, 3:])
    assert result.video.isfinite().all() and result.audio.isfinite().all()


def test_a_batch_has_the_first_clip_as_if_it_were_alone(take, blank) -> None:
    twice = blank.map(lambda stream: stream.repeat(2, *[1] * (stream.ndim - 1)))
    both, alone = take(source=twice), take()
    assert torch.allclose(both.video[:1], alone.video, atol=1e-4)
    assert not torch.allclose(both.video[1:], alone.video, atol=1e-2)


def test_every_step_is_shown_with_both_streams(take, blank) -> None:
    shown = []
    take(on_step=lambda step, steps, clean: shown.append((step, steps, clean.video.shape, clean.audio.shape)))
    assert shown == [(n, 2, blank.video.shape, blank.audio.shape) for n in (1, 2)]


def test_cancel_stops_within_a_step_and_the_next_take_works(take) -> None:
    steps = []

    def cancel(step: int, *_rest) -> None:
        steps.append(step)
        memory.interrupt_current_processing(True)

    try:
        with pytest.raises(memory.InterruptProcessingException):
            take(on_step=cancel, steps=50)
    finally:
        memory.interrupt_current_processing(False)
    assert steps == [1]
    assert take().video.isfinite().all()


def test_a_chain_s_takes_have_different_seeds() -> None:
    seeds = [SETTINGS.for_pass(index, batch=2).picture_seed for index in range(3)]
    assert seeds == [1, 3, 5]


def test_a_script_can_be_replaced_without_touching_the_original(positive) -> None:
    before = script_of(positive).clone()
    other = torch.zeros(1, 5, COLUMNS, dtype=torch.int64)
    assert script_of(with_script(positive, other)) is other
    assert torch.equal(script_of(positive), before)


def conditioning(audio_latents: int) -> list:
    return [[None, {"tandem_script": torch.zeros(1, audio_latents, COLUMNS, dtype=torch.int64)}]]


@pytest.mark.parametrize(
    ("script", "clip", "said"),
    [
        (115, 48, r"need 4\.60 s and the clip has 1\.92 s, so .* cut off; use a Blank Clip of 4\.64 s or more"),
        (60, 48, r"need 2\.40 s and the clip has 1\.92 s, so they are spoken faster; use a Blank Clip of 2\.40 s"),
        (300, 48, r"need 12\.00 s .*; one clip has at most 10\.24 s: say less, or go on in Extend Clip"),
    ],
)
def test_words_that_do_not_fit_are_told_with_the_length_that_would_do(script, clip, said) -> None:
    assert re.search(said, words_that_do_not_fit(conditioning(script), clip))


def test_words_that_no_clip_holds_are_told_with_the_word_at_which_to_cut() -> None:
    prompt = conditioning(300)
    prompt[0][1]["tandem_first_clip"] = "see you soon"
    assert "at most 10.24 s: end the words of this clip after “see you soon” and go on in Extend Clip" in (
        words_that_do_not_fit(prompt, 48)
    )


@pytest.mark.parametrize("prompt", [conditioning(48), conditioning(1), [[None, {}]]])
def test_words_that_fit_and_silence_are_not_told(prompt) -> None:
    assert words_that_do_not_fit(prompt, 48) == ""


@pytest.fixture
def drum() -> list:
    return [[one_hot({"scene": "drum"})[None], {}]]


@pytest.fixture
def told(tiny_model, negative, blank):
    """`told(positive, mask, settings=...)`: the completed positive CONDITIONING."""

    def run(positive: list, mask: AVLatent | None = None, settings: SampleSettings = SETTINGS) -> list:
        clip = ReadLatent(blank, mask, None, FRAME_RATE)
        return told_take(tiny_model, positive, negative, clip, settings)[0]

    return run


def test_the_cues_of_a_take_follow_the_picture_seed(told) -> None:
    ball = [[one_hot({"scene": "ball"})[None], {}]]
    first, other_sound, other_picture = (
        told(ball, settings=settings)
        for settings in (SETTINGS, replace(SETTINGS, sound_seed=9), replace(SETTINGS, picture_seed=9))
    )
    assert has_cues(script_of(first))
    assert torch.equal(script_of(first), script_of(other_sound)) and torch.equal(first[0][0], other_sound[0][0])
    assert not torch.equal(script_of(first), script_of(other_picture))
    assert not torch.equal(first[0][0], other_picture[0][0])


def test_a_locked_stream_keeps_its_own_moments(told, drum, blank) -> None:
    mask = free_mask(blank)
    mask.audio[:, :, :24] = 0
    script = script_of(told(drum, mask))
    assert has_cues(script[:, 24:]) and not has_cues(script[:, :24])


def test_core_s_samplers_are_told_the_same(tiny_model, told, drum, blank) -> None:
    """They only have the seed of the run, which Joint Sampler takes from the picture."""
    ((context, extra),) = told(drum)
    own = tiny_model.model.model.extra_conds
    shapes = [tuple(blank.video.shape), tuple(blank.audio.shape)]
    asked = own(
        noise=torch.ones(1), device="cpu", latent_shapes=shapes, cross_attn=drum[0][0], seed=SETTINGS.picture_seed,
        prompt_type="positive",
    )  # fmt: skip
    assert torch.equal(asked["script"].cond, extra[SCRIPT_KEY])
    assert torch.equal(asked["c_crossattn"].cond, context)
    unasked = own(noise=blank.video, device="cpu", latent_shapes=shapes, cross_attn=drum[0][0], prompt_type="negative")
    assert torch.equal(unasked["script"].cond, script_for(None, shapes[1][2]))


def test_conditioning_of_another_text_encoder_is_refused_before_sampling(told) -> None:
    with pytest.raises(
        PartsError, match=r"positive: tandem-mini reads CONDITIONING \[batch, 25, 24\], got \[1, 8, 3840\]"
    ):
        told([[torch.zeros(1, 8, 3840), {}]])


def test_a_negative_scale_is_the_family_s_own(tiny_model) -> None:
    resolved = replace(SETTINGS, picture_scale=-1.0, sound_scale=0.5).resolved(tiny_model)
    assert (resolved.picture_scale, resolved.sound_scale) == (tiny_model.defaults.picture_scale, 0.5)
    assert resolved.sentence().endswith(f"scales {tiny_model.defaults.picture_scale:g} (picture) and 0.5 (sound).")


def test_core_s_easycache_leaves_out_predictions_of_both_streams(tiny_model, positive, negative, blank) -> None:
    patched = EasyCacheNode.execute(tiny_model.model, 5.0, 0.0, 1.0, False).result[0]
    cached_model = replace(tiny_model, parts=replace(tiny_model.parts, model=patched))
    clip, settings = ReadLatent(blank, None, None, FRAME_RATE), replace(SETTINGS, steps=6)
    prompts = told_take(tiny_model, positive, negative, clip, settings)
    cached, whole = (
        sample_take(model, *prompts, blank, None, settings, lambda *_: None) for model in (cached_model, tiny_model)
    )
    assert cached.audio.shape == whole.audio.shape and cached.audio.isfinite().all()
    assert not torch.equal(cached.video, whole.video) and not torch.equal(cached.audio, whole.audio)


def test_a_second_pass_without_fresh_noise_is_told_nothing_new(tiny_model, drum, blank) -> None:
    shapes = [tuple(blank.video.shape), tuple(blank.audio.shape)]
    asked = tiny_model.model.model.extra_conds(
        noise=torch.zeros(1, 1, 8), device="cpu", latent_shapes=shapes, cross_attn=drum[0][0], prompt_type="positive"
    )
    assert torch.equal(asked["c_crossattn"].cond, drum[0][0]) and not asked["script"].cond.any()


def test_prompts_joined_by_core_s_concat_are_refused_in_words(tiny_model, drum, blank) -> None:
    shapes = [tuple(blank.video.shape), tuple(blank.audio.shape)]
    joined = torch.cat([drum[0][0], drum[0][0]], dim=1)
    with pytest.raises(LatentError, match=r"reads CONDITIONING \[batch, 25, 24\], got \[1, 50, 24\]"):
        tiny_model.model.model.extra_conds(noise=blank.video, device="cpu", latent_shapes=shapes, cross_attn=joined)


def test_a_prompt_is_not_cut_by_a_context_window_of_its_own_length(tiny_model) -> None:
    kept = tiny_model.model.model.resize_cond_for_context_window("c_crossattn", "the prompt", None, None, "cpu")
    assert kept == "the prompt"
