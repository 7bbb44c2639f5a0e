"""Locking the sound of a clip to a recording: the picture is made to it."""

from __future__ import annotations

import torch

from ..engine.latents import AVLatent
from ..engine.media.sound import checked, part_of
from .av_latents import ReadLatent, free_mask
from .families.parts import PartsError
from .tandem_model import TandemModel


def clip_sound(model: TandemModel, clip: ReadLatent, audio: dict, start_s: float) -> dict:
    """ComfyUI's AUDIO from `start_s` on, at its own rate, exactly as long as the clip's picture.

    Raises SoundError for an audio that cannot be used.
    """
    rate = int(audio["sample_rate"])
    waveform = checked(audio["waveform"], rate)
    canvas = model.family.rules.canvas_of(tuple(clip.streams.video.shape), clip.frame_rate)
    return {"waveform": part_of(waveform, rate, start_s, float(canvas.duration_s))[None], "sample_rate": rate}


def sound_anchored(model: TandemModel, clip: ReadLatent, sound: dict) -> tuple[AVLatent, AVLatent]:
    """The clip and its mask with the whole sound locked to `sound`, which is as long as the clip.

    Raises PartsError for a family that would not keep it.
    """
    if model.family.sound_lock_fault:
        raise PartsError(f"tandem_model: {model.family.sound_lock_fault}")
    latent = model.family.encode_sound(model.parts, sound["waveform"][0], sound["sample_rate"])
    audio = _as_long_as(clip.streams.audio, latent, model.family.sound_time_dim)
    mask = clip.mask or free_mask(clip.streams)
    return AVLatent(clip.streams.video, audio), AVLatent(mask.video, torch.zeros_like(mask.audio))


def _as_long_as(wanted: torch.Tensor, latent: torch.Tensor, time_dim: int) -> torch.Tensor:
    """`latent` of batch 1 cut to the length of `wanted`, or with its last latent again at the end, for every clip."""
    count = wanted.shape[time_dim]
    missing = max(count - latent.shape[time_dim], 0)
    last = latent.narrow(time_dim, latent.shape[time_dim] - 1, 1)
    whole = torch.cat([latent, *[last] * missing], dim=time_dim).narrow(time_dim, 0, count)
    return whole.expand(wanted.shape[0], *[-1] * (wanted.ndim - 1)).to(wanted).contiguous()
