"""A sound track of any rate, channels and length to the one that a clip needs."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
import torchaudio.functional

MOST_CHANNELS = 8


class SoundError(ValueError):
    """A sound that cannot be used: every fault, one sentence each."""


def checked(waveform: torch.Tensor, sample_rate_hz: int) -> torch.Tensor:
    """The first of a batch `[B, C, L]` as float32 on the CPU, `[C, L]`.

    Raises SoundError for an empty or misshapen waveform, NaN, or a rate that is none.
    """
    faults = []
    if waveform.ndim != 3 or 0 in waveform.shape or waveform.shape[1] > MOST_CHANNELS:
        faults.append(f"audio: expected a waveform [batch, 1 to {MOST_CHANNELS}, samples], got {list(waveform.shape)}")
    elif not torch.isfinite(waveform[0]).all():
        faults.append("audio: expected finite samples, got NaN or infinity")
    if sample_rate_hz < 1:
        faults.append(f"audio: expected a sample rate above 0, got {sample_rate_hz}")
    if faults:
        raise SoundError("; ".join(faults))
    return waveform[0].detach().float().cpu()


def part_of(waveform: torch.Tensor, sample_rate_hz: int, start_s: float, seconds: float) -> torch.Tensor:
    """`[C, L]` from `start_s` on, exactly `round(seconds * rate)` samples; silence follows a sound that ends before.

    Raises SoundError when the sound is over at `start_s`.
    """
    first, count = round(start_s * sample_rate_hz), round(seconds * sample_rate_hz)
    length = waveform.shape[-1]
    if first >= length:
        longest = math.floor(100 * (length - 1) / sample_rate_hz) / 100
        raise SoundError(
            f"start_seconds: expected 0 to {longest:.2f} s, since the sound lasts {length / sample_rate_hz:.2f} s, got "
            f"{start_s:g}; nearest legal value {longest:.2f}"
        )
    kept = waveform[:, first : first + count]
    return F.pad(kept, (0, count - kept.shape[-1]))


def resampled(waveform: torch.Tensor, from_hz: int, to_hz: int) -> torch.Tensor:
    """`[..., L]` at another rate (windowed sinc, torchaudio); the same tensor where the rates are equal."""
    return waveform if from_hz == to_hz else torchaudio.functional.resample(waveform, from_hz, to_hz)


def with_channels(waveform: torch.Tensor, channels: int) -> torch.Tensor:
    """`[C, L]` -> `[channels, L]`: their mean for one channel, mono repeated, the first ones of more."""
    if channels == 1:
        return waveform.mean(dim=0, keepdim=True)
    if waveform.shape[0] == 1:
        return waveform.expand(channels, -1)
    return waveform[:channels]
