"""Reference voices against core's own nodes, on the tiny models."""

from __future__ import annotations

from dataclasses import replace

import comfy_extras.nodes_lt
import comfy_extras.nodes_minimax_h3
import pytest
import torch
from comfy_extras.nodes_custom_sampler import BasicGuider, CFGGuider, KSamplerSelect, SamplerCustomAdvanced
from comfy_extras.nodes_lt import LTXVReferenceAudio
from comfy_extras.nodes_minimax_h3 import MiniMaxH3ReferenceToVideo
from tandem.engine.latents import AVLatent
from tandem.engine.media.sound import SoundError
from tandem.engine.sampling.guidance import Guidance, StepWindow
from tandem.model_loader.asked_guidance import guidance_for
from tandem.model_loader.av_latents import nested, write_latent
from tandem.model_loader.families.encoded import Encoded
from tandem.model_loader.families.h3_voice import MOST_VOICES, REFERENCES_KEY, WORDING_KEY, require_no_voices
from tandem.model_loader.families.ltx_voice import USUAL_IDENTITY, VOICE_KEY
from tandem.model_loader.families.parts import PartsError
from tandem.model_loader.families.voice import IDENTITY_KEY, Identity, identity_of
from tandem.model_loader.take import SampleSettings
from tandem.model_loader.voices import with_voice

LTX = ["ltx-2", "ltx-2.3"]
CORE_RATE_HZ = {"ltx-2": 44100, "ltx-2.3": 44100, "minimax-h3": 32000}
CROP_UNIT = {"ltx-2": 4096, "ltx-2.3": 4096, "minimax-h3": 800}
"""Samples: core cuts what is no whole number of these off both ends of a sound."""
ROUNDING = 1e-5
OWN = Identity()


def recording(samples: int, rate_hz: int) -> dict:
    """Stereo noise."""
    noise = 0.1 * torch.randn(1, 2, samples, generator=torch.Generator().manual_seed(4))
    return {"waveform": noise, "sample_rate": rate_hz}


def uncropped(name: str) -> dict:
    """About 1.5 s of which core's encode drops nothing."""
    unit, rate_hz = CROP_UNIT[name], CORE_RATE_HZ[name]
    return recording(unit * round(1.5 * rate_hz / unit), rate_hz)


def voiced(one, audio: dict, identity: Identity = OWN):
    made = with_voice(one.model, one.prompt.positive, one.prompt.negative, audio, identity)
    return replace(one, prompt=Encoded(made.positive, made.negative, "")), made.notes


def ltx_by_core(one, audio: dict, scale: float) -> tuple:
    parts = one.model.parts
    prompts = one.told()
    return LTXVReferenceAudio.execute(parts.model, *prompts, audio, parts.sound_vae, scale, 0.0, 1.0).args


def h3_by_core(one, audios: list[dict]) -> list:
    wording = one.model.family.rules.dialect('A man says: "hello"').text
    named = {f"ref_audio_{number}": audio for number, audio in enumerate(audios)}
    parts, side = one.model.parts, 64
    return MiniMaxH3ReferenceToVideo.execute(
        parts.clip, parts.picture_vae, parts.sound_vae, wording, side, side, 22, ref_audios=named
    ).args[0]


def sampled_by_core(one, guider, steps: int = 2) -> AVLatent:
    class Given:
        seed = one.picture_seed

        def generate_noise(self, latent: dict):
            return nested(one.noise())

    sigmas = one.model.family.sigmas(one.model.parts, one.model.defaults, steps, one.clip.streams)
    sampler, latent = KSamplerSelect.execute("euler")[0], write_latent(one.clip.streams, one.clip.mask)
    return AVLatent(*SamplerCustomAdvanced.execute(Given(), guider, sampler, sigmas, latent)[0]["samples"].unbind())


def sampled(one, **scales: float) -> AVLatent:
    """By Tandem, with the guidance that the prompt asks for."""
    chosen = {"picture_scale": 1.0, "sound_scale": 1.0, **scales}
    settings = SampleSettings(one.picture_seed, one.sound_seed, steps=2, sampler="euler", **chosen)
    guidance, _ = guidance_for(one.model, None, one.prompt.positive, settings)
    return one.sampled(guidance, **chosen)


def same(a: AVLatent, b: AVLatent) -> bool:
    return torch.equal(a.video, b.video) and torch.equal(a.audio, b.audio)


def difference(a: AVLatent, b: AVLatent) -> float:
    return max(float((a.video - b.video).abs().max()), float((a.audio - b.audio).abs().max()))


@pytest.mark.parametrize("name", LTX)
def test_ltx_gets_core_s_tokens_in_both_prompts(take, name) -> None:
    one, audio = take(name), uncropped(name)
    _, *by_core = ltx_by_core(one, audio, 0.0)
    ours, _ = voiced(one, audio)
    for found, expected in zip((ours.prompt.positive, ours.prompt.negative), by_core, strict=True):
        assert found[0][1][VOICE_KEY].keys() == expected[0][1][VOICE_KEY].keys()
        assert torch.equal(found[0][1][VOICE_KEY]["tokens"], expected[0][1][VOICE_KEY]["tokens"])
        assert torch.equal(found[0][0], expected[0][0])


@pytest.mark.parametrize("name", LTX)
@pytest.mark.parametrize("scale", [0.0, USUAL_IDENTITY])
def test_a_take_of_ltx_is_core_s_to_the_last_bit_identity_guidance_included(take, name, scale) -> None:
    one, audio = take(name), uncropped(name)
    patched, positive, _ = ltx_by_core(one, audio, scale)
    core = sampled_by_core(one, BasicGuider.execute(patched, positive)[0])
    ours, _ = voiced(one, audio, Identity(scale))
    assert same(sampled(ours), core)
    assert difference(core, one.sampled()) > 1e-3


@pytest.mark.parametrize("name", LTX)
def test_with_scales_it_is_core_s_cfg_guider_over_its_patched_model(take, name) -> None:
    one, audio = take(name), uncropped(name)
    patched, positive, negative = ltx_by_core(one, audio, USUAL_IDENTITY)
    core = sampled_by_core(one, CFGGuider.execute(patched, positive, negative, 3.0)[0])
    ours, _ = voiced(one, audio)
    assert difference(sampled(ours, picture_scale=3.0, sound_scale=3.0), core) < ROUNDING
    assert difference(sampled(ours), core) > 1e-3


def test_a_locked_beginning_stays_with_a_voice(take) -> None:
    one, _ = voiced(take("ltx-2.3"), uncropped("ltx-2.3"))
    mask = AVLatent(torch.ones_like(one.clip.streams.video[:, :1]), torch.ones_like(one.clip.streams.audio[:, :1]))
    mask.video[:, :, :1], mask.audio[:, :, :1] = 0, 0
    source = one.clip.streams.map(lambda stream: torch.ones_like(stream))
    locked = replace(one, clip=replace(one.clip, streams=source, mask=mask))
    made = sampled(locked)
    assert torch.equal(made.audio[:, :, :1], source.audio[:, :, :1])
    assert not torch.equal(made.audio[:, :, 1:], source.audio[:, :, 1:])


@pytest.mark.parametrize("name", [*LTX, "minimax-h3"])
def test_no_beginning_of_a_voice_is_cut_off(take, name) -> None:
    """Core would drop half of what is too much at the start: its first latent is then made of other samples."""
    one, unit, rate_hz = take(name), CROP_UNIT[name], CORE_RATE_HZ[name]
    whole = unit * round(1.5 * rate_hz / unit)
    odd = recording(whole + unit // 2, rate_hz)
    silence = torch.zeros(1, 2, unit - unit // 2)
    filled = {**odd, "waveform": torch.cat([odd["waveform"], silence], dim=-1)}
    ours, by_core = (tokens_of(one, audio) for audio in (odd, filled))
    assert torch.equal(ours, by_core)
    cropped = one.model.sound_vae.encode(odd["waveform"].movedim(1, -1))
    kept = one.model.sound_vae.encode(filled["waveform"].movedim(1, -1))
    time_dim = one.model.family.sound_time_dim
    assert (cropped.narrow(time_dim, 0, 1) - kept.narrow(time_dim, 0, 1)).abs().max() > 1e-4


def tokens_of(one, audio: dict) -> torch.Tensor:
    extra = voiced(one, audio)[0].prompt.positive[0][1]
    return extra[VOICE_KEY]["tokens"] if VOICE_KEY in extra else extra[REFERENCES_KEY][0]["audio_latent"]


def test_identity_acts_in_its_steps_alone(take) -> None:
    one, audio = take("ltx-2"), uncropped("ltx-2")
    off, early, always = (
        sampled(voiced(one, audio, identity)[0])
        for identity in (Identity(0.0), Identity(3.0, StepWindow(0.0, 0.5)), Identity(3.0))
    )
    assert difference(off, early) > 1e-4 and difference(early, always) > 1e-4


def test_the_family_s_own_identity_is_core_s_default(take) -> None:
    (default,) = [one.default for one in LTXVReferenceAudio.GET_SCHEMA().inputs if one.id == "identity_guidance_scale"]
    one, notes = voiced(take("ltx-2"), uncropped("ltx-2"))
    assert identity_of(one.prompt.positive).scale == default == USUAL_IDENTITY
    assert IDENTITY_KEY not in one.prompt.negative[0][1]
    assert "identity guidance of 3 costs one more prediction per step" in notes[0]


def test_a_model_without_any_lora_is_told_of(take) -> None:
    one, audio = take("ltx-2"), uncropped("ltx-2")
    assert any("No LoRA is on this MODEL" in note for note in voiced(one, audio)[1])
    patched = one.model.parts.model.clone()
    (name, weight), *_ = patched.model.diffusion_model.state_dict().items()
    patched.add_patches({f"diffusion_model.{name}": (torch.zeros_like(weight),)})
    loaded = replace(one, model=replace(one.model, parts=replace(one.model.parts, model=patched)))
    assert not any("No LoRA" in note for note in voiced(loaded, audio)[1])


def test_a_length_far_from_the_trained_one_is_told_of(take) -> None:
    short, usual = (voiced(take("ltx-2"), recording(44100 * seconds, 44100))[1] for seconds in (1, 5))
    assert any("trained with about 5 s" in note for note in short)
    assert not any("trained with about 5 s" in note for note in usual)


def test_ltx_takes_one_voice(take) -> None:
    one, _ = voiced(take("ltx-2"), uncropped("ltx-2"))
    with pytest.raises(PartsError, match="they have a reference voice already, and LTX-2 takes one"):
        voiced(one, uncropped("ltx-2"))


@pytest.mark.parametrize("voices", [1, 2])
def test_h3_gets_core_s_conditioning(take, voices) -> None:
    one, audio = take("minimax-h3"), uncropped("minimax-h3")
    expected = h3_by_core(one, [audio] * voices)
    for _ in range(voices):
        one, notes = voiced(one, audio)
    (context, extra), (wanted, by_core) = one.prompt.positive[0], expected[0]
    assert torch.equal(context, wanted)
    assert not set(by_core) - set(extra) and set(extra) - set(by_core) == {WORDING_KEY}
    assert torch.equal(extra["minimax_token_tags"], by_core["minimax_token_tags"])
    assert len(extra[REFERENCES_KEY]) == voices
    for found, block in zip(extra[REFERENCES_KEY], by_core[REFERENCES_KEY], strict=True):
        assert found.keys() == block.keys()
        assert (found["kind"], found["ref_audio_t"]) == (block["kind"], block["ref_audio_t"])
        assert torch.equal(found["audio_latent"], block["audio_latent"])
    assert f"the voice of <Audio {voices}>" in notes[-1]


def test_a_take_of_h3_with_a_voice_is_core_s_to_the_last_bit(take) -> None:
    one, audio = take("minimax-h3"), uncropped("minimax-h3")
    core = sampled_by_core(one, BasicGuider.execute(one.model.model, h3_by_core(one, [audio]))[0])
    ours, _ = voiced(one, audio)
    assert same(sampled(ours), core)
    assert difference(core, one.sampled()) > 1e-4


def test_h3_s_negative_prompt_has_the_voice_too(take) -> None:
    one, _ = voiced(take("minimax-h3"), uncropped("minimax-h3"))
    assert len(one.prompt.negative[0][1][REFERENCES_KEY]) == 1
    plain = sampled(one)
    assert difference(plain, sampled(one, picture_scale=3.0, sound_scale=3.0)) > 1e-4


def test_what_other_nodes_put_into_a_prompt_stays(take) -> None:
    one = take("minimax-h3")
    marked = [[context, {**extra, "start_percent": 0.1}] for context, extra in one.prompt.positive]
    made = with_voice(one.model, marked, one.prompt.negative, uncropped("minimax-h3"), Identity())
    assert made.positive[0][1]["start_percent"] == 0.1


def test_h3_refuses_what_it_cannot_do_with_all_of_its_reasons(take) -> None:
    one, audio = take("minimax-h3"), uncropped("minimax-h3")
    foreign = [
        [context, {k: v for k, v in extra.items() if k != WORDING_KEY}] for context, extra in one.prompt.positive
    ]
    with pytest.raises(PartsError) as error:
        with_voice(one.model, foreign, one.prompt.negative, audio, Identity(2.0))
    assert "identity_scale: MiniMax H3 has no guidance towards a voice, expected 0 or -1, got 2" in str(error.value)
    assert "use core's MiniMax H3 Reference to Video" in str(error.value)
    for _ in range(MOST_VOICES):
        one, _ = voiced(one, audio)
    with pytest.raises(PartsError, match="positive: MiniMax H3 takes at most 3 voices"):
        voiced(one, audio)


def test_a_prompt_that_was_read_with_pictures_cannot_be_read_again(take) -> None:
    one = take("minimax-h3")
    read = one.model.family.encode(one.model.parts, "a man", "", "", torch.rand(1, 64, 64, 3))
    with pytest.raises(PartsError, match="positive: .* without images"):
        with_voice(one.model, read.positive, read.negative, uncropped("minimax-h3"), Identity())


def test_h3_takes_voices_or_given_frames(take) -> None:
    one, _ = voiced(take("minimax-h3"), uncropped("minimax-h3"))
    with pytest.raises(PartsError, match="leave out Reference Voice or Anchor Frames"):
        require_no_voices(one.prompt.negative)
    require_no_voices(take("minimax-h3").prompt.positive)


def test_tandem_mini_says_what_to_do_instead(take) -> None:
    with pytest.raises(PartsError, match="tandem_model: tandem-mini takes no reference voice; say in the prompt who"):
        voiced(take("mini"), recording(48000, 16000))


@pytest.mark.parametrize(("name", "module"), [("ltx-2", "lt"), ("minimax-h3", "minimax_h3")])
def test_a_core_that_knows_no_voices_is_too_old(take, name, module, monkeypatch) -> None:
    nodes = {"lt": comfy_extras.nodes_lt, "minimax_h3": comfy_extras.nodes_minimax_h3}[module]
    monkeypatch.delattr(nodes, "LTXVReferenceAudio" if module == "lt" else "MiniMaxH3ReferenceToVideo")
    with pytest.raises(PartsError, match="tandem_model: this ComfyUI gives .* update it"):
        voiced(take(name), uncropped(name))


def test_the_prompt_of_another_family_and_silence_are_refused(take) -> None:
    one, other = take("ltx-2"), take("mini")
    with pytest.raises(PartsError, match="positive: LTX-2 reads CONDITIONING of width"):
        with_voice(one.model, other.prompt.positive, other.prompt.negative, uncropped("ltx-2"), Identity())
    with pytest.raises(SoundError, match="audio: expected a voice, got silence"):
        voiced(one, {"waveform": torch.zeros(1, 1, 90000), "sample_rate": 44100})


def test_guidance_is_otherwise_what_was_asked_for(take) -> None:
    one, _ = voiced(take("ltx-2"), uncropped("ltx-2"), Identity(2.0, StepWindow(0.0, 0.5)))
    settings = SampleSettings(0, 0, steps=4, picture_scale=3.0, sound_scale=7.0, sampler="euler")
    guidance, told = guidance_for(one.model, Guidance(picture_sync=3.0), one.prompt.positive, settings)
    assert (guidance.picture_sync, guidance.identity_scale, guidance.identity_window.end) == (3.0, 2.0, 0.5)
    assert told == "Guidance: picture_sync 3, sound_sync 1, identity_scale 2; 3 to 4 predictions per step."
