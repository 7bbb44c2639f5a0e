"""The joint transformer on a tiny configuration: geometry, times, locks and the switches between the streams."""

import pytest
import torch
from tandem.engine.mini.geometry import audio_latent_shape, video_latent_shape
from tandem.engine.mini.picture_tokens import TOKENS_PER_LATENT, patchify, unpatchify
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.transformer import JointTransformer

LATENTS = 12


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(0)
    return JointTransformer(width=64, depth=2, heads=2, hidden=96, bridge=8).eval()


@pytest.fixture
def clip():
    g = torch.Generator().manual_seed(1)
    video = torch.randn(video_latent_shape(LATENTS), generator=g)
    audio = torch.randn(audio_latent_shape(LATENTS), generator=g)
    return video, audio, one_hot({"scene": "talk"})[None]


def predict(model, video, audio, context, times=(0.5, 0.5), **more):
    with torch.no_grad():
        return model([video, audio], tuple(torch.full((1,), t) for t in times), context, **more)


def test_patches_come_back_in_place():
    video = torch.randn(2, 64, 3, 8, 8)
    tokens = patchify(video)
    assert tokens.shape == (2, 3 * TOKENS_PER_LATENT, 256)
    assert torch.equal(unpatchify(tokens, video.shape), video)
    assert torch.equal(tokens[0, 1].reshape(64, 2, 2), video[0, :, 0, :2, 2:4])


def test_velocities_have_the_shapes_of_the_streams(model, clip):
    video, audio, context = clip
    velocity_v, velocity_a = predict(model, video, audio, context)
    assert velocity_v.shape == video.shape
    assert velocity_a.shape == audio.shape


def test_one_time_equals_the_same_time_for_every_token(model, clip):
    video, audio, context = clip
    once = predict(model, video, audio, context)
    with torch.no_grad():
        times = (torch.full((1, LATENTS * TOKENS_PER_LATENT), 0.5), torch.full((1, LATENTS * 4), 0.5))
        per_token = model([video, audio], times, context)
    for a, b in zip(once, per_token, strict=True):
        torch.testing.assert_close(a, b)


def test_sound_changes_the_picture_only_while_the_streams_are_joined(model, clip):
    video, audio, context = clip
    cut = {"a2v_cross_attn": False, "v2a_cross_attn": False}
    other = audio + torch.randn_like(audio)
    joined = predict(model, video, other, context)[0] - predict(model, video, audio, context)[0]
    apart = (
        predict(model, video, other, context, transformer_options=cut)[0]
        - predict(model, video, audio, context, transformer_options=cut)[0]
    )
    assert joined.abs().max() > 1e-4
    assert apart.abs().max() == 0


def test_prompt_and_script_change_the_prediction(model, clip):
    video, audio, context = clip
    base = predict(model, video, audio, context)[1]
    script = torch.zeros(1, LATENTS * 4, COLUMNS, dtype=torch.int64)
    script[:, 10:20, :4] = torch.tensor([5, 6, 1, 2])
    assert (predict(model, video, audio, one_hot({"scene": "bell"})[None])[1] - base).abs().max() > 1e-4
    assert (predict(model, video, audio, context, script=script)[1] - base).abs().max() > 1e-4


def test_the_prediction_is_the_clean_latent_at_every_time(model, clip):
    """`x - t * velocity` is the clean estimate, so it must not explode when t is small."""
    video, audio, context = clip
    for time in (0.05, 0.5, 1.0):
        velocity = predict(model, video, audio, context, times=(time, time))[0]
        assert (video - time * velocity).abs().max() < 50
