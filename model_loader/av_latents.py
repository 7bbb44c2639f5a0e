"""ComfyUI's LATENT dict to the engine's `AVLatent` and back, with everything checked on the way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import comfy.model_management as memory
import comfy.nested_tensor
import comfy.sampler_helpers
import torch

from ..engine.clock import exact_rate
from ..engine.latents import AVLatent, LatentError, finite_faults
from .families.anchor import Anchor
from .families.family import Family
from .joint_model import SCRIPT_KEY

FRAME_RATE_KEY = "tandem_frame_rate"
"""Where the frame rate of a clip lies in its LATENT, a Fraction: a family without a fixed rate needs it again."""

ANCHORS_KEY = "tandem_anchors"
"""Where the pictures of Anchor Frames lie, a tuple of `Anchor` in the order of time."""

MADE_FROM_KEY = "tandem_made_from"
"""Where those lie that a finished clip was sampled with: a second stage takes them again."""

SHOWN_SIZE_KEY = "tandem_shown_size"
"""Where width and height in pixels lie that the frames of a clip are cut to, where a family cannot draw them."""


@dataclass(frozen=True)
class ReadLatent:
    """One LATENT: its streams, its mask (None: everything is sampled), the script it was sampled with (or None), its
    frame rate, and the size that its frames are cut to (None: they are not)."""

    streams: AVLatent
    mask: AVLatent | None
    script: torch.Tensor | None
    frame_rate: Fraction
    shown_size: tuple[int, int] | None = None
    anchors: tuple[Anchor, ...] = ()
    """The pictures that it is anchored to, in the order of time."""
    made_from: tuple[Anchor, ...] = ()
    """The pictures that a finished clip was anchored to."""


def read_latent(latent: dict, family: Family, conditioning: list | None = None) -> ReadLatent:
    """Raises LatentError for the latent of another family, for one stream without the other, and for NaN.

    A latent of core's nodes has no frame rate: then that of core's LTXVConditioning in `conditioning` holds, else the
    family's own.
    """
    samples = latent["samples"]
    parts = samples.unbind() if samples.is_nested else [samples]
    name = family.rules.display_name
    if len(parts) != 2:
        raise LatentError(
            f"latent: {name} samples picture and sound together, got {len(parts)} stream of shape "
            f"{list(parts[0].shape)}; use Blank Clip (Tandem), or join both streams with Concat AV Latent"
        )
    faults = family.shape_faults(*(tuple(part.shape) for part in parts)) or finite_faults(*parts)
    if faults:
        raise LatentError("; ".join(faults))
    streams = AVLatent(*(part.float() for part in parts))
    rate = latent.get(FRAME_RATE_KEY) or _rate_in(conditioning or []) or family.rules.defaults().frame_rate
    mask, shown = _read_mask(latent.get("noise_mask"), streams), _shown_size(latent, family, streams, rate)
    anchors, made_from = (tuple(latent.get(key, ())) for key in (ANCHORS_KEY, MADE_FROM_KEY))
    return ReadLatent(streams, mask, latent.get(SCRIPT_KEY), rate, shown, anchors, made_from)


def _shown_size(latent: dict, family: Family, streams: AVLatent, rate: Fraction) -> tuple[int, int] | None:
    """The size in `latent`, unless another node has changed the picture's size since it was written."""
    shown = latent.get(SHOWN_SIZE_KEY)
    if shown is None:
        return None
    canvas, sizes = family.rules.canvas_of(tuple(streams.video.shape), rate), family.rules.sizes
    return shown if tuple(map(sizes.covering, shown)) == (canvas.width, canvas.height) else None


def _rate_in(conditioning: list) -> Fraction | None:
    typed = next((extra["frame_rate"] for _, extra in conditioning if "frame_rate" in extra), None)
    return None if typed is None else exact_rate(typed)


def write_latent(
    streams: AVLatent,
    mask: AVLatent | None = None,
    script: torch.Tensor | None = None,
    frame_rate: Fraction | None = None,
    shown_size: tuple[int, int] | None = None,
    anchors: Sequence[Anchor] = (),
    made_from: Sequence[Anchor] = (),
) -> dict:
    """A LATENT as core's own nodes make it: picture first, sound second."""
    extra = {
        "noise_mask": None if mask is None else nested(mask),
        SCRIPT_KEY: script,
        FRAME_RATE_KEY: frame_rate,
        SHOWN_SIZE_KEY: shown_size,
        ANCHORS_KEY: tuple(anchors) or None,
        MADE_FROM_KEY: tuple(made_from) or None,
    }
    return {"samples": nested(streams), **{key: value for key, value in extra.items() if value is not None}}


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
    return comfy.sampler_helpers.prepare_mask(mask, stream.shape, stream.device)[:, :1].float().clamp(0, 1)


def to_intermediate(streams: AVLatent) -> AVLatent:
    """Where and as what ComfyUI keeps results between nodes."""
    device, dtype = memory.intermediate_device(), memory.intermediate_dtype()
    return streams.map(lambda stream: stream.to(device=device, dtype=dtype))
