"""Clips and chains of any family to frames and samples of exactly their length."""

from __future__ import annotations

from fractions import Fraction

import torch

from ..engine.latents import AVLatent
from ..engine.media.cropping import cropped
from .av_latents import ReadLatent
from .tandem_model import TandemModel


def decode_frames(model: TandemModel, chain: AVLatent) -> torch.Tensor:
    """IMAGE `[B * F, H, W, 3]` in 0..1: the clips of a batch one after the other."""
    return model.family.decode_frames(model.parts, chain)


def shown_frames(model: TandemModel, clip: ReadLatent) -> torch.Tensor:
    """The same, cut around the middle to the size that the LATENT says it is to be shown at."""
    frames = decode_frames(model, clip.streams)
    return frames if clip.shown_size is None else cropped(frames, *clip.shown_size)


def decode_samples(model: TandemModel, chain: AVLatent, frame_rate: Fraction) -> torch.Tensor:
    """Waveform `[1, C, B * L]` as long as the picture at `frame_rate`: the clips of a batch one after the other."""
    return model.family.decode_samples(model.parts, chain, frame_rate)
