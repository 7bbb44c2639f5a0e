"""Both autoencoders: shapes, ranges that decode alone, lengths that are not whole latents."""

import pytest
import torch
from tandem.engine.mini import video_autoencoder
from tandem.engine.mini.audio_autoencoder import HOP_SAMPLES, AudioAutoencoder
from tandem.engine.mini.video_autoencoder import VideoAutoencoder
from tandem.engine.mini.voice_source import pulses


@pytest.fixture(scope="module")
def picture():
    torch.manual_seed(0)
    return VideoAutoencoder(widths=(16, 16, 16, 8, 8)).eval()


@pytest.fixture(scope="module")
def sound():
    torch.manual_seed(0)
    return AudioAutoencoder(width=16).eval()


@torch.no_grad()
def test_four_frames_become_one_latent_and_come_back(picture):
    latent = picture.encode(torch.rand(1, 3, 12, 256, 256) * 2 - 1)
    assert latent.shape == (1, 64, 3, 8, 8)
    assert picture.decode(latent).shape == (1, 3, 12, 256, 256)


@torch.no_grad()
def test_a_single_frame_is_taken_as_a_still(picture):
    frame = torch.rand(1, 3, 1, 256, 256)
    torch.testing.assert_close(picture.encode(frame), picture.encode(frame.expand(-1, -1, 4, -1, -1)))


@torch.no_grad()
def test_a_range_with_its_neighbours_decodes_as_in_the_whole(picture):
    latent = torch.randn(1, 64, 8, 8, 8)
    reach = video_autoencoder.NEIGHBOURS
    part = picture.decode(latent[:, :, 3 - reach : 6 + reach])[:, :, 4 * reach : 4 * reach + 12]
    torch.testing.assert_close(part, picture.decode(latent)[:, :, 12:24])


@torch.no_grad()
def test_forty_milliseconds_become_one_latent_and_come_back(sound):
    latent = sound.encode(torch.randn(2, 1, 6400) * 0.1)
    assert latent.shape == (2, 32, 10, 1)
    assert sound.decode(latent).shape == (2, 1, 6400)


@torch.no_grad()
def test_a_part_of_a_latent_is_filled_up(sound):
    assert sound.encode(torch.randn(1, 1, 6401)).shape[2] == 11


@torch.no_grad()
def test_the_window_adds_up_to_the_original_spectrum(sound):
    """The spectrum of a real sound, through the overlap-add, gives the sound back."""
    samples = torch.randn(1, 16000) * 0.1
    spectrum = sound.spectrum(samples)
    torch.testing.assert_close(sound.waveform(spectrum)[:, 1000:-1000], samples[:, 1000:-1000], atol=2e-3, rtol=0)


@torch.no_grad()
def test_what_sounds_on_a_pitch_keeps_it_from_latent_to_latent(sound):
    """Open filters and a silent rest: a tone of 233 Hz is one, however its periods fall into the latents."""
    tone = AudioAutoencoder(width=16).eval()
    torch.nn.init.zeros_(tone.filter_out.weight)
    torch.nn.init.zeros_(tone.spectrum_out.weight)
    torch.nn.init.constant_(tone.spectrum_out.bias, -20.0)
    pitch = torch.full((1, 40), 233.0)
    samples = tone.play(torch.zeros(1, 32, 10, 1), pulses(pitch, HOP_SAMPLES), torch.ones(1, 40))[0, 0]
    spectrum = torch.fft.rfft(samples * torch.hann_window(6400)).abs()
    near = torch.round(torch.arange(1, 33) * 233.0 / 2.5).long()
    at_harmonics = sum(spectrum[near + k].square().sum() for k in (-2, -1, 0, 1, 2))
    assert at_harmonics / spectrum.square().sum() > 0.97


def test_latents_are_normalised_by_what_was_gathered():
    from tandem.engine.mini.layers import LatentNorm

    norm = LatentNorm(4).train()
    data = torch.randn(400, 4) * 3 + 5
    for _ in range(400):
        norm(data)
    out = norm.eval()(data)
    assert out.mean(0).abs().max() < 0.02
    assert (out.std(0) - 1).abs().max() < 0.02
