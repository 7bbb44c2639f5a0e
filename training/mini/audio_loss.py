"""How far a decoded sound is from the original: spectra and mel spectra at four resolutions, and its pitch."""

from __future__ import annotations

import math
from functools import cache

import torch

from ...engine.mini.geometry import SAMPLE_RATE_HZ
from ...engine.mini.voice_source import PITCH_BINS, bins_of

RESOLUTIONS = ((256, 32), (640, 64), (1024, 80), (2048, 80))
"""(window samples, mel bands)"""
HARMONICS_FROM_WINDOW, HARMONICS_BELOW_HZ, HARMONICS_WEIGHT = 1024, 1200, 0.3
"""Long windows count their low bins once more: there lie the harmonics that carry the pitch of a low voice, an eighth
of all bins that would otherwise be outvoted."""


PITCH_BLUR_BINS = 0.8


@cache
def mel_filters(window: int, bands: int) -> torch.Tensor:
    """`[window / 2 + 1, bands]` triangles on the HTK mel scale, 30 Hz to 8 kHz."""
    low, high = (2595 * math.log10(1 + f / 700) for f in (30, 8000))
    corners = torch.linspace(low, high, bands + 2)
    bins = 700 * (10 ** (corners / 2595) - 1) * window / SAMPLE_RATE_HZ
    k = torch.arange(window // 2 + 1).float()[:, None]
    rise, fall = (k - bins[:-2]) / (bins[1:-1] - bins[:-2]), (bins[2:] - k) / (bins[2:] - bins[1:-1])
    return torch.minimum(rise, fall).clamp(min=0)


def magnitudes(samples: torch.Tensor, window: int) -> torch.Tensor:
    """`[B, L]` -> `[B, frames, window / 2 + 1]` with a hop of a quarter window."""
    spectrum = torch.stft(
        samples, window, window // 4, window=torch.hann_window(window, device=samples.device), return_complex=True
    )
    return (spectrum.abs() + 1e-9).transpose(1, 2)


def log_mel_distance(decoded: torch.Tensor, original: torch.Tensor) -> torch.Tensor:
    """Mean absolute difference of the natural log of 64 mel bands: the number quoted in the model card."""
    filters = mel_filters(640, 64).to(decoded.device)
    first, second = (torch.log(magnitudes(x, 640) @ filters + 1e-2) for x in (decoded, original))
    return (first - second).abs().mean()


def spectral_loss(decoded: torch.Tensor, original: torch.Tensor) -> torch.Tensor:
    """Multi-resolution spectral loss (Yamamoto et al. 2020, "Parallel WaveGAN") with mel terms, on `[B, L]` float32."""
    total = decoded.new_zeros(())
    for window, bands in RESOLUTIONS:
        scale = math.sqrt(2048 / window)
        ours, theirs = magnitudes(decoded, window) * scale, magnitudes(original, window) * scale
        filters = mel_filters(window, bands).to(decoded.device)
        total = total + 0.2 * (ours - theirs).abs().mean()
        apart = (torch.log(ours + 2e-2) - torch.log(theirs + 2e-2)).abs()
        total = total + 0.25 * apart.mean()
        if window >= HARMONICS_FROM_WINDOW:
            total = total + HARMONICS_WEIGHT * apart[..., : HARMONICS_BELOW_HZ * window // SAMPLE_RATE_HZ].mean()
        total = total + 0.5 * (torch.log(ours @ filters + 1e-2) - torch.log(theirs @ filters + 1e-2)).abs().mean()
    return total / len(RESOLUTIONS)


def pitch_loss(logits: torch.Tensor, hertz: torch.Tensor) -> torch.Tensor:
    """Cross entropy of `[B, T, PITCH_BINS + 1]` with a bell curve around the true bin, or with "no pitch" where `hertz`
    `[B, T]` is NaN (Kim et al. 2018, "CREPE")."""
    known = torch.isfinite(hertz)
    middle = bins_of(torch.where(known, hertz, 100.0)).clamp(0, PITCH_BINS - 1)
    number = torch.arange(PITCH_BINS, device=logits.device)
    curve = torch.exp(-0.5 * ((number - middle[..., None]) / PITCH_BLUR_BINS).square())
    wanted = torch.cat([curve / curve.sum(-1, keepdim=True) * known[..., None], (~known)[..., None].float()], dim=-1)
    return -(wanted * logits.float().log_softmax(-1)).sum(-1).mean()
