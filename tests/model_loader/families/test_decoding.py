"""Frames are core's, and the sound is core's cut or lengthened to exactly the picture's end."""

from __future__ import annotations

from fractions import Fraction

import pytest
import torch
from comfy_extras.nodes_audio import VAEDecodeAudio
from tandem.engine.families.request import ClipRequest
from tandem.engine.latents import AVLatent
from tandem.model_loader.blank import blank_clip
from tandem.model_loader.decoding import decode_frames, decode_samples

RATES = {"ltx-2": 24_000, "ltx-2.3": 48_000, "minimax-h3": 32_000}
TINY = list(RATES)
REACH_S = {"ltx-2": 0.12, "ltx-2.3": 0.12, "minimax-h3": 0.2}
"""How far from its end the tiny decoders hear what follows."""
ROUNDING = 1e-4
CASES = [(name, rate) for name in ("ltx-2", "ltx-2.3") for rate in (23.976, 24.0, 25.0, 29.97, 50.0)]


def random_clip(model, seconds: float, frame_rate: float = 0.0) -> tuple[AVLatent, Fraction, int]:
    """Latents of random numbers, with the clip's frame rate and number of frames."""
    canvas = model.family.rules.canvas(ClipRequest(seconds, 64, 64, frame_rate, clean_grid=False))
    generator = torch.Generator().manual_seed(6)
    clip = blank_clip(model, canvas).map(lambda stream: torch.randn(stream.shape, generator=generator))
    return clip, canvas.frame_rate, canvas.frames


@pytest.mark.parametrize("name", TINY)
@pytest.mark.parametrize("seconds", [0.4, 1.0])
def test_frames_are_those_of_core_s_vae_and_as_many_as_the_canvas_says(family_model, name, seconds) -> None:
    model = family_model(name)
    clip, _, frames = random_clip(model, seconds)
    found = decode_frames(model, clip)
    assert found.shape == (frames, 64, 64, 3)
    assert torch.equal(found, model.picture_vae.decode(clip.video)[0])


@pytest.mark.parametrize(("name", "rate"), [*CASES, ("minimax-h3", 24.0)])
def test_the_sound_is_as_long_as_the_picture_to_the_sample(family_model, name, rate) -> None:
    model = family_model(name)
    for seconds in (0.4, 1.0):
        clip, frame_rate, frames = random_clip(model, seconds, rate)
        found = decode_samples(model, clip, frame_rate)
        assert model.sample_rate_hz == RATES[name]
        assert found.shape == (1, 2, round(frames / frame_rate * RATES[name]))
        assert torch.equal(found, decoded_by_core(model, clip.audio, found.shape[-1]))


def decoded_by_core(model, audio: torch.Tensor, samples: int) -> torch.Tensor:
    """Core's decoder on the latents and, until it is long enough, on the last one again; the rest cut off."""
    time = model.family.sound_time_dim
    last = audio.narrow(time, audio.shape[time] - 1, 1)
    while (waveform := model.sound_vae.decode(audio).movedim(-1, 1)).shape[-1] < samples:
        audio = torch.cat([audio, last], dim=time)
    return waveform[..., :samples]


@pytest.mark.parametrize(("name", "seconds"), [("ltx-2", 0.4), ("ltx-2.3", 0.4), ("minimax-h3", 2.3)])
def test_what_is_added_at_the_end_is_sound_and_nothing_before_its_reach_changes(family_model, name, seconds) -> None:
    model = family_model(name)
    clip, frame_rate, _ = random_clip(model, seconds)
    found, plain = decode_samples(model, clip, frame_rate), model.sound_vae.decode(clip.audio).movedim(-1, 1)
    added = found[..., plain.shape[-1] :]
    assert added.shape[-1] > 0 and added.std() > plain.std() / 3
    kept = plain.shape[-1] - round(REACH_S[name] * RATES[name])
    assert (found[..., :kept] - plain[..., :kept]).abs().max() < ROUNDING
    silence = AVLatent(clip.video, torch.cat([clip.audio, torch.zeros_like(clip.audio)], model.family.sound_time_dim))
    filled = decode_samples(model, silence, frame_rate)
    assert (added - filled[..., plain.shape[-1] :]).abs().max() > 0.01


@pytest.mark.parametrize("name", TINY)
def test_the_level_stays_where_core_s_own_node_turns_a_loud_clip_down(family_model, name) -> None:
    model = family_model(name)
    clip, frame_rate, _ = random_clip(model, 1.0, 24.0)
    ours = decode_samples(model, clip, frame_rate)
    core = VAEDecodeAudio.execute(model.sound_vae, {"samples": clip.audio})[0]
    assert core["sample_rate"] == model.sample_rate_hz
    gain = (5 * model.sound_vae.decode(clip.audio).std()).clamp(min=1)
    assert (gain > 1.05) == (name != "minimax-h3")
    common = min(ours.shape[-1], core["waveform"].shape[-1])
    assert torch.allclose(ours[..., :common], core["waveform"][..., :common] * gain, atol=ROUNDING)


@pytest.mark.parametrize("name", ["ltx-2", "ltx-2.3"])
def test_the_clips_of_a_batch_follow_each_other_in_both_streams(family_model, name) -> None:
    model = family_model(name)
    first, rate, frames = random_clip(model, 0.4)
    second = first.map(lambda stream: stream.flip(0, 2))
    both = AVLatent(torch.cat([first.video, second.video]), torch.cat([first.audio, second.audio]))
    pictures, sound = decode_frames(model, both), decode_samples(model, both, rate)
    assert torch.allclose(pictures[frames:], decode_frames(model, second), atol=ROUNDING)
    assert torch.allclose(sound[..., sound.shape[-1] // 2 :], decode_samples(model, second, rate), atol=ROUNDING)
