"""From what Advanced Guidance and Reference Voice ask for to the guidance of one take."""

from __future__ import annotations

from dataclasses import replace

from ..engine.families.own_guidance import OwnGuidance
from ..engine.families.sampling_defaults import SamplingDefaults
from ..engine.latents import AVLatent
from ..engine.sampling.guidance import Guidance, guidance_in_words
from .families.voice import identity_of
from .guider import for_model
from .locked_sampling import picture_is_given, sound_is_given
from .take import SampleSettings
from .tandem_model import TandemModel

AskedGuidance = Guidance | OwnGuidance | None
"""What the socket `guidance` brings."""


def guidance_for(
    model: TandemModel,
    asked: AskedGuidance,
    positive: list,
    settings: SampleSettings,
    mask: AVLatent | None = None,
) -> tuple[Guidance, str]:
    """The whole guidance of a take, and a sentence about it and its cost; empty when there is none but the scales.

    mask: what the take keeps. What is made for a given stream follows it as far as the family does by default, unless
    the user has guidance of their own. Raises GuidanceError with everything the model cannot be given.
    """
    wanted = asked.of(model.defaults) if isinstance(asked, OwnGuidance) else asked or Guidance()
    if not isinstance(asked, Guidance):
        wanted = following(wanted, model.defaults, mask)
    identity = identity_of(positive)
    if identity is not None:
        wanted = replace(wanted, identity_scale=identity.scale, identity_window=identity.window)
    chosen = settings.resolved(model)
    scaled = wanted.with_scales(chosen.picture_scale, chosen.sound_scale)
    whole = for_model(scaled, model.parts.diffusion_model)
    shown = isinstance(asked, OwnGuidance) or whole.goes_beyond_scales
    return whole, guidance_in_words(whole, chosen.steps) if shown else ""


def following(wanted: Guidance, defaults: SamplingDefaults, mask: AVLatent | None) -> Guidance:
    """`wanted`, pushed towards a stream that is given whole as far as the family's defaults say."""
    if sound_is_given(mask):
        return replace(wanted, picture_sync=max(wanted.picture_sync, defaults.given_sound_sync))
    if picture_is_given(mask):
        return replace(wanted, sound_sync=max(wanted.sound_sync, defaults.given_picture_sync))
    return wanted


def stage_guidance_for(
    model: TandemModel, asked: AskedGuidance, positive: list, settings: SampleSettings
) -> tuple[Guidance, str]:
    """The same for a second stage: the family's own is one without guidance."""
    return guidance_for(model, None if isinstance(asked, OwnGuidance) else asked, positive, settings)
