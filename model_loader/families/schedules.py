"""From the schedule that a family names to noise levels, by core's own functions."""

from __future__ import annotations

import comfy.samplers
import torch

from ...engine.families.sampling_defaults import NamedSchedule, Schedule, SigmaList, TokenShiftSchedule
from ...engine.latents import AVLatent
from .parts import Parts


class StepsError(ValueError):
    """A number of steps that a schedule does not have, said in one sentence."""


def sigmas_of(parts: Parts, schedule: Schedule, steps: int, streams: AVLatent) -> torch.Tensor:
    """`[steps + 1]` noise levels; `steps` 0 are the schedule's own. Raises StepsError for a list of another length."""
    count = steps or schedule.steps
    if isinstance(schedule, SigmaList):
        return _listed(schedule, count)
    if isinstance(schedule, TokenShiftSchedule):
        return _token_shifted(schedule, count, streams)
    return _named(parts, schedule, count)


def _listed(schedule: SigmaList, steps: int) -> torch.Tensor:
    if steps != schedule.steps:
        raise StepsError(
            f"steps: this checkpoint was distilled to {schedule.steps} steps with noise levels of their own, got "
            f"{steps}; use 0 or {schedule.steps}, or load it as another variant"
        )
    return torch.tensor(schedule.sigmas)


def _token_shifted(schedule: TokenShiftSchedule, steps: int, streams: AVLatent) -> torch.Tensor:
    from comfy_extras.nodes_lt import LTXVScheduler

    picture = {"samples": streams.video}
    shifts = {"max_shift": schedule.max_shift, "base_shift": schedule.base_shift, "terminal": schedule.terminal}
    return LTXVScheduler.execute(steps=steps, stretch=True, latent=picture, **shifts).args[0]


def _named(parts: Parts, schedule: NamedSchedule, steps: int) -> torch.Tensor:
    """With the shift of the MODEL's own sampling object, which other nodes may have changed."""
    return comfy.samplers.calculate_sigmas(parts.model.get_model_object("model_sampling"), schedule.name, steps)
