"""Guidance of a joint model: how far each stream is pushed, from what, in which steps."""

from .options import Guidance, GuidanceError
from .rescale import rescaled
from .scales import StreamScales, guide, packed_weights
from .sentence import guidance_in_words
from .step_window import StepWindow, step_at

__all__ = [
    "Guidance",
    "GuidanceError",
    "StepWindow",
    "StreamScales",
    "guidance_in_words",
    "guide",
    "packed_weights",
    "rescaled",
    "step_at",
]
