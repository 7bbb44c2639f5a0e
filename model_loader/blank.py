"""An empty clip of any family, and what to tell about it."""

from __future__ import annotations

import torch

from ..engine.families.canvas import FamilyCanvas
from ..engine.latents import AVLatent
from .av_latents import to_intermediate
from .tandem_model import TandemModel


def blank_clip(model: TandemModel, canvas: FamilyCanvas) -> AVLatent:
    """Zeros; how long the sound is, the family's sound VAE says."""
    sound = torch.zeros(model.family.sound_shape(model.parts, canvas))
    return to_intermediate(AVLatent(torch.zeros(canvas.video_shape), sound))


def canvas_sentences(model: TandemModel, canvas: FamilyCanvas) -> str:
    """The clip as it will be, and the family's remarks on it."""
    size = f"{canvas.width}x{canvas.height}"
    facts = f"{float(canvas.duration_s):.3f} s: {canvas.frames} frames of {size} at {float(canvas.frame_rate):.6g} fps"
    return "\n".join([facts, *model.family.rules.notes(canvas)])
