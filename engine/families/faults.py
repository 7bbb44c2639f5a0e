"""What is wrong with a request: one sentence per fault, each with the nearest legal value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from .frame_grid import FrameGrid
from .request import ClipRequest


@dataclass(frozen=True)
class SizeRule:
    """Sides in pixels: multiples of `multiple` from `smallest` to `largest`."""

    family: str
    multiple: int
    smallest: int
    largest: int

    def nearest(self, pixels: int) -> int:
        """The legal side nearest to `pixels`; the smaller of two equally near ones."""
        steps = math.ceil(Fraction(pixels, self.multiple) - Fraction(1, 2))
        return min(max(steps * self.multiple, self.smallest), self.largest)

    def covering(self, pixels: int) -> int:
        """The smallest legal side that holds `pixels`; the largest of all where none does."""
        return min(max(math.ceil(Fraction(pixels, self.multiple)) * self.multiple, self.smallest), self.largest)

    def faults(self, name: str, pixels: int) -> list[str]:
        if pixels % self.multiple == 0 and self.smallest <= pixels <= self.largest:
            return []
        return [
            f"{name}: {self.family} draws multiples of {self.multiple} from {self.smallest} to {self.largest} pixels, "
            f"got {pixels}; nearest legal value {self.nearest(pixels)}"
        ]


def length_faults(family: str, seconds: float, grid: FrameGrid, frame_rate: Fraction) -> list[str]:
    shortest_s, longest_s = (f"{float(frames / frame_rate):.2f}" for frames in (grid.first, grid.longest))
    legal = f"{shortest_s} to {longest_s} s"
    if not math.isfinite(seconds):
        return [f"seconds: expected a number from {legal}, got {seconds}; nearest legal value {shortest_s}"]
    frames = Fraction(seconds) * frame_rate
    if frames > 0 and grid.holds(frames):
        return []
    nearest = longest_s if frames > grid.longest else shortest_s
    return [f"seconds: one clip of {family} lasts {legal}, got {seconds:.10g}; nearest legal value {nearest}"]


def fixed_rate_faults(family: str, asked: float, frame_rate: Fraction) -> list[str]:
    if asked in (0, float(frame_rate)):
        return []
    own = f"{float(frame_rate):g}"
    return [f"frame_rate: {family} runs at {own} frames per second, got {asked:g}; use {own}"]


def one_stage_faults(family: str, request: ClipRequest) -> list[str]:
    if not request.two_stage:
        return []
    return [f"two_stage: {family} is sampled at its final size, got True; use False"]


def latent_fault(family: str, expected: str, shape: tuple[int, ...]) -> str:
    return f"latent: expected the picture of {family}, {expected}, got {list(shape)}"
