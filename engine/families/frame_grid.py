"""The lengths that a family can make, as numbers of frames."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class FrameGrid:
    """`first`, `first + step`, ... up to and perhaps including `last`."""

    first: int
    step: int
    last: int

    def __contains__(self, frames: int) -> bool:
        return self.first <= frames <= self.longest and (frames - self.first) % self.step == 0

    @property
    def longest(self) -> int:
        return self.last - (self.last - self.first) % self.step

    def nearest(self, frames: Fraction | int) -> int:
        """The legal length nearest to `frames`; the shorter of two equally near ones."""
        steps = math.ceil((Fraction(frames) - self.first) / self.step - Fraction(1, 2))
        return min(max(self.first + steps * self.step, self.first), self.longest)

    def holds(self, frames: Fraction | int) -> bool:
        """Whether `frames` is at most half a step beyond the shortest or the longest length."""
        slack = Fraction(self.step, 2)
        return self.first - slack <= frames <= self.longest + slack

    def where(self, remainder: int, period: int) -> FrameGrid | None:
        """The lengths of this grid that leave `remainder` when divided by `period`; None if it has none."""
        step = math.lcm(self.step, period)
        candidates = range(self.first, min(self.last, self.first + step - 1) + 1, self.step)
        first = next((frames for frames in candidates if (frames - remainder) % period == 0), None)
        return None if first is None else FrameGrid(first, step, self.last)
