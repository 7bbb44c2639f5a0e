"""The sound of a clip locked to a recording."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.media.sound import SoundError
from tandem.engine.mini.geometry import FRAME_RATE, SAMPLE_RATE_HZ
from tandem.model_loader.av_latents import ReadLatent, free_mask
from tandem.model_loader.families.minimax_h3 import H3Family
from tandem.model_loader.families.parts import PartsError
from tandem.model_loader.sound_anchors import clip_sound, sound_anchored
from tandem.model_loader.take import SampleSettings, sample_take, told_take
from tandem.model_loader.tandem_model import TandemModel

CLIP_S = 1.92
SETTINGS = SampleSettings(1, 2, steps=2, picture_scale=1.0, sound_scale=1.0, sampler="euler")


@pytest.fixture
def recording() -> dict:
    """Three seconds of stereo noise at 44.1 kHz."""
    noise = 0.1 * torch.randn(1, 2, 3 * 44100, generator=torch.Generator().manual_seed(1))
    return {"waveform": noise, "sample_rate": 44100}


@pytest.fixture
def clip(blank) -> ReadLatent:
    return ReadLatent(blank, None, None, FRAME_RATE)


def test_the_sound_has_the_clip_s_length_at_its_own_rate(tiny_model, clip, recording) -> None:
    sound = clip_sound(tiny_model, clip, recording, 0.5)
    assert sound["waveform"].shape == (1, 2, round(CLIP_S * 44100)) and sound["sample_rate"] == 44100
    assert torch.equal(sound["waveform"][0], recording["waveform"][0, :, 22050 : 22050 + round(CLIP_S * 44100)])


def test_the_latent_is_that_of_the_mono_sound_from_its_first_sample(tiny_model, clip, recording) -> None:
    mono = {"waveform": recording["waveform"][:, :1, : 16000 * 2], "sample_rate": SAMPLE_RATE_HZ}
    streams, mask = sound_anchored(tiny_model, clip, clip_sound(tiny_model, clip, mono, 0.0))
    alone = tiny_model.sound_vae.encode(mono["waveform"][..., : round(CLIP_S * 16000)].movedim(1, -1))
    assert torch.allclose(streams.audio, alone, atol=1e-5)
    assert not mask.audio.any() and mask.video.all()
    assert torch.equal(streams.video, clip.streams.video)


def test_the_sampler_keeps_the_sound_and_makes_a_picture(tiny_model, positive, negative, clip, recording) -> None:
    streams, mask = sound_anchored(tiny_model, clip, clip_sound(tiny_model, clip, recording, 0.0))
    anchored = ReadLatent(streams, mask, None, FRAME_RATE)
    prompts = told_take(tiny_model, positive, negative, anchored, SETTINGS)
    taken = sample_take(tiny_model, *prompts, streams, mask, SETTINGS, lambda *_: None)
    assert torch.equal(taken.audio, streams.audio) and taken.video.std() > 0.1


def test_a_short_sound_is_followed_by_silence_and_every_clip_of_a_batch_gets_it(tiny_model, blank, recording) -> None:
    twice = ReadLatent(blank.map(lambda s: s.repeat(2, *[1] * (s.ndim - 1))), None, None, FRAME_RATE)
    short = {**recording, "waveform": recording["waveform"][..., :44100]}
    sound = clip_sound(tiny_model, twice, short, 0.0)
    assert not sound["waveform"][..., 44100:].any()
    streams, _ = sound_anchored(tiny_model, twice, sound)
    assert streams.audio.shape == (2, 32, 48, 1) and torch.equal(streams.audio[0], streams.audio[1])


def test_locks_of_the_picture_stay(tiny_model, blank, recording) -> None:
    mask = free_mask(blank)
    mask.video[:, :, 0] = 0
    clip = ReadLatent(blank, mask, None, FRAME_RATE)
    _, locked = sound_anchored(tiny_model, clip, clip_sound(tiny_model, clip, recording, 0.0))
    assert torch.equal(locked.video, mask.video) and mask.audio.all()


def test_a_start_behind_the_end_is_refused(tiny_model, clip, recording) -> None:
    with pytest.raises(SoundError, match="start_seconds: expected 0 to 2.99 s"):
        clip_sound(tiny_model, clip, recording, 9.0)


def test_a_family_that_would_not_keep_it_refuses_before_sampling(tiny_model, clip, recording) -> None:
    sound = clip_sound(tiny_model, clip, recording, 0.0)
    with pytest.raises(PartsError, match="MiniMax H3 does not keep a given sound"):
        sound_anchored(TandemModel("h3", H3Family(), tiny_model.parts), clip, sound)
