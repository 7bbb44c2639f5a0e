"""A glance at latents without decoding them: one matrix product per stream, for the live preview while sampling.

The maps are least-squares fits of what the decoders make of a latent; they show colours and movement, not detail.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F

from . import geometry
from .audio_autoencoder import AudioAutoencoder
from .checkpoint import Checkpoint
from .video_autoencoder import VideoAutoencoder

CONFIG_KEY = "preview"
SUBPIXELS = 4
"""Preview pixels along each side of a latent cell: a 256x256 picture is shown at 32x32."""

QUIETEST_DB = -60.0
RIDGE = 1e-3
PROBE_CLIPS, PROBE_VIDEO_LATENTS = 8, 2


@dataclass(frozen=True)
class PreviewMap:
    """`picture` `[64 + 1, 3 * 4 * 4]` and `level` `[32 + 1, 1]`; the last row is the offset."""

    picture: torch.Tensor
    level: torch.Tensor
    frame_s: float = float(geometry.LATENT_SECONDS)

    def frames(self, video: torch.Tensor) -> torch.Tensor:
        """`[C, T, H, W]` -> uint8 `[T, 4 H, 4 W, 3]`, one frame per latent."""
        colours = _affine(video.float().cpu().permute(1, 2, 3, 0), self.picture)
        pixels = F.pixel_shuffle(colours.permute(0, 3, 1, 2), SUBPIXELS)
        return ((pixels + 1) * 127.5).clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1)

    def levels(self, audio: torch.Tensor) -> torch.Tensor:
        """`[C, A, 1]` -> loudness 0..1 of every 40 ms; 0 is -60 dBFS or less, 1 is full scale."""
        decibels = _affine(audio.float().cpu().squeeze(-1).T, self.level).squeeze(-1)
        return (1 - decibels / QUIETEST_DB).clamp(0, 1)

    def rgb_factors(self) -> tuple[list[list[float]], list[float]]:
        """The mean colour of a cell as core's own previewer wants it: factors `[64][3]` and offsets `[3]`."""
        mean = self.picture.reshape(-1, 3, SUBPIXELS**2).mean(dim=-1)
        return mean[:-1].tolist(), mean[-1].tolist()


def fit_picture(video: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
    """Fits latents `[B, 64, T, 8, 8]` to their frames `[B, 3, 4 T, H, W]` in -1..1 -> `[65, 48]`."""
    b, _, t, h, w = video.shape
    small = F.adaptive_avg_pool3d(frames.float(), (t, h * SUBPIXELS, w * SUBPIXELS))
    colours = F.pixel_unshuffle(small.transpose(1, 2).flatten(0, 1), SUBPIXELS).permute(0, 2, 3, 1).flatten(0, 2)
    return _least_squares(video.float().permute(0, 2, 3, 4, 1).flatten(0, 3), colours)


def fit_level(audio: torch.Tensor, samples: torch.Tensor) -> torch.Tensor:
    """Fits latents `[B, 32, A, 1]` to the level of their samples `[B, 1, 640 A]` in dB -> `[33, 1]`."""
    latents = audio.float().squeeze(-1).transpose(1, 2).flatten(0, 1)
    power = samples.float().reshape(len(latents), geometry.SAMPLES_PER_AUDIO_LATENT).square().mean(dim=-1)
    decibels = 10 * torch.log10(power.clamp(min=10 ** (QUIETEST_DB / 10)))
    return _least_squares(latents, decibels[:, None])


@torch.no_grad()
def preview_map_of(checkpoint: Checkpoint) -> PreviewMap:
    """The picture's map is in the checkpoint's config; what is not there is fitted to decoded random latents."""
    generator = torch.Generator().manual_seed(0)
    stored = checkpoint.config.get(CONFIG_KEY, {}).get("picture")
    if stored is None:
        video = torch.randn(geometry.video_latent_shape(PROBE_VIDEO_LATENTS, PROBE_CLIPS), generator=generator)
        picture = fit_picture(video, _decoder(checkpoint, "video_vae", VideoAutoencoder).decode(video))
    else:
        picture = torch.tensor(stored)
    audio = torch.randn(geometry.audio_latent_shape(PROBE_VIDEO_LATENTS, PROBE_CLIPS), generator=generator)
    level = fit_level(audio, _decoder(checkpoint, "audio_vae", AudioAutoencoder).decode(audio))
    return PreviewMap(picture, level)


def _decoder(checkpoint: Checkpoint, part: str, network: type[torch.nn.Module]):
    module = network(**checkpoint.config[part]).eval()
    module.load_state_dict(checkpoint.parts[part])
    return module


def _affine(values: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    return values @ weight[:-1] + weight[-1]


def _least_squares(inputs: torch.Tensor, outputs: torch.Tensor) -> torch.Tensor:
    """Ridge regression with an offset: `[N, I]`, `[N, O]` -> `[I + 1, O]`."""
    design = torch.cat([inputs, torch.ones(len(inputs), 1)], dim=1)
    ridge = RIDGE * len(inputs) * torch.eye(design.shape[1])
    return torch.linalg.solve(design.T @ design + ridge, design.T @ outputs)
