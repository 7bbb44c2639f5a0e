"""ComfyUI's LATENT dict to the engine's `AVLatent` and back, with everything checked on the way in."""

from __future__ import annotations

from dataclasses import dataclass

import comfy.model_management as memory
import comfy.nested_tensor
import comfy.sampler_helpers
import torch

from ..engine.latents import AVLatent, LatentError, mini_latent
from .joint_model import SCRIPT_KEY, require_mini_shapes


@dataclass(frozen=True)
class ReadLatent:
    """One LATENT: its streams, its mask (None: everything is sampled) and the script it was sampled with (or None)."""

    streams: AVLatent
    mask: AVLatent | None
    script: torch.Tensor | None


def read_latent(latent: dict) -> ReadLatent:
    """Raises LatentError for the latent of another model, for one stream without the other, and for NaN."""
    samples = latent["samples"]
    parts = samples.unbind() if samples.is_nested else [samples]
    require_mini_shapes([tuple(part.shape) for part in parts])
    streams = mini_latent(*(part.float() for part in parts))
    return ReadLatent(streams, _read_mask(latent.get("noise_mask"), streams), latent.get(SCRIPT_KEY))


def write_latent(streams: AVLatent, mask: AVLatent | None = None, script: torch.Tensor | None = None) -> dict:
    """A LATENT as core's own nodes make it: picture first, sound second."""
    latent = {"samples": nested(streams)}
    if mask is not None:
        latent["noise_mask"] = nested(mask)
    if script is not None:
        latent[SCRIPT_KEY] = script
    return latent


def nested(streams: AVLatent) -> comfy.nested_tensor.NestedTensor:
    return comfy.nested_tensor.NestedTensor((streams.video, streams.audio))


def free_mask(streams: AVLatent) -> AVLatent:
    """A mask that locks nothing. One channel for the sound too: core cuts 4-D masks of a batch apart otherwise."""
    return streams.map(lambda stream: torch.ones_like(stream[:, :1]))


def _read_mask(mask, streams: AVLatent) -> AVLatent | None:
    """Masks of any size that core's samplers take; a single mask is the picture's."""
    if mask is None:
        return None
    parts = list(mask.unbind()) if mask.is_nested else [mask]
    free = free_mask(streams)
    video = _fitted(parts[0], streams.video, free.video)
    audio = _fitted(parts[1], streams.audio, free.audio) if len(parts) > 1 else free.audio
    if not all(bool(torch.isfinite(part).all()) for part in (video, audio)):
        raise LatentError("latent: expected a noise mask of numbers from 0 to 1, got NaN or infinity")
    return AVLatent(video, audio)


def _fitted(mask: torch.Tensor, stream: torch.Tensor, full: torch.Tensor) -> torch.Tensor:
    if mask.shape == full.shape:
        return mask.float().clamp(0, 1)
    cpu = torch.device("cpu")
    return comfy.sampler_helpers.prepare_mask(mask, stream.shape, cpu)[:, :1].float().clamp(0, 1)


def to_intermediate(streams: AVLatent) -> AVLatent:
    """Where and as what ComfyUI keeps results between nodes."""
    device, dtype = memory.intermediate_device(), memory.intermediate_dtype()
    return streams.map(lambda stream: stream.to(device=device, dtype=dtype))
