"""Picture to latents and back: 4 frames of 256x256 become one 8x8 latent of 64 channels, and the reverse.

The encoder looks at the picture at half size, each group of 4 frames by itself. The decoder mixes each latent with its
two neighbours in time before it draws, so a range of latents decodes exactly when one more is given at each side. Up to
16x16 it works on what the 4 frames share, from there on every frame by itself: a decoder that shares everything draws
one picture four times.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from . import geometry
from .layers import LatentNorm, ResidualBlock2d
from .operations import PlainOperations

FRAMES = geometry.FRAMES_PER_LATENT
NEIGHBOURS = 1
"""Latents on each side that a decoded latent depends on."""


class VideoAutoencoder(nn.Module):
    """`encode`: `[B, 3, F, 256, 256]` in -1..1 -> `[B, 64, F/4, 8, 8]`; `decode` is the reverse."""

    def __init__(
        self,
        *,
        widths: tuple[int, int, int, int, int] = (224, 128, 80, 48, 32),
        dtype=None,
        device=None,
        operations=PlainOperations,
    ) -> None:
        super().__init__()
        kw = {"dtype": dtype, "device": device}
        w8, w16, frame16, frame32, frame64 = widths
        channels = geometry.VIDEO_CHANNELS

        def conv(inputs: int, outputs: int) -> nn.Module:
            return operations.Conv2d(inputs, outputs, 1, **kw)

        def block(width: int, expand: int = 2) -> nn.Module:
            return ResidualBlock2d(width, expand=expand, operations=operations, **kw)

        self.encoder = nn.Sequential(
            conv(3 * FRAMES * 64, w16), block(w16), block(w16),
            nn.PixelUnshuffle(2), conv(w16 * 4, w8), block(w8), block(w8), block(w8), conv(w8, channels),
        )  # fmt: skip
        self.norm = LatentNorm(channels)
        self.decoder = nn.Sequential(
            conv(channels * (1 + 2 * NEIGHBOURS), w8), block(w8), block(w8), block(w8), block(w8),
            conv(w8, w16 * 4), nn.PixelShuffle(2), block(w16), block(w16),
        )  # fmt: skip
        self.split_frames = conv(w16, FRAMES * frame16)
        self.frame_decoder = nn.Sequential(
            block(frame16, 1),
            conv(frame16, frame32 * 4), nn.PixelShuffle(2), block(frame32, 1),
            conv(frame32, frame64 * 4), nn.PixelShuffle(2), block(frame64, 1),
            operations.GroupNorm(8, frame64, **kw), conv(frame64, 3 * 16), nn.PixelShuffle(4),
        )  # fmt: skip

    def encode(self, frames: torch.Tensor) -> torch.Tensor:
        """Frames beyond a multiple of 4 repeat the last one. 128x128 frames are taken as already halved."""
        b, c, f, h, w = frames.shape
        if f % FRAMES:
            frames = torch.cat([frames, frames[:, :, -1:].expand(-1, -1, FRAMES - f % FRAMES, -1, -1)], dim=2)
            f = frames.shape[2]
        x = frames.transpose(1, 2).reshape(b * f // FRAMES, FRAMES * c, h, w)
        if h == geometry.PICTURE_SIZE:
            x = F.avg_pool2d(x, 2)
        z = self.encoder(F.pixel_unshuffle(x, 8).contiguous(memory_format=torch.channels_last))
        z = self.norm(z.permute(0, 2, 3, 1)).to(frames.dtype)
        return z.reshape(b, f // FRAMES, *z.shape[1:]).permute(0, 4, 1, 2, 3)

    def decode(self, latent: torch.Tensor) -> torch.Tensor:
        b, c, t, h, w = latent.shape
        padded = torch.cat([latent[:, :, :1], latent, latent[:, :, -1:]], dim=2)
        x = torch.cat([padded[:, :, i : i + t] for i in range(1 + 2 * NEIGHBOURS)], dim=1)
        x = x.transpose(1, 2).reshape(b * t, -1, h, w).contiguous(memory_format=torch.channels_last)
        shared = self.split_frames(self.decoder(x))
        each = shared.reshape(b * t * FRAMES, -1, *shared.shape[-2:]).contiguous(memory_format=torch.channels_last)
        y = self.frame_decoder(each)
        return y.reshape(b, t * FRAMES, 3, *y.shape[-2:]).transpose(1, 2)
