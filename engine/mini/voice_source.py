"""The source of what sounds on a pitch: which pitch that is, and a train of pulses on it.

A decoder that sees latents of 40 ms cannot keep harmonics in step from one latent to the next: nothing in them says
where in its period a tone is. So it only says how high the tone is, and its phase is counted up over the whole sound
(Wang, Takaki and Yamagishi 2019, "Neural Source-Filter Waveform Models"). Pitch is read from bins, the mean of those
around the likeliest (Kim et al. 2018, "CREPE").
"""

from __future__ import annotations

import math

import numpy as np
import torch
import torch.nn.functional as F

from . import geometry

LOWEST_HZ, BINS_PER_OCTAVE, PITCH_BINS = 60.0, 24, 88
"""Bins of 50 cents from 60 to 740 Hz."""
NEAR_BINS = 2
HIGHEST_HARMONIC_HZ = 7600.0
DEFAULT_HZ = 150.0
VOICED_ABOVE = 0.5


def bins_of(hertz: torch.Tensor) -> torch.Tensor:
    """Pitch in Hz -> in bins, whole at the middle of one."""
    return torch.log2(hertz / LOWEST_HZ) * BINS_PER_OCTAVE


def hertz_of(bins: torch.Tensor) -> torch.Tensor:
    """The inverse of `bins_of`."""
    return LOWEST_HZ * 2 ** (bins / BINS_PER_OCTAVE)


def pitch_and_voicing(logits: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """`[..., PITCH_BINS + 1]`, the last one for "no pitch" -> Hz and the probability of any pitch, each `[...]`."""
    chances = logits.float().softmax(-1)
    bins = chances[..., :-1]
    number = torch.arange(PITCH_BINS, device=bins.device)
    near = bins * ((number - bins.argmax(-1, keepdim=True)).abs() <= NEAR_BINS)
    return hertz_of((near * number).sum(-1) / near.sum(-1).clamp(min=1e-9)), 1 - chances[..., -1]


def bridged(hertz: torch.Tensor, voiced: torch.Tensor) -> torch.Tensor:
    """`[B, T]` with the stretches that have no pitch filled in from both sides, or with DEFAULT_HZ where all is."""
    known = hertz.cpu().numpy()
    has_pitch = (voiced > VOICED_ABOVE).cpu().numpy()
    times = np.arange(known.shape[1])
    rows = [
        np.interp(times, times[told], row[told]) if told.any() else np.full(len(row), DEFAULT_HZ)
        for row, told in zip(known, has_pitch, strict=True)
    ]
    return torch.from_numpy(np.stack(rows)).to(hertz)


def pulses(hertz: torch.Tensor, hop: int) -> torch.Tensor:
    """Pitch `[B, T]`, one value for every `hop` samples -> float32 `[B, hop T]`: equal harmonics up to 7.6 kHz with a
    mean square of about 1, in step throughout."""
    octaves = torch.log2(hertz.double())[:, None]
    pitch = 2 ** F.interpolate(octaves, scale_factor=hop, mode="linear", align_corners=False)[:, 0]
    phase = 2 * math.pi * (torch.cumsum(pitch / geometry.SAMPLE_RATE_HZ, dim=-1) % 1)
    harmonics = HIGHEST_HARMONIC_HZ / pitch
    count = harmonics.floor().clamp(min=1)
    half = torch.sin(phase / 2)
    flat = half.abs() < 1e-4
    # The sum of cos(k phase) for k = 1..count in closed form (Dirichlet kernel).
    total = torch.sin((count + 0.5) * phase) / (2 * torch.where(flat, 1.0, half)) - 0.5
    return (torch.where(flat, count, total) / (harmonics / 2).sqrt()).float()
