"""The picture of a clip made larger as a latent: by core's latent upsampler of LTX-2, or by resizing."""

from __future__ import annotations

import math
from fractions import Fraction

import torch
import torch.nn.functional as F
from comfy.ldm.lightricks.latent_upsampler import LatentUpsampler

from .families.parts import PartsError, class_name
from .tandem_model import TandemModel

TWICE = Fraction(2)


def require_upsampler(model: TandemModel, upscale_model) -> None:
    """Raises PartsError for an upscale model that cannot enlarge the latents of `model`.

    The statistics of the picture's VAE are what core's upsampling needs, so a family without them has none.
    """
    name = model.display_name
    if not hasattr(model.picture_vae.first_stage_model, "per_channel_statistics"):
        raise PartsError(
            f"upscale_model: there is none for the latents of {name}; leave it open, the latent is resized then"
        )
    network = getattr(upscale_model, "model", upscale_model)
    if not isinstance(network, LatentUpsampler):
        raise PartsError(
            f"upscale_model: expected the latent upsampler of {name} (LatentUpsampler), got {class_name(network)}; "
            "load the file that belongs to the model, or leave it open"
        )
    channels = model.model.model.latent_format.latent_channels
    faults = []
    if network.in_channels != channels:
        faults.append(f"upscale_model: {name} has latents of {channels} channels, got one for {network.in_channels}")
    if network.temporal_upsample or not network.spatial_upsample:
        faults.append(
            "upscale_model: expected one that enlarges the picture, got one that adds frames; load the spatial upscaler"
        )
    if faults:
        raise PartsError("; ".join(faults))


def made_sides(upscale_model, height: int, width: int) -> tuple[int, int]:
    """Height and width in latents that an upscale model makes of a picture latent."""
    network = upscale_model.model
    scale = Fraction(network.spatial_scale) if network.rational_resampler else TWICE
    return math.ceil(height * scale), math.ceil(width * scale)


def upsampled(model: TandemModel, video: torch.Tensor, upscale_model) -> torch.Tensor:
    """`[B, C, T, H, W]` by core's own LTXVLatentUpsampler, in the VAE's units and back."""
    from comfy_extras.nodes_lt_upsampler import LTXVLatentUpsampler

    made = LTXVLatentUpsampler.execute({"samples": video}, upscale_model, model.picture_vae)
    return made.args[0]["samples"].to(video)


def resized(video: torch.Tensor, height: int, width: int) -> torch.Tensor:
    """`[B, C, T, H, W]` -> `[B, C, T, height, width]`, every latent by itself, bicubic.

    Its weights add up to 1, so a scale and an offset per channel, as VAEs put them on latents, change nothing.
    """
    batch, _, time = video.shape[:3]
    stills = video.transpose(1, 2).flatten(0, 1)
    larger = F.interpolate(stills, size=(height, width), mode="bicubic", antialias=True, align_corners=False)
    return larger.unflatten(0, (batch, time)).transpose(1, 2).contiguous()


def resized_mask(mask: torch.Tensor, height: int, width: int) -> torch.Tensor:
    """A picture mask `[B, 1, T, H, W]` for the larger picture: no value that it did not have, so locks stay locks."""
    return F.interpolate(mask, size=(mask.shape[2], height, width), mode="nearest-exact")
