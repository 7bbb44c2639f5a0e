"""The picture VAE under core's nodes."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.latents import AVLatent
from tandem.engine.mini.video_autoencoder import VideoAutoencoder
from tandem.model_loader import picture_vae
from tandem.model_loader.av_latents import nested

import nodes

SIDE = 256


@pytest.fixture
def latent() -> torch.Tensor:
    return torch.randn(1, 64, 3, 8, 8, generator=torch.Generator().manual_seed(0))


def test_core_s_decode_gives_four_frames_per_latent_in_zero_to_one(tiny_model, latent) -> None:
    (images,) = nodes.VAEDecode().decode(tiny_model.picture_vae, {"samples": latent})
    assert images.shape == (12, SIDE, SIDE, 3)
    assert images.min() >= 0 and images.max() <= 1


def test_core_s_tiled_decode_takes_a_joint_latent_and_gives_the_same_frames(tiny_model, latent) -> None:
    joint = nested(AVLatent(latent, torch.zeros(1, 32, 12, 1)))
    (whole,) = nodes.VAEDecode().decode(tiny_model.picture_vae, {"samples": latent})
    (tiled,) = nodes.VAEDecodeTiled().decode(tiny_model.picture_vae, {"samples": joint}, 64, 0, 8, 4)
    assert torch.equal(whole, tiled)


def test_a_chain_longer_than_one_range_decodes_as_it_does_whole(tiny_model) -> None:
    chain = torch.randn(1, 64, 40, 8, 8, generator=torch.Generator().manual_seed(1))
    network = tiny_model.picture_vae.first_stage_model
    dtype = tiny_model.picture_vae.vae_dtype
    with torch.no_grad():
        ranged, whole = network.decode(chain.to(dtype)), VideoAutoencoder.decode(network, chain.to(dtype))
    assert (ranged.float() - whole.float()).abs().max() < (0.1 if dtype == torch.bfloat16 else 1e-4)


@pytest.mark.parametrize(("frames", "latents"), [(1, 1), (4, 1), (5, 2), (12, 3)])
def test_core_s_encode_gives_a_latent_for_every_four_frames_begun(tiny_model, frames, latents) -> None:
    (encoded,) = nodes.VAEEncode().encode(tiny_model.picture_vae, torch.rand(frames, SIDE, SIDE, 3))
    assert encoded["samples"].shape == (1, 64, latents, 8, 8)


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_grey_and_transparent_images_encode_as_their_colours_do(tiny_model, channels) -> None:
    grey = torch.rand(4, SIDE, SIDE, 1, generator=torch.Generator().manual_seed(0))
    image = {1: grey, 3: grey.repeat(1, 1, 1, 3), 4: torch.cat([grey.repeat(1, 1, 1, 3), torch.zeros_like(grey)], -1)}
    encoded = tiny_model.picture_vae.encode(image[channels])
    assert torch.equal(encoded, tiny_model.picture_vae.encode(image[3]))


@pytest.mark.parametrize(("height", "width"), [(255, 256), (512, 512), (128, 128), (1, 1)])
def test_another_size_is_refused_with_the_legal_one(tiny_model, height, width) -> None:
    with pytest.raises(ValueError, match=f"image: .* 256x256 pixels, got {width}x{height}"):
        tiny_model.picture_vae.encode(torch.rand(1, height, width, 3))


def test_core_s_tiled_encode_does_not_cut_the_picture(tiny_model) -> None:
    frames = torch.rand(4, SIDE, SIDE, 3, generator=torch.Generator().manual_seed(2))
    (tiled,) = nodes.VAEEncodeTiled().encode(tiny_model.picture_vae, frames, 64, 0, 8, 4)
    assert torch.equal(tiled["samples"], tiny_model.picture_vae.encode(frames))


@pytest.mark.parametrize(("native", "expected"), [(True, torch.bfloat16), (False, torch.float32)])
def test_on_a_cpu_pictures_decode_in_bf16_only_where_it_is_native(monkeypatch, native, expected) -> None:
    monkeypatch.setattr(picture_vae, "cpu_has_native_bf16", lambda: native)
    assert picture_vae.picture_dtype(torch.device("cpu")) == expected
