"""From what Advanced Guidance and Reference Voice ask for to the guidance of one take."""

from __future__ import annotations

from dataclasses import replace

from ..engine.families.own_guidance import OwnGuidance
from ..engine.latents import AVLatent
from ..engine.sampling.guidance import Guidance, guidance_in_words
from .families.voice import identity_of
from .guider import for_model
from .locked_sampling import sound_is_given
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

    mask: what the take keeps. A picture that is made for a given sound follows it as far as the family does by default,
    unless the user has guidance of their own. Raises GuidanceError with everything the model cannot be given.
    """
    wanted = asked.of(model.defaults) if isinstance(asked, OwnGuidance) else asked or Guidance()
    if not isinstance(asked, Guidance) and sound_is_given(mask):
        wanted = replace(wanted, picture_sync=max(wanted.picture_sync, model.defaults.given_sound_sync))
    identity = identity_of(positive)
    if identity is not None:
        wanted = replace(wanted, identity_scale=identity.scale, identity_window=identity.window)
    chosen = settings.resolved(model)
    scaled = wanted.with_scales(chosen.picture_scale, chosen.sound_scale)
    whole = for_model(scaled, model.parts.diffusion_model)
    shown = isinstance(asked, OwnGuidance) or whole.goes_beyond_scales
    return whole, guidance_in_words(whole, chosen.steps) if shown else ""


def stage_guidance_for(
    model: TandemModel, asked: AskedGuidance, positive: list, settings: SampleSettings
) -> tuple[Guidance, str]:
    """The same for a second stage: the family's own is one without guidance."""
    return guidance_for(model, None if isinstance(asked, OwnGuidance) else asked, positive, settings)
