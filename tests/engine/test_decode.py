import dataclasses

import pytest
import torch
from tandem.engine import decode
from tandem.engine.mini.audio_autoencoder import AudioAutoencoder
from tandem.engine.mini.video_autoencoder import VideoAutoencoder


@pytest.fixture(scope="module")
def picture():
    torch.manual_seed(0)
    return VideoAutoencoder(widths=(16, 16, 16, 16, 16)).eval().requires_grad_(False)


@pytest.fixture(scope="module")
def sound():
    """Every layer at full gain in float64, so that a neighbour too few cannot hide in rounding."""
    torch.manual_seed(0)
    model = AudioAutoencoder(width=24).double().eval().requires_grad_(False)
    for name, value in model.named_parameters():
        if name.endswith("gain"):
            value.fill_(1.0)
    return model


@pytest.mark.parametrize("latents", [1, 15, 16, 17, 40])
def test_a_picture_decoded_in_ranges_is_the_picture_decoded_at_once(picture, latents):
    z = torch.randn(1, 64, latents, 8, 8, generator=torch.Generator().manual_seed(1))
    torch.testing.assert_close(decode.decode_picture(picture.decode, z), picture.decode(z), rtol=0, atol=1e-5)


def in_ranges(monkeypatch, sound, **changes):
    """60 latents, decoded in ranges and at once."""
    z = torch.randn(1, 32, 60, 1, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    monkeypatch.setattr(decode, "SOUND", dataclasses.replace(decode.SOUND, **changes))
    return decode.decode_sound(sound, z), sound.decode(z)


@pytest.mark.parametrize("range_latents", [7, 16, 64])
def test_a_sound_decoded_in_ranges_is_the_sound_decoded_at_once(monkeypatch, sound, range_latents):
    """Its pulses too, which are counted up from the beginning to the end."""
    joined, whole = in_ranges(monkeypatch, sound, range_latents=range_latents)
    torch.testing.assert_close(joined, whole, rtol=0, atol=1e-5)


def test_a_range_by_itself_would_begin_its_pulses_anew(sound):
    z = torch.randn(1, 32, 60, 1, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    stream = dataclasses.replace(decode.SOUND, range_latents=16)
    joined = torch.cat(list(decode.decode_ranges(sound.decode, z, stream, time_dim=-1)), dim=-1)
    assert (joined - sound.decode(z)).abs().max() > 1e-3


def test_two_warm_up_latents_fewer_would_be_heard(monkeypatch, sound):
    joined, whole = in_ranges(monkeypatch, sound, range_latents=16, neighbours=decode.SOUND.neighbours - 2)
    assert (joined - whole).abs().max() > 1e-9


def test_working_memory_does_not_grow_with_the_chain():
    asked = []

    def counting(latent: torch.Tensor) -> torch.Tensor:
        asked.append(latent.shape[2])
        return latent.repeat_interleave(decode.PICTURE.units_per_latent, dim=2)

    z = torch.arange(500.0).reshape(1, 1, 500, 1, 1)
    torch.testing.assert_close(decode.decode_picture(counting, z), z.repeat_interleave(4, dim=2))
    assert max(asked) == decode.PICTURE.range_latents + 2 * decode.PICTURE.neighbours


def test_a_span_counts_in_video_latents():
    video = torch.arange(40.0).reshape(1, 1, 40, 1, 1)

    def draw(latent: torch.Tensor) -> torch.Tensor:
        return latent.repeat_interleave(decode.PICTURE.units_per_latent, dim=2)

    frames = decode.decode_picture(draw, video, start=17, stop=20)
    assert frames.shape[2] == 12 and frames.flatten().tolist() == [17.0] * 4 + [18.0] * 4 + [19.0] * 4


def test_the_time_of_a_channels_last_decoder_is_its_second_dimension():
    z = torch.arange(40.0).reshape(1, 1, 40, 1, 1)

    def as_comfyui(latent: torch.Tensor) -> torch.Tensor:
        return latent.repeat_interleave(4, dim=2).movedim(1, -1)

    assert decode.decode_picture(as_comfyui, z, time_dim=1).shape == (1, 160, 1, 1, 1)
