"""Sound to latents and back: 640 samples at 16 kHz (40 ms) become one latent of 32 channels, and the reverse.

Log-magnitude spectra go in. What comes out is a spectrum of two parts, of which an inverse short-time Fourier transform
makes the waveform: magnitudes and phases (the head of Siuzdak 2023, "Vocos"), and for what sounds on a pitch the
filtered pulses of `voice_source.py`.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from . import geometry
from .layers import LatentNorm, ResidualBlock1d
from .operations import PlainOperations
from .voice_source import PITCH_BINS, bridged, pitch_and_voicing, pulses

WINDOW_SAMPLES = 640
HOP_SAMPLES = 160
FRAMES_PER_LATENT = geometry.SAMPLES_PER_AUDIO_LATENT // HOP_SAMPLES
BINS = WINDOW_SAMPLES // 2 + 1
NEIGHBOURS = 12
"""Latents on each side that a decoded latent depends on (the reach of the decoder's convolutions and windows), once its
source is known."""
LOUDEST_LOG = 6.0


class AudioAutoencoder(nn.Module):
    """`encode`: `[B, 1, L]` in -1..1 -> `[B, 32, ceil(L / 640), 1]`; `decode` is the reverse, `[B, 1, 640 A]`."""

    def __init__(self, *, width: int = 192, dtype=None, device=None, operations=PlainOperations) -> None:
        super().__init__()
        kw = {"dtype": dtype, "device": device}

        def blocks(count: int) -> nn.Module:
            return nn.Sequential(*(ResidualBlock1d(width, operations=operations, **kw) for _ in range(count)))

        self.spectrum_in = operations.Linear(BINS, width, **kw)
        self.encoder_fine = blocks(2)
        self.merge = operations.Linear(FRAMES_PER_LATENT * width, width, **kw)
        self.encoder_coarse = blocks(2)
        self.latent_out = operations.Linear(width, geometry.AUDIO_CHANNELS, **kw)
        self.norm = LatentNorm(geometry.AUDIO_CHANNELS)
        self.latent_in = operations.Linear(geometry.AUDIO_CHANNELS, width, **kw)
        self.decoder_coarse = blocks(2)
        self.split = operations.Linear(width, FRAMES_PER_LATENT * width, **kw)
        self.decoder_fine = blocks(4)
        self.pitch_fine = blocks(1)
        self.pitch_norm = operations.LayerNorm(width, **kw)
        self.pitch_out = operations.Linear(width, PITCH_BINS + 1, **kw)
        self.decoder_last = blocks(2)
        self.norm_out = operations.LayerNorm(width, **kw)
        self.spectrum_out = operations.Linear(width, 2 * BINS, **kw)
        self.filter_out = operations.Linear(width, BINS, **kw)

    @staticmethod
    def window(like: torch.Tensor) -> torch.Tensor:
        return torch.hann_window(WINDOW_SAMPLES, device=like.device, dtype=torch.float32)

    def spectrum(self, samples: torch.Tensor) -> torch.Tensor:
        """`[B, L]` -> complex `[B, L / 160, BINS]`, frames centred on the middle of their hop."""
        edge = (WINDOW_SAMPLES - HOP_SAMPLES) // 2
        padded = F.pad(samples.float(), (edge, edge))
        frames = torch.stft(
            padded, WINDOW_SAMPLES, HOP_SAMPLES, window=self.window(samples), center=False, return_complex=True
        )
        return frames.transpose(1, 2)

    def encode(self, samples: torch.Tensor) -> torch.Tensor:
        """Samples beyond a multiple of 640 are filled up with silence."""
        mono = samples.mean(dim=1)
        mono = F.pad(mono, (0, -mono.shape[-1] % geometry.SAMPLES_PER_AUDIO_LATENT))
        level = torch.log(self.spectrum(mono).abs() + 1e-3) * 0.3 + 1
        h = self.encoder_fine(self.spectrum_in(level.to(samples.dtype)))
        b, frames, width = h.shape
        h = self.merge(h.reshape(b, frames // FRAMES_PER_LATENT, FRAMES_PER_LATENT * width))
        z = self.norm(self.latent_out(self.encoder_coarse(h)))
        return z.transpose(1, 2)[..., None].to(samples.dtype)

    def features(self, latent: torch.Tensor) -> torch.Tensor:
        """`[B, 32, A, 1]` -> `[B, 4 A, width]`, one row for every 10 ms."""
        h = self.decoder_coarse(self.latent_in(latent.squeeze(-1).transpose(1, 2)))
        b, length, width = h.shape
        return self.decoder_fine(self.split(h).reshape(b, length * FRAMES_PER_LATENT, width))

    def pitch_logits(self, features: torch.Tensor) -> torch.Tensor:
        """`[B, 4 A, width]` -> `[B, 4 A, PITCH_BINS + 1]`, see `pitch_and_voicing`."""
        return self.pitch_out(self.pitch_norm(self.pitch_fine(features)))

    def pitch(self, latent: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """`[B, 32, A, 1]` -> Hz and the probability of any pitch, each `[B, 4 A]`."""
        return pitch_and_voicing(self.pitch_logits(self.features(latent)))

    def decoded_spectrum(self, features: torch.Tensor, source: torch.Tensor, voiced: torch.Tensor) -> torch.Tensor:
        """Features `[B, 4 A, width]`, pulses `[B, 640 A]`, voicing `[B, 4 A]` -> complex `[B, 4 A, BINS]`."""
        h = self.norm_out(self.decoder_last(features))
        log_magnitude, phase = self.spectrum_out(h).float().chunk(2, dim=-1)
        gain = self.filter_out(h).float().clamp(max=LOUDEST_LOG).exp() * voiced[..., None]
        return torch.polar(log_magnitude.clamp(max=LOUDEST_LOG).exp(), phase) + self.spectrum(source) * gain

    def waveform(self, spectrum: torch.Tensor) -> torch.Tensor:
        """Overlap-add of the inverse transforms: complex `[B, L / 160, BINS]` -> `[B, L]`."""
        window = self.window(spectrum.real)
        frames = torch.fft.irfft(spectrum, WINDOW_SAMPLES, dim=-1) * window
        count = frames.shape[1]
        length = (count - 1) * HOP_SAMPLES + WINDOW_SAMPLES
        fold = {"output_size": (1, length), "kernel_size": (1, WINDOW_SAMPLES), "stride": (1, HOP_SAMPLES)}
        summed = F.fold(frames.transpose(1, 2), **fold)
        weight = F.fold((window**2).view(1, -1, 1).expand(1, -1, count), **fold)
        edge = (WINDOW_SAMPLES - HOP_SAMPLES) // 2
        return (summed / (weight + 1e-3)).reshape(-1, length)[:, edge : edge + count * HOP_SAMPLES]

    def play(self, latent: torch.Tensor, source: torch.Tensor, voiced: torch.Tensor) -> torch.Tensor:
        """Latents with their pulses `[B, 640 A]` and voicing `[B, 4 A]` -> `[B, 1, 640 A]`."""
        return self.waveform(self.decoded_spectrum(self.features(latent), source, voiced))[:, None].to(latent.dtype)

    def decode(self, latent: torch.Tensor) -> torch.Tensor:
        hertz, voiced = self.pitch(latent)
        return self.play(latent, pulses(bridged(hertz, voiced), HOP_SAMPLES), voiced)
