"""Where on a clip's clock an anchor stands: from what a person chooses to the number of a frame."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from fractions import Fraction

from .. import clock
from .canvas import FamilyCanvas

FIRST, LAST, AT_A_TIME = "first frame", "last frame", "at a time"
PLACES = (FIRST, LAST, AT_A_TIME)


class AnchorError(ValueError):
    """A frame that cannot be anchored there: every fault, one sentence each."""


def anchored_frame(canvas: FamilyCanvas, at: str, time_s: float) -> int:
    """The number of the frame that `at`, one of PLACES, stands for; with AT_A_TIME the one that begins nearest to
    `time_s` seconds. The clip's whole length is its last frame.

    Raises AnchorError for a time outside the clip.
    """
    if at not in PLACES:
        raise AnchorError(f"at: expected one of {', '.join(PLACES)}, got {at}; use {FIRST}")
    if at != AT_A_TIME:
        return 0 if at == FIRST else canvas.frames - 1
    if not 0 <= time_s <= _typed(canvas.duration_s):
        length, nearest = f"{float(canvas.duration_s):.4g}", 0.0 if time_s < 0 else float(canvas.duration_s)
        raise AnchorError(f"time_s: the clip lasts {length} s, got {time_s:.6g}; nearest legal value {nearest:.4g}")
    return min(clock.frame_at(Fraction(time_s), canvas.frame_rate), canvas.frames - 1)


def second_of(canvas: FamilyCanvas, frame: int) -> float:
    """When frame number `frame` appears."""
    return float(clock.duration_s(frame, canvas.frame_rate))


def occupied_faults(
    canvas: FamilyCanvas, frame: int, taken: Collection[int], frames_each: int, allowed: Callable[[int], bool]
) -> list[str]:
    """A sentence when another anchor has the place of `frame` already.

    `taken` are the frames that are anchored, each of which holds the whole group of `frames_each` frames that it lies
    in; `allowed` says which frames the family can anchor at all.
    """
    groups = {one // frames_each for one in taken}
    if frame // frames_each not in groups:
        return []
    free = [one for one in range(canvas.frames) if one // frames_each not in groups and allowed(one)]
    start = frame // frames_each * frames_each
    end = min(start + frames_each, canvas.frames)
    span = f"{second_of(canvas, start):.4g} to {second_of(canvas, end):.4g} s"
    if not free:
        return [f"at: the clip has an anchor at {span} already, and no place is left; take one Anchor Frames away"]
    nearest = second_of(canvas, min(free, key=lambda one: abs(one - frame)))
    return [f"at: the clip has an anchor at {span} already; nearest free time_s {nearest:.4g}"]


def whole_frame_faults(family: str, strength: float) -> list[str]:
    """A sentence about a `strength` below 1, for a family that cannot hold a frame loosely."""
    return [] if strength == 1 else [f"strength: {family} takes a frame whole, got {strength:g}; use 1"]


def _typed(duration_s: Fraction) -> float:
    """A length as it may be typed: the page shows three decimals of it and people take two."""
    return math.ceil(duration_s * 100) / 100
