"""Sampling a clip whose anchors are not all locks: the family makes guides of the others, which are cut off again."""

from __future__ import annotations

import torch

from ..engine.latents import AVLatent, LatentError
from ..engine.sampling.guidance import Guidance
from .anchors import canvas_of
from .av_latents import ReadLatent
from .families.anchor import GuidedTake
from .take import OnStep, SampleSettings, sample_take
from .tandem_model import TandemModel


def sample_clip(
    model: TandemModel,
    positive: list,
    negative: list,
    clip: ReadLatent,
    settings: SampleSettings,
    on_step: OnStep,
    guidance: Guidance | None = None,
    sigmas: torch.Tensor | None = None,
) -> AVLatent:
    """One finished take of `clip`, as `sample_take` makes it, with all of its anchors. Noise levels are those of the
    clip without guides.

    Raises LatentError for anchors beyond the clip's end, and what `sample_take` raises.
    """
    family, streams, canvas = model.family, clip.streams, canvas_of(model, clip)
    beyond = [one.frame + 1 for one in clip.anchors if one.frame >= canvas.frames]
    if beyond:
        raise LatentError(
            f"latent: it was shortened to {canvas.frames} frames after Anchor Frames had anchored frame {beyond[0]}; "
            "anchor the shortened clip"
        )
    guides = [one for one in clip.anchors if not family.locks_anchor(one.frame)]
    if not guides:
        return sample_take(model, positive, negative, streams, clip.mask, settings, on_step, guidance, sigmas)
    if sigmas is None:
        sigmas = family.sigmas(model.parts, model.defaults, settings.resolved(model).steps, streams)
    take = family.guided(model.parts, GuidedTake(positive, negative, streams, clip.mask), guides, canvas)

    def without_guides(latent: AVLatent) -> AVLatent:
        return AVLatent(latent.video[:, :, : streams.video_latents].contiguous(), latent.audio)

    def show(step: int, steps: int, clean: AVLatent) -> None:
        on_step(step, steps, without_guides(clean))

    prompts = take.positive, take.negative
    return without_guides(sample_take(model, *prompts, take.streams, take.mask, settings, show, guidance, sigmas))
