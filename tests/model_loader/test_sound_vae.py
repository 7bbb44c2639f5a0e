"""The sound VAE under core's nodes."""

from __future__ import annotations

import pytest
import torch
from comfy_extras.nodes_audio import VAEDecodeAudio, VAEEncodeAudio
from comfy_extras.nodes_lt_audio import LTXVAudioVAEDecode, LTXVAudioVAEEncode, LTXVEmptyLatentAudio
from tandem.engine.mini.audio_autoencoder import AudioAutoencoder

RATE_HZ = 16_000


@pytest.fixture
def latent() -> torch.Tensor:
    return torch.randn(1, 32, 12, 1, generator=torch.Generator().manual_seed(0))


def test_core_s_joint_audio_decode_gives_640_samples_per_latent_at_16_khz(tiny_model, latent) -> None:
    audio = LTXVAudioVAEDecode.execute({"samples": latent}, tiny_model.sound_vae)[0]
    assert audio["waveform"].shape == (1, 1, 12 * 640) and audio["sample_rate"] == RATE_HZ


def test_core_s_audio_decode_knows_the_sample_rate(tiny_model, latent) -> None:
    audio = VAEDecodeAudio.execute(tiny_model.sound_vae, {"samples": latent})[0]
    assert audio["waveform"].shape == (1, 1, 12 * 640) and audio["sample_rate"] == RATE_HZ


@pytest.mark.parametrize("node", ["VAEEncodeAudio", "LTXVAudioVAEEncode"])
def test_core_s_encode_mixes_stereo_down_instead_of_dropping_a_channel(tiny_model, node) -> None:
    left = torch.randn(1, 1, RATE_HZ, generator=torch.Generator().manual_seed(0)) * 0.1
    stereo, mono = torch.cat([left, torch.zeros_like(left)], dim=1), left / 2

    def encode(waveform: torch.Tensor) -> torch.Tensor:
        audio = {"waveform": waveform, "sample_rate": RATE_HZ}
        if node == "VAEEncodeAudio":
            return VAEEncodeAudio.execute(tiny_model.sound_vae, audio)[0]["samples"]
        return LTXVAudioVAEEncode.execute(audio, tiny_model.sound_vae)[0]["samples"]

    assert encode(stereo).shape == (1, 32, 25, 1)
    assert torch.allclose(encode(stereo), encode(mono), atol=1e-5)


def test_another_sample_rate_is_brought_to_16_khz_by_core_s_encode(tiny_model) -> None:
    audio = {"waveform": torch.zeros(1, 2, 44_100), "sample_rate": 44_100}
    assert VAEEncodeAudio.execute(tiny_model.sound_vae, audio)[0]["samples"].shape == (1, 32, 25, 1)


@pytest.mark.parametrize(("frames", "rate", "latents"), [(128, 25.0, 128), (48, 25, 48), (49, 25.0, 52), (1, 25.0, 4)])
def test_core_s_empty_sound_fits_the_picture_latents_of_as_many_frames(tiny_model, frames, rate, latents) -> None:
    empty = LTXVEmptyLatentAudio.execute(frames, rate, 1, tiny_model.sound_vae)[0]
    assert empty["samples"].shape == (1, 32, latents, 1)


def test_a_chain_longer_than_one_range_decodes_as_it_does_whole(tiny_model) -> None:
    chain = torch.randn(1, 32, 600, 1, generator=torch.Generator().manual_seed(1))
    network = tiny_model.sound_vae.first_stage_model
    with torch.no_grad():
        ranged, whole = network.decode(chain), AudioAutoencoder.decode(network, chain)
    assert torch.allclose(ranged, whole, atol=1e-4)
