"""Core's own nodes on the tiny LTX-2.0 and LTX-2.3."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from tandem.devtools.tiny_models.custom_node import sizes

FRAMES, FPS, SIDE = 25, 25, 64
RATE_HZ = {"ltx-2": 24_000, "ltx-2.3": 48_000}


@pytest.fixture
def latent(ltx: Any) -> dict:
    """An empty AV latent of 25 frames."""
    from comfy_extras.nodes_lt import EmptyLTXVLatentVideo, LTXVConcatAVLatent
    from comfy_extras.nodes_lt_audio import LTXVEmptyLatentAudio

    video = EmptyLTXVLatentVideo.execute(SIDE, SIDE, FRAMES, 1)[0]
    audio = LTXVEmptyLatentAudio.execute(FRAMES, FPS, 1, ltx.audio_vae)[0]
    return LTXVConcatAVLatent.execute(video, audio)[0]


def test_core_recognises_every_part(ltx: Any) -> None:
    from comfy.ldm.lightricks.vae.audio_vae import AudioVAE
    from comfy.ldm.lightricks.vae.causal_video_autoencoder import VideoVAE
    from comfy.model_base import LTXAV
    from comfy.text_encoders.lt import LTXAVTEModel

    assert isinstance(ltx.model.model, LTXAV)
    assert isinstance(ltx.vae.first_stage_model, VideoVAE)
    assert isinstance(ltx.audio_vae.first_stage_model, AudioVAE)
    assert isinstance(ltx.clip.cond_stage_model, LTXAVTEModel)


def test_no_weight_is_missing(ltx: Any) -> None:
    # The published checkpoints hold no text encoder either.
    assert ltx.warnings == ["no CLIP/text encoder weights in checkpoint, the text encoder model will not be loaded."]


def test_the_vocoder_is_that_of_the_version(ltx: Any) -> None:
    from comfy.ldm.lightricks.vocoders.vocoder import Vocoder, VocoderWithBWE

    autoencoder = ltx.audio_vae.first_stage_model
    assert type(autoencoder.vocoder) is {"ltx-2": Vocoder, "ltx-2.3": VocoderWithBWE}[ltx.family]
    assert autoencoder.output_sample_rate == RATE_HZ[ltx.family]


def test_ltx_2_0_runs_its_connectors_in_the_text_encoder(ltx: Any) -> None:
    ((states, extra),) = ltx.conditioning("a dog barks")
    if ltx.family == "ltx-2":
        assert states.shape == (1, 1024, 2 * sizes.LTX_TEXT_WIDTH)
        assert "unprocessed_ltxav_embeds" not in extra
    else:
        tokens = len("a dog barks") + 1  # one character each, and the start token
        assert states.shape == (1, tokens, sizes.LTX_VIDEO_TEXT_WIDTH + sizes.LTX_AUDIO_TEXT_WIDTH)
        assert extra["unprocessed_ltxav_embeds"] is True


def test_a_clip_has_finite_picture_and_sound_of_the_right_length(ltx: Any, latent: dict) -> None:
    from comfy_extras.nodes_lt import LTXVSeparateAVLatent
    from comfy_extras.nodes_lt_audio import LTXVAudioVAEDecode

    from nodes import KSampler, VAEDecode

    prompts = ltx.conditioning("a dog barks"), ltx.conditioning("blurry")
    (sampled,) = KSampler().sample(ltx.model, 7, 2, 3.0, "euler", "simple", *prompts, latent, 1.0)
    video, audio = LTXVSeparateAVLatent.execute(sampled).result
    (frames,) = VAEDecode().decode(ltx.vae, video)
    sound = LTXVAudioVAEDecode.execute(audio, ltx.audio_vae)[0]
    assert frames.shape == (FRAMES, SIDE, SIDE, 3)
    # The first of 25 audio latents is one mel frame of 10 ms, every other one four.
    assert sound["sample_rate"] == RATE_HZ[ltx.family]
    assert sound["waveform"].shape == (1, 2, (4 * 25 - 3) * RATE_HZ[ltx.family] // 100)
    for decoded in (frames, sound["waveform"]):
        assert decoded.isfinite().all()
    assert frames.std(0).mean() > 0.05 and 0.02 < sound["waveform"].std() < 0.5


def test_prompts_act_on_picture_and_sound(ltx: Any, latent: dict) -> None:
    dog, cat = ltx.conditioning("a dog barks"), ltx.conditioning("静かな cat")
    first, again, other = (ltx.sample(latent, prompt, dog) for prompt in (dog, dog, cat))
    for stream in (0, 1):
        assert torch.equal(first[stream], again[stream])
        assert (first[stream] - other[stream]).abs().max() > 1e-3


def test_both_streams_can_be_encoded(ltx: Any) -> None:
    generator = torch.Generator().manual_seed(0)
    frames = torch.rand(9, SIDE, SIDE, 3, generator=generator)
    sound = torch.rand(1, 16_000, 2, generator=generator) - 0.5
    video, audio = ltx.vae.encode(frames), ltx.audio_vae.encode(sound)
    assert video.shape == (1, 128, 2, 2, 2) and audio.shape[:2] == (1, 8) and audio.shape[3] == 16
    for latents in (video, audio):
        assert latents.isfinite().all() and latents.std() > 0.1


def test_gemma_alone_is_the_text_generator_that_core_makes_of_it(tiny_folders: Any) -> None:
    from comfy.text_encoders.lt import Gemma3_12BModel

    from nodes import CLIPLoader

    (clip,) = CLIPLoader().load_clip("tiny_gemma_3_12B_it.safetensors", "ltxv")
    assert isinstance(clip.cond_stage_model, Gemma3_12BModel)
    picture = torch.rand(1, 48, 64, 3, generator=torch.Generator().manual_seed(0))
    tokens = clip.tokenize("hello", image=picture, skip_template=False, min_length=1)
    written = clip.generate(tokens, do_sample=False, max_length=2)
    assert len(written) == 2 and isinstance(clip.decode(written), str)
