"""The mini under core's own nodes, on the real server: nothing of ours but the loader and the blank clip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tandem.devtools.comfy_client import ComfyClient, Prompt, Run, RunFailed
from tandem.engine.media.probe import probe

SECONDS = 1.92


def node(class_type: str, **inputs) -> dict:
    return {"class_type": class_type, "inputs": inputs}


@pytest.fixture
def sampled() -> Prompt:
    """Core's text encode and KSampler on the parts of the model."""
    return {
        "model": node("TandemLoadModel", model="tandem-mini (built in)"),
        "parts": node("TandemModelParts", tandem_model=["model", 0]),
        "blank": node("TandemBlankClip", tandem_model=["model", 0], seconds=SECONDS, width=256, height=256),
        "positive": node("CLIPTextEncode", clip=["parts", 1], text='A man says: "hello"'),
        "negative": node("CLIPTextEncode", clip=["parts", 1], text=""),
        "sampled": node(
            "KSampler", model=["parts", 0], positive=["positive", 0], negative=["negative", 0],
            latent_image=["blank", 0], seed=3, steps=4, cfg=2.0, sampler_name="euler", scheduler="simple", denoise=1.0,
        ),
    }  # fmt: skip


def saved(prompt: Prompt, images: list, audio: list) -> Prompt:
    return {
        **prompt,
        "video": node("CreateVideo", images=images, audio=audio, fps=25.0),
        "save": node("SaveVideo", video=["video", 0], filename_prefix="core", format="auto", codec="auto"),
    }


def expect_a_clip(path: Path) -> None:
    facts = probe(path)
    assert facts.frames == round(SECONDS * 25) and facts.sample_rate_hz == 16_000
    assert abs(facts.picture_s - facts.sound_s) <= 1 / facts.frame_rate
    assert not facts.black and not facts.silent


def test_core_s_decoders_make_the_clip(comfy: ComfyClient, sampled: Prompt, save_clip: Callable[[Run], Path]) -> None:
    sampled["streams"] = node("LTXVSeparateAVLatent", av_latent=["sampled", 0])
    sampled["images"] = node("VAEDecode", samples=["streams", 0], vae=["parts", 2])
    sampled["audio"] = node("LTXVAudioVAEDecode", samples=["streams", 1], audio_vae=["parts", 3])
    expect_a_clip(save_clip(comfy.run(saved(sampled, ["images", 0], ["audio", 0]))))


def test_tiled_decoding_takes_the_joint_latent(
    comfy: ComfyClient, sampled: Prompt, save_clip: Callable[[Run], Path]
) -> None:
    sampled["images"] = node(
        "VAEDecodeTiled", samples=["sampled", 0], vae=["parts", 2], tile_size=64, overlap=0, temporal_size=8,
        temporal_overlap=4,
    )  # fmt: skip
    sampled["audio"] = node("VAEDecodeAudio", samples=["sampled", 0], vae=["parts", 3])
    expect_a_clip(save_clip(comfy.run(saved(sampled, ["images", 0], ["audio", 0]))))


def test_encoded_again_and_joined_it_is_a_clip_that_core_samples_further(
    comfy: ComfyClient, sampled: Prompt, save_clip: Callable[[Run], Path]
) -> None:
    sampled["images"] = node("VAEDecode", samples=["sampled", 0], vae=["parts", 2])
    sampled["audio"] = node("VAEDecodeAudio", samples=["sampled", 0], vae=["parts", 3])
    sampled["picture"] = node("VAEEncode", pixels=["images", 0], vae=["parts", 2])
    sampled["sound"] = node("LTXVAudioVAEEncode", audio=["audio", 0], audio_vae=["parts", 3])
    sampled["joined"] = node("LTXVConcatAVLatent", video_latent=["picture", 0], audio_latent=["sound", 0])
    again = {**sampled["sampled"]["inputs"], "latent_image": ["joined", 0], "denoise": 0.5}
    sampled["again"] = node("KSampler", **again)
    sampled["images2"] = node("VAEDecode", samples=["again", 0], vae=["parts", 2])
    sampled["audio2"] = node("LTXVAudioVAEDecode", samples=["again", 0], audio_vae=["parts", 3])
    expect_a_clip(save_clip(comfy.run(saved(sampled, ["images2", 0], ["audio2", 0]))))


def test_sampler_custom_advanced_samples_it_with_core_s_guider_and_an_empty_sound_of_core_s(
    comfy: ComfyClient, sampled: Prompt, save_clip: Callable[[Run], Path]
) -> None:
    del sampled["sampled"]
    sampled["streams"] = node("LTXVSeparateAVLatent", av_latent=["blank", 0])
    sampled["sound"] = node(
        "LTXVEmptyLatentAudio", frames_number=48, frame_rate=25.0, batch_size=1, audio_vae=["parts", 3]
    )
    sampled["joined"] = node("LTXVConcatAVLatent", video_latent=["streams", 0], audio_latent=["sound", 0])
    sampled["noise"] = node("RandomNoise", noise_seed=5)
    sampled["sigmas"] = node("BasicScheduler", model=["parts", 0], scheduler="simple", steps=4, denoise=1.0)
    sampled["sampler"] = node("KSamplerSelect", sampler_name="dpmpp_2m")
    sampled["guider"] = node(
        "CFGGuider", model=["parts", 0], positive=["positive", 0], negative=["negative", 0], cfg=2.0
    )
    sampled["sampled"] = node(
        "SamplerCustomAdvanced", noise=["noise", 0], guider=["guider", 0], sampler=["sampler", 0],
        sigmas=["sigmas", 0], latent_image=["joined", 0],
    )  # fmt: skip
    sampled["images"] = node("VAEDecode", samples=["sampled", 0], vae=["parts", 2])
    sampled["audio"] = node("LTXVAudioVAEDecode", samples=["sampled", 1], audio_vae=["parts", 3])
    expect_a_clip(save_clip(comfy.run(saved(sampled, ["images", 0], ["audio", 0]))))


def test_core_s_sampler_says_what_it_needs_when_it_gets_the_picture_alone(comfy: ComfyClient, sampled: Prompt) -> None:
    sampled["streams"] = node("LTXVSeparateAVLatent", av_latent=["blank", 0])
    sampled["sampled"]["inputs"]["latent_image"] = ["streams", 0]
    sampled["images"] = node("VAEDecode", samples=["sampled", 0], vae=["parts", 2])
    sampled["show"] = node("PreviewImage", images=["images", 0])
    with pytest.raises(RunFailed, match="picture and sound together"):
        comfy.run(sampled)


def test_core_s_encode_says_which_size_is_legal(comfy: ComfyClient, sampled: Prompt) -> None:
    sampled["image"] = node("EmptyImage", width=300, height=200, batch_size=1, color=0)
    sampled["encoded"] = node("VAEEncode", pixels=["image", 0], vae=["parts", 2])
    sampled["images"] = node("VAEDecode", samples=["encoded", 0], vae=["parts", 2])
    sampled["show"] = node("PreviewImage", images=["images", 0])
    with pytest.raises(RunFailed, match="256x256 pixels, got 300x200"):
        comfy.run(sampled)
