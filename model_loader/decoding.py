"""Clips and chains of any family to frames and samples of exactly their length."""

from __future__ import annotations

from fractions import Fraction

import torch

from ..engine.latents import AVLatent
from .tandem_model import TandemModel


def decode_frames(model: TandemModel, chain: AVLatent) -> torch.Tensor:
    """IMAGE `[B * F, H, W, 3]` in 0..1: the clips of a batch one after the other."""
    return model.family.decode_frames(model.parts, chain)


def decode_samples(model: TandemModel, chain: AVLatent, frame_rate: Fraction) -> torch.Tensor:
    """Waveform `[1, C, B * L]` as long as the picture at `frame_rate`: the clips of a batch one after the other."""
    return model.family.decode_samples(model.parts, chain, frame_rate)
