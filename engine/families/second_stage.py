"""The second stage of a clip: which size it gets, and from which noise levels it is refined.

A wanted side that a family cannot draw becomes the next larger one that it can: 1080 becomes 1088, and the frames are
cut to 1080 after decoding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ..canvas import CanvasError
from .faults import SizeRule

Size = tuple[int, int]
"""Width and height in pixels."""
NAMES = ("width", "height")


@dataclass(frozen=True)
class TargetSize:
    """`drawn` is what the model makes, `shown` what is left of it after decoding."""

    drawn: Size
    shown: Size

    @property
    def cropped(self) -> bool:
        return self.drawn != self.shown

    def sentence(self) -> str:
        """The size, for the node that makes it."""
        drawn, shown = in_words(self.drawn), in_words(self.shown)
        if not self.cropped:
            return f"{drawn}."
        return f"{drawn}, the nearest size that can be drawn; Video Decode cuts the frames to the middle {shown}."


def in_words(size: Size) -> str:
    width, height = size
    return f"{width}x{height}"


def target_size(sizes: SizeRule, source: Size, wanted: Size, made: Size | None = None) -> TargetSize:
    """The size of the second stage of a clip of `source` pixels.

    A side of `wanted` that is 0 is that of `made`, which an upscale model makes of the clip, or twice the clip's
    without one. Raises CanvasError with every fault: more than the family draws, less than the clip has, another size
    than `made`, another shape than the clip's.
    """
    usual = made or (2 * source[0], 2 * source[1])
    shown = (wanted[0] or usual[0], wanted[1] or usual[1])
    faults = [
        fault
        for name, pixels, least in zip(NAMES, shown, source, strict=True)
        for fault in _side_faults(sizes, name, pixels, least)
    ]
    drawn = (sizes.covering(shown[0]), sizes.covering(shown[1]))
    if not faults:
        faults = _made_faults(source, shown, drawn, made) if made else _shape_faults(sizes, source, shown, drawn)
    if faults:
        raise CanvasError("; ".join(faults))
    return TargetSize(drawn, shown)


def second_stage_levels(own: Sequence[float], start: float = 0.0, steps: int = 0) -> list[float]:
    """Falling noise levels from 1 or below to 0, of which `own` are the family's.

    A `start` above 0 replaces the levels from there up. Another number of `steps` than they are takes equally spaced
    points of the line through them.
    """
    levels = [start, *(level for level in own if level < start)] if start else list(own)
    if steps in (0, len(levels) - 1):
        return levels
    places = np.linspace(0, len(levels) - 1, steps + 1)
    return [float(level) for level in np.interp(places, range(len(levels)), levels)]


def _side_faults(sizes: SizeRule, name: str, pixels: int, least: int) -> list[str]:
    if pixels > sizes.largest:
        most = f"at most {sizes.largest} pixels"
        return [f"{name}: {sizes.family} draws {most}, got {pixels}; nearest legal value {sizes.largest}"]
    if pixels < least:
        return [f"{name}: expected at least the {least} pixels of the clip, got {pixels}; nearest legal value {least}"]
    return []


def _made_faults(source: Size, shown: Size, drawn: Size, made: Size) -> list[str]:
    if drawn == made:
        return []
    return [
        f"width, height: the upscale_model makes {in_words(made)} of this clip of {in_words(source)}, got "
        f"{in_words(shown)}; nearest legal value {in_words(made)}, or leave upscale_model open for any size"
    ]


def _shape_faults(sizes: SizeRule, source: Size, shown: Size, drawn: Size) -> list[str]:
    """A picture may be stretched by less than one step of its sides, which is what legal sides force."""
    height = Fraction(drawn[0] * source[1], source[0])
    width = Fraction(drawn[1] * source[0], source[1])
    if abs(drawn[1] - height) < sizes.multiple or abs(drawn[0] - width) < sizes.multiple:
        return []
    nearest = sizes.nearest(round(height))
    return [
        f"height: expected the shape of the clip, {in_words(source)}, got {in_words(shown)}; nearest legal value "
        f"{nearest} for a width of {shown[0]}"
    ]
