"""Are the six moods seen and heard? As often as the judges find them in real clips, since they do not find all."""

from __future__ import annotations

import math

from ....engine.mini.text.attributes import EMOTIONS
from ..exam import Exam
from ..judge_slots import readable
from ..report import Row
from .kinds import numbers, right

SLOT = "first_emotion"
SHARE_OF_REAL = 0.9
SMALLEST_MARGIN = 0.05
"""Real clips must beat chance by this much, or nothing can be said about made ones."""


def share_of_ceiling(value: float, ceiling: float, floor: float) -> float:
    """0 at the floor, 1 at the ceiling; NaN when the two are too near."""
    return (value - floor) / (ceiling - floor) if ceiling - floor >= SMALLEST_MARGIN else float("nan")


def mood_rows(exam: Exam) -> list[Row]:
    """Share of right names. Where the judges cannot tell moods in real clips, the value cannot be measured and misses
    its bar. The notes have the moods one by one, and how far the value is on the way from floor to ceiling."""
    rows = []
    for stream in ("seen", "heard"):
        value, ceiling, floor = numbers(exam, stream, SLOT)
        share = share_of_ceiling(value, ceiling, floor)
        note = f"{share:.2f} of the way to real clips; {_one_by_one(exam, stream)}"
        measured = float("nan") if math.isnan(share) else value
        rows.append(Row(f"mood {stream}", measured, ceiling, floor, SHARE_OF_REAL * ceiling, note=note))
    return rows


def _one_by_one(exam: Exam, stream: str) -> str:
    """The share of right names for every mood that was asked for."""
    found = []
    for mood in EMOTIONS:
        pairs = [
            (made, prompt)
            for made, prompt in zip(exam.made, exam.prompts, strict=True)
            if readable(stream, SLOT, prompt.attributes) and prompt.attributes[SLOT] == mood
        ]
        if pairs:
            made, prompts = zip(*pairs, strict=True)
            found.append(f"{mood} {right(made, prompts, stream, SLOT):.2f} of {len(pairs)}")
    return ", ".join(found)
