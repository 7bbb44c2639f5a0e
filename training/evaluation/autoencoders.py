"""Both autoencoders of tandem-mini in plain torch: clips to latents and back, one clip at a time to save memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ...engine.mini import checkpoint
from ...engine.mini.audio_autoencoder import AudioAutoencoder
from ...engine.mini.video_autoencoder import VideoAutoencoder
from ...engine.sampling.precision import compute_dtype
from ..mini.latent_clips import load_autoencoders

FAST = compute_dtype(torch.device("cpu")) == torch.bfloat16
"""Compute in bf16, as tandem-mini does in ComfyUI on such a CPU."""


@dataclass(frozen=True)
class Autoencoders:
    video: VideoAutoencoder
    audio: AudioAutoencoder

    @classmethod
    def of(cls, weights: checkpoint.Checkpoint) -> Autoencoders:
        video = VideoAutoencoder(**weights.config["video_vae"])
        audio = AudioAutoencoder(**weights.config["audio_vae"])
        video.load_state_dict(weights.parts["video_vae"])
        audio.load_state_dict(weights.parts["audio_vae"])
        return cls(video.float().eval(), audio.float().eval())

    @classmethod
    def load(cls, path: Path) -> Autoencoders:
        """Raises CheckpointError when `path` holds no tandem-mini."""
        return cls.of(checkpoint.load(path))

    @classmethod
    def of_runs(cls) -> Autoencoders:
        """As the last training left them in `runs/`; raises FileNotFoundError when there was none."""
        return cls(*load_autoencoders())

    @torch.no_grad()
    def encode_frames(self, frames: np.ndarray) -> torch.Tensor:
        """uint8 `[F, H, W, 3]`, H = W = 256 or 128 -> `[1, 16, F / 4, 8, 8]`."""
        x = torch.from_numpy(frames).permute(3, 0, 1, 2)[None].float() / 127.5 - 1
        with torch.autocast("cpu", torch.bfloat16, enabled=FAST):
            return self.video.encode(x).float()

    @torch.no_grad()
    def encode_samples(self, samples: np.ndarray) -> torch.Tensor:
        """float `[L]` -> `[1, 32, L / 640, 1]`."""
        return self.audio.encode(torch.from_numpy(np.ascontiguousarray(samples, np.float32))[None, None])

    @torch.no_grad()
    def decode_frames(self, latent: torch.Tensor) -> np.ndarray:
        """`[1, 64, T, 8, 8]` -> uint8 `[4 T, 256, 256, 3]`."""
        with torch.autocast("cpu", torch.bfloat16, enabled=FAST):
            x = self.video.decode(latent)
        return ((x[0].float().clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8).permute(1, 2, 3, 0).numpy()

    @torch.no_grad()
    def decode_samples(self, latent: torch.Tensor) -> np.ndarray:
        """`[1, 32, A, 1]` -> float32 `[640 A]`."""
        return self.audio.decode(latent)[0, 0].clamp(-1, 1).numpy()
