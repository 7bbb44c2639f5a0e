"""A voice that a clip shall be spoken with, and the prompts that carry it to the sampler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch

from ...engine.sampling.guidance import StepWindow
from .parts import Parts

FAMILY_IDENTITY = -1.0
"""Stands for the family's own strength."""
IDENTITY_KEY = "tandem_identity"
"""Where `Identity` lies in the dict of the positive CONDITIONING."""

EncodeSound = Callable[[Parts, torch.Tensor, int], torch.Tensor]
"""`Family.encode_sound`."""


@dataclass(frozen=True)
class Identity:
    """How far the clip is pushed from one without the voice, 0 is not at all, and in which steps."""

    scale: float = FAMILY_IDENTITY
    window: StepWindow = StepWindow()


@dataclass(frozen=True)
class Voice:
    """`waveform` `[C, L]` at its own rate."""

    waveform: torch.Tensor
    sample_rate_hz: int
    identity: Identity = Identity()

    @property
    def seconds(self) -> float:
        return self.waveform.shape[-1] / self.sample_rate_hz


@dataclass(frozen=True)
class VoicedPrompt:
    """Both CONDITIONINGs, and what to tell about the voice in them, one sentence each."""

    positive: list
    negative: list
    notes: tuple[str, ...] = ()


def identity_of(conditioning: list) -> Identity | None:
    """What a positive CONDITIONING asks for, or None when it has no such voice."""
    return next((extra[IDENTITY_KEY] for _, extra in conditioning if IDENTITY_KEY in extra), None)
