"""The rest of the guidance formula, in every family, against core's own forwards."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import comfy.samplers
import pytest
import torch
from comfy.patcher_extension import WrappersMP
from comfy_extras.nodes_easycache import EasyCacheNode
from tandem.engine.latents import AVLatent
from tandem.engine.sampling.guidance import Guidance, GuidanceError, StepWindow
from tandem.engine.sampling.schedule import linear_sigmas
from tandem.model_loader.av_latents import nested
from tandem.model_loader.guider import StreamGuider, for_model
from tandem.model_loader.self_attention import without_self_attention
from tandem.model_loader.stream_cut import cut_options

ROUNDING = 1e-5


def sampled(
    case, guidance: Guidance, steps: int = 1, watch: Callable | None = None, sampler: str = "euler"
) -> AVLatent:
    """A clip of `case`. `watch` is another node's `sampler_post_cfg_function`."""
    model = case.model.clone()
    if watch is not None:
        model.set_model_sampler_post_cfg_function(watch)
    guider = StreamGuider(model)
    guider.set_conds(case.positive, case.negative)
    guider.set_guidance(guidance)
    noise = case.noise(1)
    sigmas = linear_sigmas(steps) * 0.9
    chosen = comfy.samplers.sampler_object(sampler)
    result = guider.sample(nested(noise), nested(noise.map(torch.zeros_like)), chosen, sigmas, seed=0)
    return AVLatent(*result.unbind())


def core_predicts(args: dict, options: dict, cond: list | None = None) -> torch.Tensor:
    """One of core's own forwards from what it passes to a hook, with other transformer_options."""
    told = {**args["model_options"], "transformer_options": options}
    return comfy.samplers.calc_cond_batch(args["model"], [cond or args["cond"]], args["input"], args["sigma"], told)[0]


def pushed(case, guidance: Guidance, expect: Callable[[dict], torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """What another node's hook gets as the guided prediction of the only step, and what `expect` makes of its input."""
    seen = []

    def watch(args):
        seen.append((args["denoised"], expect(args)))
        return args["denoised"]

    sampled(case, guidance, watch=watch)
    (found,) = seen
    return found


def by_formula(args: dict, picture: int, guidance: Guidance) -> torch.Tensor:
    """Every forward once more, and the formula written out for each stream; the first `picture` values are its."""
    options = args["model_options"]["transformer_options"]
    prompted, unprompted = core_predicts(args, options), core_predicts(args, options, args["uncond"])
    apart = core_predicts(args, cut_options(args["model"], options, picture=True, sound=True))
    guided = []
    for part, scale, sync in (
        (slice(0, picture), guidance.picture_scale, guidance.picture_sync),
        (slice(picture, None), guidance.sound_scale, guidance.sound_sync),
    ):
        c, u, a = prompted[..., part], unprompted[..., part], apart[..., part]
        guided.append(c + (scale - 1) * (c - u) + (sync - 1) * (c - a))
    return torch.cat(guided, dim=-1)


SYNCED = Guidance(picture_scale=3.0, sound_scale=7.0, picture_sync=3.0, sound_sync=2.0)


def test_the_result_is_the_formula_over_core_s_own_forwards(joint_case) -> None:
    picture = math.prod(joint_case.shapes[0][1:])
    found, expected = pushed(joint_case, SYNCED, lambda args: by_formula(args, picture, SYNCED))
    assert (found - expected).abs().max() < ROUNDING * expected.abs().max()


def test_the_streams_apart_make_a_difference(joint_case) -> None:
    plain, synced = sampled(joint_case, SYNCED.with_scales(1.0, 1.0)), sampled(joint_case, Guidance())
    assert (plain.video - synced.video).abs().max() > 1e-3 and (plain.audio - synced.audio).abs().max() > 1e-3


def test_scales_of_one_and_nothing_else_are_core_to_the_last_bit(joint_case) -> None:
    core = comfy.samplers.CFGGuider(joint_case.model)
    core.set_conds(joint_case.positive, joint_case.negative)
    core.set_cfg(1.0)
    noise, euler = joint_case.noise(1), comfy.samplers.sampler_object("euler")
    result = core.sample(nested(noise), nested(noise.map(torch.zeros_like)), euler, linear_sigmas(2) * 0.9, seed=0)
    ours = sampled(joint_case, Guidance(rescale=0.7), steps=2)
    assert all(torch.equal(a, b) for a, b in zip((ours.video, ours.audio), result.unbind(), strict=True))


@pytest.mark.parametrize("rescale", [0.0, 0.7])
def test_in_one_step_a_stream_s_numbers_leave_the_other_stream_as_it_is(joint_case, rescale) -> None:
    base = Guidance(2.0, 3.0, 1.0, 2.0, rescale)
    one, picture, sound = (
        sampled(joint_case, guidance)
        for guidance in (base, Guidance(5.0, 3.0, 4.0, 2.0, rescale), Guidance(2.0, 6.0, 1.0, 1.5, rescale))
    )
    assert torch.equal(one.audio, picture.audio) and not torch.equal(one.video, picture.video)
    assert torch.equal(one.video, sound.video) and not torch.equal(one.audio, sound.audio)


def test_each_stream_is_brought_back_to_the_spread_of_its_prompted_prediction(joint_case) -> None:
    picture = math.prod(joint_case.shapes[0][1:])
    rescaled = Guidance(3.0, 7.0, 3.0, 3.0, rescale=1.0)
    found, prompted = pushed(joint_case, rescaled, lambda args: args["cond_denoised"])
    for part in (slice(0, picture), slice(picture, None)):
        assert torch.isclose(found[..., part].std(), prompted[..., part].std(), rtol=1e-4)


def test_spatio_temporal_guidance_is_its_formula(ltx_case) -> None:
    def formula(args: dict) -> torch.Tensor:
        options = args["model_options"]["transformer_options"]
        c, u = core_predicts(args, options), core_predicts(args, options, args["uncond"])
        with without_self_attention(args["model"].diffusion_model, [1]):
            p = core_predicts(args, options)
        assert (c - p).abs().max() > 1e-3
        return c + (2.0 - 1) * (c - u) + 1.5 * (c - p)

    perturbed = Guidance(picture_scale=2.0, sound_scale=2.0, stg_scale=1.5, stg_blocks=(1,))
    found, expected = pushed(ltx_case, perturbed, formula)
    assert (found - expected).abs().max() < ROUNDING * expected.abs().max()


def counted(case, model) -> tuple[Any, list[int]]:
    """`case` with `model`, and a list that grows by the batch of every forward of its network."""
    predictions: list[int] = []

    def count(executor, x, *args, **kwargs):
        predictions.append(len(x[0]))
        return executor(x, *args, **kwargs)

    model.add_wrapper(WrappersMP.DIFFUSION_MODEL, count)
    return type(case)(model, case.positive, case.negative, case.shapes), predictions


@pytest.mark.parametrize("sampler", ["euler", "res_multistep"])
def test_the_model_predicts_as_often_as_is_said(ltx_case, sampler) -> None:
    case, predictions = counted(ltx_case, ltx_case.model.clone())
    half, thirds = StepWindow(0.0, 0.5), StepWindow(every=3)
    guidance = Guidance(3.0, 7.0, 3.0, 3.0, 0.7, 1.0, (0, 1), sync_window=half, stg_window=thirds)
    sampled(case, guidance, steps=6, sampler=sampler)
    assert sum(predictions) == guidance.forwards(6) == 6 * 2 + 3 + 2


def test_easycache_still_leaves_predictions_out_and_takes_none_for_another(ltx_case) -> None:
    """It keeps predictions by the prompt's id: that of the streams apart must not pass for the joint one.

    A sync of almost 1 computes the streams apart and moves nothing, so EasyCache must decide as without it.
    """
    found, counts = [], []
    for guidance in (Guidance(3.0, 3.0), Guidance(3.0, 3.0, picture_sync=1.000001)):
        cached = EasyCacheNode.execute(ltx_case.model, 0.5, 0.0, 1.0, False).result[0]
        case, predictions = counted(ltx_case, cached)
        found.append(sampled(case, guidance, steps=10))
        counts.append(sum(predictions))
    assert counts[0] < 2 * 10 and counts[1] == counts[0] + 10
    assert (found[0].video - found[1].video).abs().max() < 1e-3
    assert (found[0].audio - found[1].audio).abs().max() < 1e-3


def test_outside_its_window_a_part_is_absent(ltx_case) -> None:
    never = Guidance(3.0, 7.0, 3.0, 3.0, sync_window=StepWindow(0.0, 0.1))
    assert never.forwards(2) == 4
    found, plain = sampled(ltx_case, never, steps=2), sampled(ltx_case, Guidance(3.0, 7.0), steps=2)
    assert torch.equal(found.video, plain.video) and torch.equal(found.audio, plain.audio)


def test_what_a_model_cannot_be_given_is_refused_before_sampling(mini_case) -> None:
    guider = StreamGuider(mini_case.model)
    with pytest.raises(GuidanceError, match="^stg_scale: expected 0, "):
        guider.set_guidance(Guidance(stg_scale=1.0))


def test_everything_that_is_refused_stands_in_one_message() -> None:
    with pytest.raises(GuidanceError, match=r"^picture_sync, sound_sync: .*; set both to 1; stg_scale: expected 0, "):
        for_model(Guidance(sound_sync=3.0, stg_scale=1.0), torch.nn.Linear(1, 1))
    assert for_model(Guidance(3.0, 7.0, rescale=0.7), torch.nn.Linear(1, 1)) == Guidance(3.0, 7.0, rescale=0.7)


def test_the_family_s_block_is_refused_where_the_model_is_too_small_for_it(ltx_case) -> None:
    with pytest.raises(GuidanceError, match=r"^stg_block: expected 0 to 1 for this model, got 29"):
        StreamGuider(ltx_case.model).set_guidance(Guidance(stg_scale=1.0))
