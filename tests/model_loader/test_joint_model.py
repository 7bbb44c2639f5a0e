"""tandem-mini as core's samplers see it."""

from __future__ import annotations

import comfy.context_windows
import comfy.samplers
import pytest
import torch
from tandem.engine.latents import LatentError
from tandem.engine.mini import geometry
from tandem.engine.mini.picture_tokens import TOKENS_PER_LATENT
from tandem.engine.mini.text.script import COLUMNS
from tandem.model_loader.av_latents import free_mask, nested
from tandem.model_loader.joint_model import require_mini_shapes, script_for

SHAPES = [geometry.video_latent_shape(12), geometry.audio_latent_shape(12)]


def core_sample(model, positive, negative, latent, mask=None, sigmas=None) -> tuple[torch.Tensor, torch.Tensor]:
    """Core's own path, as KSampler takes it."""
    torch.manual_seed(0)
    noise = latent.map(torch.randn_like)
    steps = torch.tensor([1.0, 0.5, 0.0]) if sigmas is None else sigmas
    euler = comfy.samplers.sampler_object("euler")
    locks = None if mask is None else nested(mask)
    result = comfy.samplers.sample(
        model, nested(noise), positive, negative, 2.0, model.load_device, euler, steps, latent_image=nested(latent),
        denoise_mask=locks, seed=0,
    )  # fmt: skip
    return tuple(result.unbind())


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        ([(1, 64, 12, 8, 8)], "picture and sound together"),
        ([(1, 128, 12, 8, 8), (1, 8, 50, 16)], "another model"),
        ([(1, 64, 12, 8, 8), (1, 32, 40, 1)], "12 video latents need"),
    ],
)
def test_a_latent_of_another_model_is_refused_with_what_was_expected(shapes, said) -> None:
    with pytest.raises(LatentError, match=said):
        require_mini_shapes(shapes)


def test_core_s_sampler_refuses_a_picture_without_sound_before_it_samples(tiny_model, positive, negative) -> None:
    video = torch.zeros(geometry.video_latent_shape(12))
    euler = comfy.samplers.sampler_object("euler")
    with pytest.raises(LatentError, match="picture and sound together"):
        comfy.samplers.sample(
            tiny_model.model, video, positive, negative, 1.0, tiny_model.model.load_device, euler,
            torch.tensor([1.0, 0.0]), latent_image=video, seed=0,
        )  # fmt: skip


def test_a_prompt_without_speech_gets_an_empty_script_of_the_clip_s_length() -> None:
    assert torch.equal(script_for(None, 48), torch.zeros(1, 48, COLUMNS, dtype=torch.int64))
    assert script_for(torch.ones(1, 10, COLUMNS, dtype=torch.int64), 48)[:, 10:].eq(0).all()
    assert script_for(torch.ones(1, 60, COLUMNS, dtype=torch.int64), 48).shape == (1, 48, COLUMNS)


def test_the_script_changes_what_core_samples(tiny_model, positive, negative, blank) -> None:
    silent = [[positive[0][0], {k: v for k, v in positive[0][1].items() if k != "tandem_script"}]]
    _, spoken_sound = core_sample(tiny_model.model, positive, negative, blank)
    _, silent_sound = core_sample(tiny_model.model, silent, negative, blank)
    assert not torch.equal(spoken_sound, silent_sound)


def test_locked_latents_are_told_to_the_model_as_clean_and_enter_clean(
    tiny_model, positive, negative, noise_clip, monkeypatch
) -> None:
    seen = []
    network = tiny_model.model.model.diffusion_model
    forward = network.predict
    monkeypatch.setattr(network, "predict", lambda x, t, *a, **k: seen.append((x, t)) or forward(x, t, *a, **k))
    mask = free_mask(noise_clip)
    mask.video[:, :, :2] = 0
    mask.audio[:, :, :8] = 0
    core_sample(tiny_model.model, positive, negative, noise_clip, mask)
    (video, audio), (picture_times, sound_times) = seen[0]
    kept = 2 * TOKENS_PER_LATENT
    assert torch.equal(picture_times[0], torch.tensor([0.0] * kept + [1.0] * (12 * TOKENS_PER_LATENT - kept)))
    assert torch.equal(sound_times[0], torch.tensor([0.0] * 8 + [1.0] * 40))
    assert torch.allclose(video[:1, :, :2], noise_clip.video[:, :, :2])
    assert torch.allclose(audio[:1, :, :8], noise_clip.audio[:, :, :8])


def test_core_s_context_windows_cut_the_script_and_the_sound_with_the_picture(
    tiny_model, positive, negative, noise_clip, monkeypatch
) -> None:
    seen = []
    network = tiny_model.model.model.diffusion_model
    forward = network.predict

    def watch(x, t, *a, **k):
        seen.append((x[0].shape[2], x[1].shape[2], k["script"].shape[1], t[1].shape[-1]))
        return forward(x, t, *a, **k)

    monkeypatch.setattr(network, "predict", watch)
    model = tiny_model.model.clone()
    model.model_options["context_handler"] = comfy.context_windows.IndexListContextHandler(
        context_schedule=comfy.context_windows.get_matching_context_schedule("standard_static"),
        fuse_method=comfy.context_windows.get_matching_fuse_method("pyramid"),
        context_length=8,
        context_overlap=2,
        dim=2,
    )
    mask = free_mask(noise_clip)
    mask.audio[:, :, :8] = 0
    video, audio = core_sample(model, positive, negative, noise_clip, mask)
    assert video.shape == noise_clip.video.shape and audio.isfinite().all()
    assert {row[1:] for row in seen} == {(32, 32, 32)}
    assert {row[0] for row in seen} == {8, 9}  # 9: core's extra picture latent before a later window


def test_core_s_preview_has_the_colours_of_the_model(tiny_model) -> None:
    latent_format = tiny_model.model.get_model_object("latent_format")
    assert len(latent_format.latent_rgb_factors) == geometry.VIDEO_CHANNELS
    assert len(latent_format.latent_rgb_factors_bias) == 3
