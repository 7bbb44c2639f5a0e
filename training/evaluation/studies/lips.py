"""Do lips follow the voice, and how late? Correlation and lag of the mouth against the loudness."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..exam import Exam, described, mean, samples_per_frame, shuffled_pairs
from ..judges import Observation
from ..measures import correlation, envelope, lag_frames
from ..report import Row

SCENES = ("talk", "dialogue")
SHARE_OF_CEILING = 0.9
FARTHEST_LAG_FRAMES = 1.0
SHARE_OF_MARGIN = 0.5
"""Clearly above the floor: at least this share of the real clips' own distance from their floor."""


def lips(seen: Observation, heard: Observation) -> float:
    """Correlation of the mouth's opening with the loudness of the sound."""
    return correlation(*_mouth_and_loudness(seen, heard))


def lag(seen: Observation, heard: Observation) -> int:
    """Frames by which the mouth comes after the voice."""
    return lag_frames(*_mouth_and_loudness(seen, heard))


def _mouth_and_loudness(seen: Observation, heard: Observation) -> tuple[np.ndarray, np.ndarray]:
    loudness = envelope(heard.samples, samples_per_frame())
    count = min(len(seen.mouth), len(loudness))
    return seen.mouth[:count], loudness[:count]


def lips_together(observations: Sequence[Observation]) -> float:
    return mean([lips(o, o) for o in observations])


def lips_shuffled(observations: Sequence[Observation]) -> float:
    return mean([lips(observations[i], observations[j]) for i, j in shuffled_pairs(len(observations))])


def lip_rows(exam: Exam) -> list[Row]:
    made, real = ([group[i] for i in exam.of(*SCENES)] for group in (exam.made, exam.real))
    value, ceiling, floor = lips_together(made), lips_together(real), lips_shuffled(made)
    margin = ceiling - lips_shuffled(real)
    return [
        Row("lip correlation", value, ceiling, floor, SHARE_OF_CEILING * ceiling),
        Row("lip correlation above the floor", value - floor, margin, 0.0, SHARE_OF_MARGIN * margin),
    ]


def lag_rows(exam: Exam) -> list[Row]:
    made, real = ([group[i] for i in exam.of(*SCENES)] for group in (exam.made, exam.real))
    groups = (
        [lag(o, o) for o in made],
        [lag(o, o) for o in real],
        [lag(made[i], made[j]) for i, j in shuffled_pairs(len(made))],
    )
    distances = [float(np.median(np.abs(lags))) for lags in groups]
    near = [mean([abs(frames) <= 1 for frames in lags]) for lags in groups]
    note = f"signed {np.median(groups[0]):+.1f}, real {np.median(groups[1]):+.1f}; positive: lips late"
    return [
        Row("lip lag, median distance", *distances, FARTHEST_LAG_FRAMES, smaller_is_better=True, unit="frames"),
        Row("lip lag of at most one frame", *near, note=note),
    ]


def babble_rows(exam: Exam) -> list[Row]:
    """Without words to say the model speaks its own; the lips have to follow that."""
    chosen = exam.few("talk")
    made = exam.make([described(exam.clips[i], 500 + i) for i in chosen])
    real = [exam.real[i] for i in chosen]
    return [Row("lip correlation without a script", lips_together(made), lips_together(real), lips_shuffled(made))]
