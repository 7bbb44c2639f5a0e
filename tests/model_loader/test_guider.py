"""Our guider against core's own, and against the reference sampler."""

from __future__ import annotations

import comfy.samplers
import pytest
import torch
from tandem.engine.latents import AVLatent
from tandem.engine.sampling.flow import sample
from tandem.engine.sampling.guidance import StreamScales
from tandem.engine.sampling.noise import picture_noise, sound_noise
from tandem.engine.sampling.schedule import linear_sigmas
from tandem.model_loader.av_latents import nested
from tandem.model_loader.guider import StreamGuider
from tandem.model_loader.joint_model import script_for
from tandem.model_loader.take import script_of

STEPS = 3
CORE_TOLERANCE = 1e-5


@pytest.fixture
def noise(blank) -> AVLatent:
    return AVLatent(picture_noise(blank.video.shape, [1]), sound_noise(blank.audio.shape, [2]))


def run(guider, noise: AVLatent, blank: AVLatent, mask: AVLatent | None = None, steps: int = STEPS) -> AVLatent:
    euler = comfy.samplers.sampler_object("euler")
    locks = None if mask is None else nested(mask)
    result = guider.sample(nested(noise), nested(blank), euler, linear_sigmas(steps), denoise_mask=locks, seed=0)
    return AVLatent(*result.unbind())


def stream_guider(model, positive, negative, picture: float, sound: float) -> StreamGuider:
    guider = StreamGuider(model.model)
    guider.set_conds(positive, negative)
    guider.set_scales(StreamScales(picture, sound))
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
    reference = sample(
        tiny_model.model.model.diffusion_model,
        context=positive[0][0],
        script=script_for(script_of(positive), blank.audio.shape[2]),
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
    guider.set_scales(StreamScales(3.0, 5.0))
    prompted = run(stream_guider(tiny_model, positive, negative, 1.0, 1.0), noise, blank)
    assert difference(run(guider, noise, blank), prompted) < 1e-4
