"""Everything that steers a joint sampling, as one value, and what it costs."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from .scales import StreamScales
from .step_window import StepWindow


class GuidanceError(ValueError):
    """Guidance that a model cannot be given, in one sentence for each field."""


@dataclass(frozen=True)
class Guidance:
    """The formula of LTX-2's reference guider, with a number of its own for each stream where that is possible:

    `c + (scale - 1)(c - u) + (sync - 1)(c - a) + stg_scale (c - p) + identity_scale (c - v)`, then `rescale`. c is the
    prompted prediction, u the unprompted one, a the prompted one in which picture and sound do not see each other, p
    the prompted one without self-attention in `stg_blocks` (spatio-temporal guidance, Hyung et al. 2024), v the
    prompted one without the reference voice.

    picture_scale, sound_scale: 1 is no guidance by the prompt.
    picture_sync, sound_sync: how far a stream is pushed from its prediction without the other stream; 1 is not at all.
    rescale: 0..1, see `rescaled`. stg_scale: 0 is off. stg_blocks: empty stands for the model family's own.
    identity_scale: how far a clip with a reference voice is pushed from one without it; 0 is not at all.
    """

    picture_scale: float = 1.0
    sound_scale: float = 1.0
    picture_sync: float = 1.0
    sound_sync: float = 1.0
    rescale: float = 0.0
    stg_scale: float = 0.0
    stg_blocks: tuple[int, ...] = ()
    sync_window: StepWindow = StepWindow()
    stg_window: StepWindow = StepWindow()
    identity_scale: float = 0.0
    identity_window: StepWindow = StepWindow()

    def with_scales(self, picture: float, sound: float) -> Guidance:
        """The same with other scales of guidance by the prompt."""
        return replace(self, picture_scale=picture, sound_scale=sound)

    @property
    def scales(self) -> StreamScales:
        return StreamScales(self.picture_scale, self.sound_scale)

    @property
    def sync_pushes(self) -> StreamScales:
        """What each stream's distance from its prediction without the other is multiplied with; 0 is nothing."""
        return StreamScales(self.picture_sync - 1.0, self.sound_sync - 1.0)

    @property
    def syncs(self) -> bool:
        """Whether any stream is pushed from its prediction without the other."""
        return StreamScales(self.picture_sync, self.sound_sync).guided

    @property
    def perturbs(self) -> bool:
        """Whether there is spatio-temporal guidance."""
        return not math.isclose(self.stg_scale, 0.0, abs_tol=1e-9)

    @property
    def keeps_identity(self) -> bool:
        """Whether the clip is pushed from one without its reference voice."""
        return not math.isclose(self.identity_scale, 0.0, abs_tol=1e-9)

    @property
    def goes_beyond_scales(self) -> bool:
        """Whether there is anything to do besides guidance by the prompt."""
        rescales = self.scales.guided and self.rescale > 0
        return self.syncs or self.perturbs or self.keeps_identity or rescales

    def syncs_at(self, step: int, steps: int) -> bool:
        return self.syncs and self.sync_window.covers(step, steps)

    def perturbs_at(self, step: int, steps: int) -> bool:
        return self.perturbs and self.stg_window.covers(step, steps)

    def keeps_identity_at(self, step: int, steps: int) -> bool:
        return self.keeps_identity and self.identity_window.covers(step, steps)

    def forwards_at(self, step: int, steps: int) -> int:
        """How often the model predicts one clip when it is evaluated in step `step`, from 0, of `steps`.

        The prompted and the unprompted prediction count as two, also where ComfyUI computes them as one batch.
        """
        pushes = (self.syncs_at(step, steps), self.perturbs_at(step, steps), self.keeps_identity_at(step, steps))
        return 1 + self.scales.guided + sum(pushes)

    def forwards(self, steps: int) -> int:
        """The same over a whole run of a sampler that evaluates the model once per step, such as euler."""
        return sum(self.forwards_at(step, steps) for step in range(steps))
