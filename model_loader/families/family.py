"""What every loaded family answers. The nodes are written against this protocol alone."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

import torch

from ...engine.families.canvas import FamilyCanvas
from ...engine.families.rules import FamilyRules
from ...engine.families.sampling_defaults import SamplingDefaults
from ...engine.latents import AVLatent
from ..latent_preview import LatentPreview
from .encoded import Encoded
from .parts import Parts

Shape = Sequence[int]


class Family(Protocol):
    """One kind of joint model. Everything is asked of core's own objects, nothing is remembered."""

    @property
    def rules(self) -> FamilyRules: ...

    @property
    def longest_prompt(self) -> int | None:
        """The most characters of a prompt; None where the text encoder has no such limit."""

    @property
    def can_extend(self) -> bool:
        """Whether Extend Clip can continue its clips."""

    @property
    def anchor_frames(self) -> int:
        """How many frames the first picture latent stands for; 0 where a lock is not the way to a first frame."""

    @property
    def sound_lock_fault(self) -> str:
        """Why a sound that is given would not be kept while sampling; empty where it is kept."""

    @property
    def sound_time_dim(self) -> int:
        """Which dimension of its sound latent is time."""

    def owns(self, model: torch.nn.Module) -> bool:
        """Whether a MODEL's inner `comfy.model_base` object is of this family: by its class."""

    def part_faults(self, parts: Parts) -> list[str]:
        """What keeps `parts` from working together, one sentence each."""

    def shape_faults(self, video: Shape, audio: Shape) -> list[str]:
        """What keeps two latent shapes from being one clip of this family, one sentence each."""

    def encode(self, parts: Parts, prompt: str, negative: str, variant: str) -> Encoded:
        """What a prompt becomes, and what to tell the user about it."""

    def conditioning_faults(self, parts: Parts, name: str, conditioning: list) -> list[str]:
        """What says that the CONDITIONING of the input `name` is of another family's text encoder."""

    def sound_shape(self, parts: Parts, canvas: FamilyCanvas) -> tuple[int, ...]:
        """Of the sound latent that belongs to a clip of batch 1."""

    def told(
        self, conditioning: list, streams: AVLatent, mask: AVLatent | None, seeds: Sequence[int], frame_rate: Fraction
    ) -> list:
        """The positive CONDITIONING of one take, with everything that is only known when it is sampled."""

    def told_negative(self, conditioning: list, streams: AVLatent, frame_rate: Fraction) -> list:
        """The same for the negative one."""

    def sigmas(self, parts: Parts, defaults: SamplingDefaults, steps: int, streams: AVLatent) -> torch.Tensor:
        """`[steps + 1]` noise levels; `steps` 0 are those of `defaults`. Raises StepsError."""

    def encode_sound(self, parts: Parts, waveform: torch.Tensor, sample_rate_hz: int) -> torch.Tensor:
        """`[C, L]` -> sound latent of batch 1, from the first sample on: core's own encode would drop the start."""

    def decode_frames(self, parts: Parts, streams: AVLatent) -> torch.Tensor:
        """IMAGE `[B * F, H, W, 3]` in 0..1, the clips of a batch one after the other."""

    def decode_samples(self, parts: Parts, streams: AVLatent, frame_rate: Fraction) -> torch.Tensor:
        """Waveform `[1, C, B * L]` of exactly the picture's length."""

    def sample_rate_hz(self, parts: Parts) -> int:
        """Of the decoded sound."""

    def preview(self, parts: Parts) -> LatentPreview:
        """How latents are shown while they are sampled."""
