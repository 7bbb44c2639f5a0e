"""Do picture and sound happen at the same time? Impacts and lips."""

from __future__ import annotations

from collections.abc import Sequence

from ..exam import Exam, described, mean, samples_per_frame, shuffled_pairs
from ..judges import Observation
from ..measures import correlation, distances_s, envelope, share_within
from ..report import Row

IMPACT_SCENES = ("drum", "ball", "bell", "glass")
LIP_SCENES = ("talk", "dialogue")
NEAR_S = 0.08
DRUM_BAR = 0.85
LIP_SHARE_OF_CEILING = 0.8
LIP_SHARE_OF_MARGIN = 0.5
"""Clearly above the floor: at least this share of the real clips' own distance from their floor."""


def impacts_together(observations: Sequence[Observation]) -> float:
    """Share of the impacts, seen or heard, with a partner in the other stream within 80 ms."""
    found = [d for o in observations for d in distances_s(o.seen_impacts_s, o.heard_impacts_s)]
    return share_within(found, NEAR_S)


def impacts_shuffled(observations: Sequence[Observation]) -> float:
    """The same with the sound of another clip of the kind."""
    pairs = shuffled_pairs(len(observations))
    found = [d for i, j in pairs for d in distances_s(observations[i].seen_impacts_s, observations[j].heard_impacts_s)]
    return share_within(found, NEAR_S)


def lips(seen: Observation, heard: Observation) -> float:
    """Correlation of the mouth's opening with the loudness of the sound."""
    loudness = envelope(heard.samples, samples_per_frame())
    count = min(len(seen.mouth), len(loudness))
    return correlation(seen.mouth[:count], loudness[:count])


def lips_together(observations: Sequence[Observation]) -> float:
    return mean([lips(o, o) for o in observations])


def lips_shuffled(observations: Sequence[Observation]) -> float:
    return mean([lips(observations[i], observations[j]) for i, j in shuffled_pairs(len(observations))])


def impact_rows(exam: Exam) -> list[Row]:
    rows = []
    for scene in IMPACT_SCENES:
        made, real = ([group[i] for i in exam.of(scene)] for group in (exam.made, exam.real))
        bar = DRUM_BAR if scene == "drum" else None
        name = f"{scene} impacts within 80 ms"
        rows.append(Row(name, impacts_together(made), impacts_together(real), impacts_shuffled(made), bar))
    return rows


def lip_rows(exam: Exam) -> list[Row]:
    made, real = ([group[i] for i in exam.of(*LIP_SCENES)] for group in (exam.made, exam.real))
    value, ceiling, floor = lips_together(made), lips_together(real), lips_shuffled(made)
    margin = ceiling - lips_shuffled(real)
    rows = [
        Row("lip correlation", value, ceiling, floor, LIP_SHARE_OF_CEILING * ceiling),
        Row("lip correlation above the floor", value - floor, margin, 0.0, LIP_SHARE_OF_MARGIN * margin),
    ]
    for scene in ("sing", "rap"):
        made, real = ([group[i] for i in exam.of(scene)] for group in (exam.made, exam.real))
        rows.append(Row(f"lip correlation, {scene}", lips_together(made), lips_together(real), lips_shuffled(made)))
    return rows


def babble_rows(exam: Exam) -> list[Row]:
    """Without words to say the model speaks its own; the lips have to follow that."""
    chosen = exam.few("talk")
    made = exam.make([described(exam.clips[i], 500 + i) for i in chosen])
    real = [exam.real[i] for i in chosen]
    return [Row("lip correlation without a script", lips_together(made), lips_together(real), lips_shuffled(made))]
