"""How a family is sampled when the user does not say otherwise: values only, no sampler."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


class VariantError(ValueError):
    """A variant that a family does not have, said in one sentence."""


@dataclass(frozen=True)
class NamedSchedule:
    """A schedule by name: ComfyUI's, `linear` (`engine/sampling/schedule.py`), or `piflow` of Kandinsky 6's packs."""

    name: str
    steps: int


@dataclass(frozen=True)
class TokenShiftSchedule:
    """ComfyUI's LTXVScheduler: a shift that grows with the number of picture tokens, stretched to end at `terminal`."""

    steps: int
    base_shift: float = 0.95
    max_shift: float = 2.05
    terminal: float = 0.1


@dataclass(frozen=True)
class SigmaList:
    """Noise levels as a distilled model was taught them, from the noisiest to 0."""

    sigmas: tuple[float, ...]

    @property
    def steps(self) -> int:
        return len(self.sigmas) - 1


Schedule = NamedSchedule | TokenShiftSchedule | SigmaList


@dataclass(frozen=True)
class ScheduleTail:
    """The noise levels of a variant's own schedule that lie below `start`, with `start` before them."""

    start: float


@dataclass(frozen=True)
class Refinement:
    """The second stage, after an upscale; always without guidance."""

    sampler: str
    schedule: SigmaList | ScheduleTail


@dataclass(frozen=True)
class SamplingDefaults:
    """A scale of 1 means no guidance of that kind, 0 for `stg_scale`. `stg_blocks` are transformer blocks that
    spatio-temporal guidance perturbs. `given_sound_sync` is the `picture_sync` of a picture that is made for a sound
    which is given whole, `given_picture_sync` the `sound_sync` of a sound for a picture. A shift of None is the model's
    own. `frame_rate` is what the source samples at.
    """

    sampler: str
    schedule: Schedule
    picture_scale: float
    sound_scale: float
    frame_rate: Fraction
    modality_scale: float = 1.0
    rescale: float = 0.0
    stg_scale: float = 0.0
    stg_blocks: tuple[int, ...] = ()
    picture_shift: float | None = None
    sound_shift: float | None = None
    negative: str = ""
    given_sound_sync: float = 1.0
    given_picture_sync: float = 1.0
    refinement: Refinement | None = None

    @property
    def steps(self) -> int:
        return self.schedule.steps

    @property
    def uses_negative(self) -> bool:
        """Classifier-free guidance at a scale of 1 never evaluates the negative prompt."""
        return self.picture_scale != 1 or self.sound_scale != 1


def chosen(family: str, variants: Mapping[str, SamplingDefaults], variant: str) -> SamplingDefaults:
    """The defaults of `variant`; an empty name means the first. Raises VariantError for an unknown one."""
    first = next(iter(variants))
    found = variants.get(variant or first)
    if found is None:
        raise VariantError(f"variant: {family} has {', '.join(variants)}, got {variant!r}; use {first}")
    return found
