"""Decoding range by range into memory that is taken once, with progress and a chance to cancel after each range."""

from __future__ import annotations

from collections.abc import Callable

import comfy.model_management as memory
import comfy.utils
import torch

from ..engine.decode import LATENT_TIME_DIM, StreamDecoding, decode_ranges


def decoded(
    decode: Callable[[torch.Tensor], torch.Tensor], latent: torch.Tensor, stream: StreamDecoding, shape: tuple[int, ...]
) -> torch.Tensor:
    """All of `latent` as `[B, time, ...]` of `shape`, on the device on which ComfyUI keeps results."""
    result = torch.empty(shape, device=memory.intermediate_device())
    bar = comfy.utils.ProgressBar(latent.shape[LATENT_TIME_DIM])
    done = 0
    for piece in decode_ranges(decode, latent, stream, time_dim=1):
        result[:, done : done + piece.shape[1]] = piece
        done += piece.shape[1]
        bar.update_absolute(done // stream.units_per_latent)
        memory.throw_exception_if_processing_interrupted()
    return result
