"""Our guider against core's own, and against the reference sampler."""

from __future__ import annotations

import comfy.samplers
import pytest
import torch
from comfy.patcher_extension import WrappersMP
from tandem.engine.latents import AVLatent
from tandem.engine.mini.telling import told
from tandem.engine.sampling.flow import sample
from tandem.engine.sampling.guidance import Guidance
from tandem.engine.sampling.noise import batch_seeds, picture_noise, sound_noise
from tandem.engine.sampling.schedule import linear_sigmas
from tandem.model_loader.av_latents import nested
from tandem.model_loader.guider import StreamGuider
from tandem.model_loader.joint_model import script_for
from tandem.model_loader.take import script_of

STEPS = 3
SEED = 0
CORE_TOLERANCE = 1e-5


@pytest.fixture
def noise(blank) -> AVLatent:
    return AVLatent(picture_noise(blank.video.shape, [1]), sound_noise(blank.audio.shape, [2]))


def run(guider, noise: AVLatent, blank: AVLatent, mask: AVLatent | None = None, steps: int = STEPS) -> AVLatent:
    euler = comfy.samplers.sampler_object("euler")
    locks = None if mask is None else nested(mask)
    result = guider.sample(nested(noise), nested(blank), euler, linear_sigmas(steps), denoise_mask=locks, seed=SEED)
    return AVLatent(*result.unbind())


def stream_guider(model, positive, negative, picture: float, sound: float) -> StreamGuider:
    guider = StreamGuider(model.model)
    guider.set_conds(positive, negative)
    guider.set_guidance(Guidance(picture_scale=picture, sound_scale=sound))
    return guider


def difference(a: AVLatent, b: AVLatent) -> float:
    return max(float((a.video - b.video).abs().max()), float((a.audio - b.audio).abs().max()))


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_equal_scales_are_core_s_own_guidance(tiny_model, positive, negative, noise, blank, scale) -> None:
    core = comfy.samplers.CFGGuider(tiny_model.model)
    core.set_conds(positive, negative)
    core.set_cfg(scale)
    ours = run(stream_guider(tiny_model, positive, negative, scale, scale), noise, blank)
    assert difference(ours, run(core, noise, blank)) == 0


def test_the_formula_for_two_scales_agrees_with_core_where_they_are_nearly_equal(
    tiny_model, positive, negative, noise, blank
) -> None:
    core = comfy.samplers.CFGGuider(tiny_model.model)
    core.set_conds(positive, negative)
    core.set_cfg(3.0)
    ours = run(stream_guider(tiny_model, positive, negative, 3.0, 3.0 + 1e-7), noise, blank)
    assert difference(ours, run(core, noise, blank)) < CORE_TOLERANCE


@pytest.mark.parametrize(("picture", "sound"), [(2.0, 2.0), (3.0, 1.5), (1.0, 4.0)])
def test_comfyui_samples_what_the_reference_sampler_samples(
    tiny_model, positive, negative, noise, blank, picture, sound
) -> None:
    ours = run(stream_guider(tiny_model, positive, negative, picture, sound), noise, blank)
    script = script_for(script_of(positive), blank.audio.shape[2])
    prompt = told(positive[0][0], script, batch_seeds(SEED, 1))
    reference = sample(
        tiny_model.model.model.diffusion_model,
        context=prompt.context,
        script=prompt.script,
        video_latents=blank.video_latents,
        video_seeds=[1],
        audio_seeds=[2],
        steps=STEPS,
        picture_scale=picture,
        sound_scale=sound,
        autocast=False,
    )
    assert difference(ours, AVLatent(*reference)) < CORE_TOLERANCE


def test_in_one_step_each_scale_moves_its_own_stream_alone(tiny_model, positive, negative, noise, blank) -> None:
    base, sound, picture = (
        run(stream_guider(tiny_model, positive, negative, *scales), noise, blank, steps=1)
        for scales in ((2.0, 3.0), (2.0, 5.0), (4.0, 3.0))
    )
    assert torch.equal(base.video, sound.video) and not torch.equal(base.audio, sound.audio)
    assert torch.equal(base.audio, picture.audio) and not torch.equal(base.video, picture.video)


def test_scales_of_one_predict_once_per_step(tiny_model, positive, negative, noise, blank, monkeypatch) -> None:
    batches = []
    network = tiny_model.model.model.diffusion_model
    forward = network.predict
    monkeypatch.setattr(network, "predict", lambda x, *a, **k: batches.append(len(x[0])) or forward(x, *a, **k))
    run(stream_guider(tiny_model, positive, negative, 1.0, 1.0), noise, blank)
    assert batches == [1] * STEPS
    batches.clear()
    run(stream_guider(tiny_model, positive, negative, 1.0, 2.0), noise, blank)
    assert batches == [2] * STEPS


def test_a_formula_that_another_node_put_on_the_model_is_kept(tiny_model, positive, negative, noise, blank) -> None:
    patched = tiny_model.model.clone()
    patched.set_model_sampler_cfg_function(lambda args: args["cond"])
    guider = StreamGuider(patched)
    guider.set_conds(positive, negative)
    guider.set_guidance(Guidance(picture_scale=3.0, sound_scale=5.0))
    prompted = run(stream_guider(tiny_model, positive, negative, 1.0, 1.0), noise, blank)
    assert difference(run(guider, noise, blank), prompted) < 1e-4


SYNCED = Guidance(picture_scale=3.0, sound_scale=2.0, picture_sync=3.0, sound_sync=3.0)


def guided(patched, positive, negative, guidance: Guidance) -> StreamGuider:
    guider = StreamGuider(patched)
    guider.set_conds(positive, negative)
    guider.set_guidance(guidance)
    return guider


def test_hooks_of_other_nodes_run_in_their_order_and_see_the_whole_guidance(
    tiny_model, positive, negative, noise, blank
) -> None:
    patched, seen = tiny_model.model.clone(), []

    def pre(args):
        seen.append("pre")
        return args["conds_out"]

    def post(name: str):
        def hook(args):
            seen.append((name, args["denoised"].clone()))
            return args["denoised"] * 0.5

        return hook

    patched.set_model_sampler_pre_cfg_function(pre)
    patched.set_model_sampler_post_cfg_function(post("first"))
    patched.set_model_sampler_post_cfg_function(post("second"))
    halved = run(guided(patched, positive, negative, SYNCED), noise, blank, steps=1)
    whole = run(guided(tiny_model.model, positive, negative, SYNCED), noise, blank, steps=1)
    (before, (first, one), (second, two)) = seen
    assert (before, first, second) == ("pre", "first", "second")
    assert torch.equal(two, one * 0.5)
    # One Euler step from sigma 1 to 0 ends at the prediction that the last hook returned.
    assert difference(AVLatent(halved.video * 4, halved.audio * 4), whole) < CORE_TOLERANCE


def test_a_formula_of_another_node_is_pushed_from_where_it_leads(tiny_model, positive, negative, noise, blank) -> None:
    """The formula is theirs; what is added to it is the same as to core's."""
    patched = tiny_model.model.clone()
    patched.set_model_sampler_cfg_function(lambda args: args["cond"])
    ours = run(guided(patched, positive, negative, SYNCED), noise, blank, steps=1)
    alone = run(guided(tiny_model.model, positive, negative, SYNCED.with_scales(1.0, 1.0)), noise, blank, steps=1)
    assert difference(ours, alone) < CORE_TOLERANCE


def test_combined_prompts_are_one_prompt_to_every_part_of_the_formula(
    tiny_model, positive, negative, noise, blank
) -> None:
    """Core averages what combined prompts predict, so the same one twice changes nothing, and another one does."""
    once, twice, mixed = (
        run(guided(tiny_model.model, prompt, negative, SYNCED), noise, blank)
        for prompt in (positive, [*positive, *positive], [*positive, *negative])
    )
    assert difference(once, twice) < 1e-4
    assert difference(once, mixed) > 1e-3


def predictions(patched) -> list[int]:
    """A list that grows by the batch of every forward of the transformer."""
    counted: list[int] = []

    def count(executor, x, *args, **kwargs):
        counted.append(len(x[0]))
        return executor(x, *args, **kwargs)

    patched.add_wrapper(WrappersMP.DIFFUSION_MODEL, count)
    return counted


def test_a_wrapper_around_the_model_sees_every_prediction(tiny_model, positive, negative, noise, blank) -> None:
    patched = tiny_model.model.clone()
    counted = predictions(patched)
    run(guided(patched, positive, negative, SYNCED), noise, blank)
    assert sum(counted) == SYNCED.forwards(STEPS)
