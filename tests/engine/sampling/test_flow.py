"""The reference sampler."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.mini import geometry
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.transformer import JointTransformer
from tandem.engine.sampling.flow import euler, sample
from tandem.engine.sampling.schedule import linear_sigmas

LATENTS = 12


@pytest.fixture(scope="module")
def transformer() -> JointTransformer:
    torch.manual_seed(0)
    return JointTransformer(width=64, depth=2, heads=2, hidden=128).eval()


def run(transformer: JointTransformer, **changes):
    context = one_hot({"scene": "drum"})[None]
    options = {"script": None, "video_latents": LATENTS, "video_seeds": [1], "audio_seeds": [2], "steps": 3}
    return sample(transformer, context=context, autocast=False, **{**options, **changes})


def test_the_steps_arrive_at_what_a_sure_model_predicts() -> None:
    target = (torch.full((1, 4), 0.3), torch.full((1, 2), -0.7))
    start = (torch.randn(1, 4), torch.randn(1, 2))
    end = euler(lambda streams, sigma: target, start, linear_sigmas(5).tolist())
    assert all(torch.allclose(x, t, atol=1e-6) for x, t in zip(end, target, strict=True))


def test_the_result_has_the_shape_of_the_clip(transformer) -> None:
    video, audio = run(transformer)
    assert video.shape == geometry.video_latent_shape(LATENTS) and audio.shape == geometry.audio_latent_shape(LATENTS)


def test_the_same_seeds_give_the_same_clip(transformer) -> None:
    assert all(torch.equal(a, b) for a, b in zip(run(transformer), run(transformer), strict=True))


def test_in_one_step_the_sound_scale_leaves_the_picture_bit_equal(transformer) -> None:
    video, audio = run(transformer, steps=1)
    other_video, other_audio = run(transformer, steps=1, sound_scale=5.0)
    assert torch.equal(video, other_video) and not torch.equal(audio, other_audio)


def test_scales_of_one_equal_the_guided_formula_at_one(transformer) -> None:
    plain = run(transformer, picture_scale=1.0, sound_scale=1.0)
    guided = run(transformer, picture_scale=1.0 + 1e-6, sound_scale=1.0 + 1e-6)
    assert all(torch.allclose(a, b, atol=1e-3) for a, b in zip(plain, guided, strict=True))


def test_locked_parts_come_out_bit_for_bit(transformer) -> None:
    known, mask = torch.randn(geometry.video_latent_shape(LATENTS)), torch.ones(1, 1, LATENTS, 1, 1)
    mask[:, :, :4] = 0
    video, _ = run(transformer, known_video=known, video_mask=mask)
    assert torch.equal(video[:, :, :4], known[:, :, :4])
    assert not torch.equal(video[:, :, 4:], known[:, :, 4:])


def test_a_known_stream_without_a_mask_is_kept_whole_and_moves_the_other(transformer) -> None:
    known = torch.randn(geometry.audio_latent_shape(LATENTS))
    video, audio = run(transformer, known_audio=known)
    assert torch.equal(audio, known) and not torch.equal(video, run(transformer)[0])


def test_a_missing_script_is_an_empty_one(transformer) -> None:
    empty = torch.zeros(1, 4 * LATENTS, COLUMNS, dtype=torch.int64)
    assert all(torch.equal(a, b) for a, b in zip(run(transformer), run(transformer, script=empty), strict=True))


def test_a_clip_of_a_batch_is_the_clip_alone(transformer) -> None:
    context = one_hot({"scene": "drum"})[None].repeat(2, 1, 1)
    both = sample(
        transformer, context=context, script=None, video_latents=LATENTS, video_seeds=[1, 9], audio_seeds=[2, 9],
        steps=3, autocast=False,
    )  # fmt: skip
    assert all(torch.allclose(a[:1], b, atol=1e-4) for a, b in zip(both, run(transformer), strict=True))
