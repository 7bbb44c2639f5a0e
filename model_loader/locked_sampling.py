"""Which of core's samplers bring locked parts of a latent back, and what to do about the others."""

from __future__ import annotations

from ..engine.latents import AVLatent

STOPS_EARLY = {"dpm_fast": "dpmpp_2m", "dpm_adaptive": "dpmpp_2m"}
"""Samplers that end at the last noise level above 0 of their schedule, each with the nearest one that ends at 0."""
STOPS_ALMOST = ("uni_pc", "uni_pc_bh2")
"""Samplers that end at a noise level of 0.001 where the schedule has 0."""


class SamplerError(ValueError):
    """A sampler that cannot do what a latent asks for, said in one sentence."""


def holds_anything(mask: AVLatent | None) -> bool:
    """Whether `mask` keeps any part of its clip, whole (0) or in part."""
    return mask is not None and bool((mask.video < 1).any() or (mask.audio < 1).any())


def sound_is_given(mask: AVLatent | None) -> bool:
    """Whether all of the sound is kept, and a picture is made for it."""
    return mask is not None and not bool(mask.audio.any()) and bool(mask.video.any())


def picture_is_given(mask: AVLatent | None) -> bool:
    """Whether all of the picture is kept, and a sound is made for it."""
    return mask is not None and not bool(mask.video.any()) and bool(mask.audio.any())


def require_locks_kept(sampler: str, mask: AVLatent | None) -> None:
    """Raises SamplerError for a sampler that leaves locked parts, and what shall join them, under noise."""
    if sampler in STOPS_EARLY and holds_anything(mask):
        raise SamplerError(
            f"sampler: parts of the latent are locked, and {sampler} stops before the noise is gone, so the rest would "
            f"not join them; the nearest one that keeps them is {STOPS_EARLY[sampler]}"
        )


def lock_note(sampler: str, held: bool) -> str:
    """What to tell about a sampler whose rest joins what is `held` only nearly; empty when there is nothing."""
    if not held or sampler not in STOPS_ALMOST:
        return ""
    return (
        f"{sampler} stops just before the noise is gone: locked parts come back exactly, the rest keeps noise of up to "
        "about 0.004 and joins them that nearly; dpmpp_2m has none."
    )
