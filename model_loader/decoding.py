"""Chains of any length to frames and samples: range by range through the VAEs, into memory that is taken once."""

from __future__ import annotations

from collections.abc import Iterator

import comfy.model_management as memory
import comfy.utils
import torch

from ..engine.decode import PICTURE, SOUND, StreamDecoding, decode_ranges
from ..engine.latents import AVLatent
from ..engine.mini import geometry
from .tandem_model import TandemModel

RGB = 3


def decode_frames(model: TandemModel, chain: AVLatent) -> torch.Tensor:
    """IMAGE `[B * 4 T, 256, 256, 3]` in 0..1: the clips of a batch one after the other."""
    side, batch = geometry.PICTURE_SIZE, chain.video.shape[0]
    frames = torch.empty(batch, chain.canvas.frames, side, side, RGB, device=memory.intermediate_device())
    _fill(frames, _pieces(model.picture_vae.decode, chain.video, PICTURE), chain.video.shape[2], PICTURE)
    return frames.flatten(0, 1)


def decode_samples(model: TandemModel, chain: AVLatent) -> torch.Tensor:
    """Waveform `[1, 1, B * L]` with 640 samples for every frame: the clips of a batch one after the other."""
    samples = torch.empty(chain.audio.shape[0], chain.canvas.samples, 1, device=memory.intermediate_device())
    _fill(samples, _pieces(model.sound_vae.decode, chain.audio, SOUND), chain.audio.shape[2], SOUND)
    return samples.reshape(1, 1, -1)


def _pieces(decode, latent: torch.Tensor, stream: StreamDecoding) -> Iterator[torch.Tensor]:
    return decode_ranges(decode, latent, stream, time_dim=1)


def _fill(result: torch.Tensor, pieces: Iterator[torch.Tensor], latents: int, stream: StreamDecoding) -> None:
    """Writes the pieces one behind the other into `[B, time, ...]`; each ends in a chance to cancel."""
    bar = comfy.utils.ProgressBar(latents)
    done = 0
    for piece in pieces:
        result[:, done : done + piece.shape[1]] = piece
        done += piece.shape[1]
        bar.update_absolute(done // stream.units_per_latent)
        memory.throw_exception_if_processing_interrupted()
