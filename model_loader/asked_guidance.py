"""From what Advanced Guidance and Reference Voice ask for to the guidance of one take."""

from __future__ import annotations

from dataclasses import replace

from ..engine.families.own_guidance import OwnGuidance
from ..engine.sampling.guidance import Guidance, guidance_in_words
from .families.voice import identity_of
from .guider import for_model
from .take import SampleSettings
from .tandem_model import TandemModel

AskedGuidance = Guidance | OwnGuidance | None
"""What the socket `guidance` brings."""


def guidance_for(
    model: TandemModel, asked: AskedGuidance, positive: list, settings: SampleSettings
) -> tuple[Guidance, str]:
    """The whole guidance of a take, and a sentence about it and its cost; empty when nobody asked for any.

    Raises GuidanceError with everything the model cannot be given.
    """
    wanted = asked.of(model.defaults) if isinstance(asked, OwnGuidance) else asked or Guidance()
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
