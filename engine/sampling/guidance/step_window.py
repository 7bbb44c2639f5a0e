"""The sampling steps in which a costly part of the guidance is computed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

SAME_SIGMA = 1e-5
"""Relative difference up to which a noise level counts as the schedule's own: samplers recompute it in float32."""


@dataclass(frozen=True)
class StepWindow:
    """Every `every`-th step from the share `start` of the steps (0..1) up to the share `end`, the first one included.

    Shares are shares of the number of steps, not of the noise level, so what a setting costs follows from the number
    of steps alone, whatever the schedule. In the steps between, nothing is reused: the guidance is without that part.
    """

    start: float = 0.0
    end: float = 1.0
    every: int = 1

    def steps(self, total: int) -> range:
        """The numbers, from 0, of the steps of a run of `total` steps; both ends are rounded to whole steps."""
        return range(math.floor(self.start * total + 0.5), math.floor(self.end * total + 0.5), self.every)

    def covers(self, step: int, total: int) -> bool:
        """Whether step number `step`, from 0, of `total` lies in the window."""
        return step in self.steps(total)


def step_at(sigma: float, sigmas: torch.Tensor) -> int:
    """The number, from 0, of the step that evaluates the model at `sigma`.

    `sigmas` `[steps + 1]` is the falling schedule. A noise level between two of its values, as samplers of higher order
    ask for, belongs to the step that ends below it or at it.
    """
    above = int((sigmas > sigma * (1.0 + SAME_SIGMA)).sum())
    return min(above, len(sigmas) - 2)
