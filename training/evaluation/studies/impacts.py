"""Do impacts happen at the same time in picture and sound?"""

from __future__ import annotations

from collections.abc import Sequence

from ..exam import Exam, shuffled_pairs
from ..judges import Observation
from ..measures import distances_s, share_within
from ..report import Row

IMPACT_SCENES = ("drum", "ball", "bell", "glass")
NEAR_S = 0.08
DRUM_BAR = 0.85


def impacts_together(observations: Sequence[Observation]) -> float:
    """Share of the impacts, seen or heard, with a partner in the other stream within 80 ms."""
    found = [d for o in observations for d in distances_s(o.seen_impacts_s, o.heard_impacts_s)]
    return share_within(found, NEAR_S)


def impacts_shuffled(observations: Sequence[Observation]) -> float:
    """The same with the sound of another clip of the kind."""
    pairs = shuffled_pairs(len(observations))
    found = [d for i, j in pairs for d in distances_s(observations[i].seen_impacts_s, observations[j].heard_impacts_s)]
    return share_within(found, NEAR_S)


def impact_rows(exam: Exam) -> list[Row]:
    rows = []
    for scene in IMPACT_SCENES:
        made, real = ([group[i] for i in exam.of(scene)] for group in (exam.made, exam.real))
        bar = DRUM_BAR if scene == "drum" else None
        name = f"{scene} impacts within 80 ms"
        rows.append(Row(name, impacts_together(made), impacts_together(real), impacts_shuffled(made), bar))
    return rows
