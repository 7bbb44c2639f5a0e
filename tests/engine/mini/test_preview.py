"""The live preview's maps."""

from __future__ import annotations

import torch
from tandem.engine.mini.preview import QUIETEST_DB, SUBPIXELS, PreviewMap, fit_level, fit_picture


def linear_decoder(video: torch.Tensor) -> torch.Tensor:
    """A decoder that really is linear: every cell is one colour, channels 0 to 2 plus an offset."""
    colour = video[:, :3] * 0.2 + 0.1
    return colour.repeat_interleave(4, 2).repeat_interleave(32, 3).repeat_interleave(32, 4)


def test_the_picture_map_recovers_a_linear_decoder() -> None:
    torch.manual_seed(0)
    video = torch.randn(4, 16, 3, 8, 8)
    preview = PreviewMap(fit_picture(video, linear_decoder(video)), torch.zeros(33, 1))
    shown = preview.frames(video[0]).float() / 127.5 - 1
    wanted = linear_decoder(video[:1])[0, :, ::4, :: 32 // SUBPIXELS, :: 32 // SUBPIXELS].permute(1, 2, 3, 0)
    assert shown.shape == wanted.shape == (3, 32, 32, 3)
    assert (shown - wanted.clamp(-1, 1)).abs().max() < 0.02


def test_the_level_map_tells_loud_from_quiet() -> None:
    torch.manual_seed(0)
    audio = torch.randn(4, 32, 64, 1)
    gain = torch.exp(audio[:, 0, :, 0] - 3).repeat_interleave(640, dim=1)
    level = fit_level(audio, (torch.randn(4, 64 * 640) * gain)[:, None])
    shown = PreviewMap(torch.zeros(17, 48), level).levels(audio[0])
    decibels = 20 * torch.log10(gain[0, ::640])
    assert torch.corrcoef(torch.stack([shown, decibels]))[0, 1] > 0.99
    assert shown.min() >= 0 and shown.max() <= 1
    assert abs(float(shown.mean() - (1 - decibels.mean() / QUIETEST_DB))) < 0.05


def test_core_gets_the_mean_colour_of_a_cell() -> None:
    picture = torch.arange(17 * 48, dtype=torch.float32).reshape(17, 48)
    factors, offsets = PreviewMap(picture, torch.zeros(33, 1)).rgb_factors()
    assert len(factors) == 16 and factors[0] == [7.5, 23.5, 39.5]
    assert offsets == picture[-1].reshape(3, 16).mean(dim=1).tolist()
