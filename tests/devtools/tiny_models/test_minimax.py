"""Core's own nodes on the tiny MiniMax H3."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from tandem.devtools.tiny_models.custom_node import sizes

SIDE, LONG, SHORT = 64, 22, 5


@pytest.fixture
def picture() -> torch.Tensor:
    return torch.rand(1, 80, 96, 3, generator=torch.Generator().manual_seed(0))


@pytest.fixture
def sound() -> dict:
    """Half a second at 32 kHz."""
    return {
        "waveform": torch.rand(1, 2, 16_000, generator=torch.Generator().manual_seed(1)) - 0.5,
        "sample_rate": 32_000,
    }


def empty(frames: int) -> dict:
    from comfy_extras.nodes_minimax_h3 import EmptyMiniMaxH3LatentAV

    return EmptyMiniMaxH3LatentAV.execute(SIDE, SIDE, frames)[0]


def test_core_recognises_every_part_and_misses_no_weight(h3: Any) -> None:
    from comfy.ldm.minimax.audio_vae import MiniMaxH3AudioVAE
    from comfy.ldm.minimax.vae import MiniMaxH3VideoVAE
    from comfy.model_base import MiniMaxH3
    from comfy.text_encoders.minimax import MiniMaxH3TEModel

    assert isinstance(h3.model.model, MiniMaxH3)
    assert isinstance(h3.clip.cond_stage_model, MiniMaxH3TEModel)
    assert isinstance(h3.vae.first_stage_model, MiniMaxH3VideoVAE)
    assert isinstance(h3.audio_vae.first_stage_model, MiniMaxH3AudioVAE)
    assert not h3.warnings


@pytest.mark.parametrize(("frames", "audio_latents"), [(SHORT, 8), (LONG, 37)])
def test_a_clip_has_finite_picture_and_sound_of_the_right_length(h3: Any, frames: int, audio_latents: int) -> None:
    from comfy_extras.nodes_audio import VAEDecodeAudio
    from comfy_extras.nodes_custom_sampler import (
        BasicGuider,
        BasicScheduler,
        KSamplerSelect,
        RandomNoise,
        SamplerCustomAdvanced,
    )  # fmt: skip

    from nodes import VAEDecode

    guider = BasicGuider.execute(h3.model, h3.conditioning("a dog barks"))[0]
    sigmas = BasicScheduler.execute(h3.model, "simple", 2, 1.0)[0]
    noise, sampler = RandomNoise.execute(7)[0], KSamplerSelect.execute("euler")[0]
    sampled = SamplerCustomAdvanced.execute(noise, guider, sampler, sigmas, empty(frames))[0]
    (pictures,), heard = VAEDecode().decode(h3.vae, sampled), VAEDecodeAudio.execute(h3.audio_vae, sampled)[0]
    assert pictures.shape == (frames, SIDE, SIDE, 3)
    assert heard["sample_rate"] == 32_000 and heard["waveform"].shape == (1, 2, audio_latents * 800)
    for decoded in (pictures, heard["waveform"]):
        assert decoded.isfinite().all()
    assert pictures.std(0).mean() > 0.05 and 0.02 < heard["waveform"].std() < 0.5


def test_prompts_act_on_picture_and_sound(h3: Any) -> None:
    dog, cat = h3.conditioning("a dog barks"), h3.conditioning("静かな cat")
    assert dog[0][0].shape[-1] == sizes.QWEN["hidden_size"]
    first, again, other = (h3.sample(empty(SHORT), prompt, dog) for prompt in (dog, dog, cat))
    for stream in (0, 1):
        assert torch.equal(first[stream], again[stream])
        assert (first[stream] - other[stream]).abs().max() > 1e-3


def test_key_frames_act_on_picture_and_sound(h3: Any, picture: torch.Tensor) -> None:
    from comfy_extras.nodes_minimax_h3 import MiniMaxH3ImageToVideo

    conditions = [
        MiniMaxH3ImageToVideo.execute(h3.clip, h3.vae, "a dog", SIDE, SIDE, LONG, **frames)[0]
        for frames in ({}, {"first_frame": picture}, {"first_frame": picture, "last_frame": 1 - picture})
    ]
    lengths = [condition[0][0].shape[1] for condition in conditions]
    assert lengths == sorted(set(lengths))
    # Rows of the vision block and the two marks around it carry the tag of pictures.
    tags = [int((condition[0][1]["minimax_token_tags"] == 0).sum()) for condition in conditions]
    assert tags == [0, 2 * 2 + 2, 2 * (2 * 2 + 2)]
    clips = [h3.sample(empty(LONG), condition, condition) for condition in conditions]
    for stream in (0, 1):
        assert (clips[0][stream] - clips[1][stream]).abs().max() > 1e-3
        assert (clips[1][stream] - clips[2][stream]).abs().max() > 1e-3


def test_references_of_every_kind_act_on_picture_and_sound(h3: Any, picture: torch.Tensor, sound: dict) -> None:
    from comfy_extras.nodes_minimax_h3 import MiniMaxH3ReferenceToVideo

    plain = MiniMaxH3ReferenceToVideo.execute(h3.clip, h3.vae, h3.audio_vae, "a dog", SIDE, SIDE, LONG)[0]
    clip = picture[:, :64, :64].expand(LONG, -1, -1, -1)
    with_references = MiniMaxH3ReferenceToVideo.execute(
        h3.clip, h3.vae, h3.audio_vae, "a dog", SIDE, SIDE, LONG,
        ref_images={"ref_image_1": picture}, ref_videos={"ref_video_1": clip},
        ref_video_audios={"ref_video_audio_1": sound}, ref_audios={"ref_audio_1": sound},
    )[0]  # fmt: skip
    kinds = [block["kind"] for block in with_references[0][1]["minimax_refs"]]
    assert kinds == ["image", "video_audio", "audio"]
    first, other = (h3.sample(empty(LONG), condition, plain) for condition in (plain, with_references))
    for stream in (0, 1):
        assert (first[stream] - other[stream]).abs().max() > 1e-3
