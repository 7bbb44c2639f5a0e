"""Are moods seen and heard? As a share of what the judges find in real clips, since they do not find all of it."""

from __future__ import annotations

from ..exam import Exam
from ..report import Row
from .kinds import numbers

SMALLEST_MARGIN = 0.05
"""Real clips must beat chance by this much, or nothing can be said about made ones."""


def share_of_ceiling(value: float, ceiling: float, floor: float) -> float:
    """0 at the floor, 1 at the ceiling; NaN when the two are too near."""
    return (value - floor) / (ceiling - floor) if ceiling - floor >= SMALLEST_MARGIN else float("nan")


def mood_rows(exam: Exam) -> list[Row]:
    rows = []
    for stream in ("seen", "heard"):
        value, ceiling, floor = numbers(exam, stream, "first_emotion")
        note = f"{value:.2f} right, real clips {ceiling:.2f}, other prompts {floor:.2f}"
        share = share_of_ceiling(value, ceiling, floor)
        rows.append(Row(f"mood {stream}, share of what real clips show", share, 1.0, 0.0, note=note))
    return rows
