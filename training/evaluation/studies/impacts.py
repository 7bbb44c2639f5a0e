"""Do impacts happen at the same time in picture and sound? Strikes and notes, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..exam import Exam, shuffled_pairs
from ..judge_slots import IMPACT_SCENES
from ..judges import Observation
from ..measures import NO_PARTNER_S, distances_s, share_within
from ..report import Row

NEAR_S, NEARER_S = 0.08, 0.04
SHARE_OF_CEILING = 0.85


def impacts_together(observations: Sequence[Observation], limit_s: float = NEAR_S) -> float:
    """Share of the impacts, seen or heard, with a partner in the other stream within `limit_s`."""
    return share_within(_own_distances_s(observations), limit_s)


def impacts_shuffled(observations: Sequence[Observation], limit_s: float = NEAR_S) -> float:
    """The same with the sound of another clip of the kind."""
    return share_within(_distances_to_others_s(observations), limit_s)


def median_ms(distances: Sequence[float]) -> float:
    """Median distance in milliseconds of the events that have a partner at all; NaN when none has."""
    paired = [distance for distance in distances if distance < NO_PARTNER_S]
    return 1000 * float(np.median(paired)) if paired else float("nan")


def impact_rows(exam: Exam) -> list[Row]:
    """Per kind: share within 80 ms, which has a bar, share within 40 ms, and the median distance."""
    return [row for scene in IMPACT_SCENES for row in _rows(exam, scene)]


def _rows(exam: Exam, scene: str) -> list[Row]:
    made, real = ([group[i] for i in exam.of(scene)] for group in (exam.made, exam.real))
    groups = _own_distances_s(made), _own_distances_s(real), _distances_to_others_s(made)
    near, nearer = ([share_within(found, limit_s) for found in groups] for limit_s in (NEAR_S, NEARER_S))
    medians = [median_ms(found) for found in groups]
    name = f"{scene.replace('_', ' ')} impacts"
    return [
        Row(f"{name} within 80 ms", *near, SHARE_OF_CEILING * near[1]),
        Row(f"{name} within 40 ms", *nearer),
        Row(f"{name}, median distance", *medians, smaller_is_better=True, unit="ms"),
    ]


def _own_distances_s(observations: Sequence[Observation]) -> list[float]:
    return [d for o in observations for d in distances_s(o.seen_impacts_s, o.heard_impacts_s)]


def _distances_to_others_s(observations: Sequence[Observation]) -> list[float]:
    pairs = shuffled_pairs(len(observations))
    return [d for i, j in pairs for d in distances_s(observations[i].seen_impacts_s, observations[j].heard_impacts_s)]
