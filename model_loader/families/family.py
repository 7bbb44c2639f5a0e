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
from .anchor import Anchor, GuidedTake
from .encoded import Encoded
from .parts import Parts
from .voice import Voice, VoicedPrompt

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
        """How many frames one anchor holds."""

    @property
    def sound_lock_fault(self) -> str:
        """Why a sound that is given would not be kept while sampling; empty where it is kept."""

    @property
    def voice_fault(self) -> str:
        """Why it takes no reference voice; empty where it does."""

    @property
    def sound_time_dim(self) -> int:
        """Which dimension of its sound latent is time."""

    def owns(self, model: torch.nn.Module) -> bool:
        """Whether a MODEL's inner `comfy.model_base` object is of this family: by its class."""

    def part_faults(self, parts: Parts) -> list[str]:
        """What keeps `parts` from working together, one sentence each."""

    def shape_faults(self, video: Shape, audio: Shape) -> list[str]:
        """What keeps two latent shapes from being one clip of this family, one sentence each."""

    def locks_anchor(self, frame: int) -> bool:
        """Whether an anchor at `frame` is a lock on a picture latent; if not, `guided` gives it to the model."""

    def anchor_faults(self, canvas: FamilyCanvas, frame: int, strength: float) -> list[str]:
        """What keeps a picture from being anchored at `frame`, one sentence each."""

    def fitted(self, image: torch.Tensor, fit: str, width: int, height: int) -> torch.Tensor:
        """A picture `[H, W, 3]` brought to `[height, width, 3]`. Raises ImageError for an unknown `fit`."""

    def guided(self, parts: Parts, take: GuidedTake, anchors: Sequence[Anchor], canvas: FamilyCanvas) -> GuidedTake:
        """`take`, a clip of `canvas`, with the anchors that are no locks. Raises PartsError where it has others."""

    def anchor_note(self, conditioning: list, anchors: Sequence[Anchor]) -> str:
        """What to tell about a prompt that does not go with the anchors; empty when there is nothing."""

    def encode(
        self, parts: Parts, prompt: str, negative: str, variant: str, images: torch.Tensor | None = None
    ) -> Encoded:
        """What a prompt becomes, read together with `images` where the family does that, and what to tell about it.

        Raises ImageError and PartsError for images that cannot be read.
        """

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

    def starting_noise(self, parts: Parts, noise: AVLatent, source: AVLatent, sigma: float) -> AVLatent:
        """What core is to mix with the clean `source` when a clip is sampled from `sigma` on, not from pure noise."""

    def encode_sound(self, parts: Parts, waveform: torch.Tensor, sample_rate_hz: int) -> torch.Tensor:
        """`[C, L]` -> sound latent of batch 1, from the first sample on: core's own encode would drop the start."""

    def voiced(self, parts: Parts, prompt: VoicedPrompt, voice: Voice) -> VoicedPrompt:
        """`prompt` spoken by `voice`. Raises PartsError where the family or this core does not take it."""

    def decode_frames(self, parts: Parts, streams: AVLatent) -> torch.Tensor:
        """IMAGE `[B * F, H, W, 3]` in 0..1, the clips of a batch one after the other."""

    def decode_samples(self, parts: Parts, streams: AVLatent, frame_rate: Fraction) -> torch.Tensor:
        """Waveform `[1, C, B * L]` of exactly the picture's length."""

    def sample_rate_hz(self, parts: Parts) -> int:
        """Of the decoded sound."""

    def preview(self, parts: Parts) -> LatentPreview:
        """How latents are shown while they are sampled."""
