"""Are the six moods seen and heard? As often as the judge of moods finds them in real clips: it finds nearly all faces,
but not all voices."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

import numpy as np

from ....engine.mini.text.attributes import EMOTIONS
from ...world.clip import make_scene
from ..asking import EFFORTS, Wish, phrase
from ..exam import Exam, asked
from ..held_out import FIRST_SEED
from ..judges import Observation
from ..mood_judge import MoodJudge
from ..mood_sets import SCENE, SLOT
from ..report import Row
from .kinds import SHUFFLE_SEED, right

SHARE_OF_REAL = 0.9
SMALLEST_MARGIN = 0.05
"""Real clips must beat chance by this much, or nothing can be said about made ones."""
REAL_SEED, SEEDS_PER_MOOD, MADE_SEED = FIRST_SEED + 800_000, 10_000, 2600


@dataclass(frozen=True)
class Truth:
    """What a talker is asked for, or shows."""

    attributes: dict[str, str]


def share_of_ceiling(value: float, ceiling: float, floor: float) -> float:
    """0 at the floor, 1 at the ceiling; NaN when the two are too near."""
    return (value - floor) / (ceiling - floor) if ceiling - floor >= SMALLEST_MARGIN else float("nan")


def mood_rows(exam: Exam) -> list[Row]:
    """Talkers in every mood, as many of each, one line each. Floor: the mood that another one was asked for."""
    moods = [mood for mood in EMOTIONS for _ in range(max(2, exam.scale.per_study // 2))]
    truths = [Truth({"scene": SCENE, SLOT: mood}) for mood in moods]
    judge = MoodJudge.load()
    made, real = ([judge.observe(found) for found in group] for group in (_made(exam, moods), _real(exam, moods)))
    return rows_of(made, real, truths)


def rows_of(made: Sequence[Observation], real: Sequence[Observation], truths: Sequence[Truth]) -> list[Row]:
    """Share of right names. Where the judge cannot tell moods in real clips, the value cannot be measured and misses
    its bar. The notes have the moods one by one, and how far the value is on the way from floor to ceiling."""
    rows, others = [], [truths[i] for i in np.random.default_rng(SHUFFLE_SEED).permutation(len(truths))]
    for stream in ("seen", "heard"):
        value, ceiling, floor = (
            right(*pair, stream, SLOT) for pair in ((made, truths), (real, truths), (made, others))
        )
        share = share_of_ceiling(value, ceiling, floor)
        note = f"{share:.2f} of the way to real clips; {_one_by_one(made, truths, stream)}"
        measured = float("nan") if math.isnan(share) else value
        rows.append(Row(f"mood {stream}", measured, ceiling, floor, SHARE_OF_REAL * ceiling, note=note))
    return rows


def _made(exam: Exam, moods: Sequence[str]) -> list[Observation]:
    """Spoken, as the real ones are: the prompts of other studies may ask for a whisper, behind a hand, or a shout."""
    requests = []
    for index, mood in enumerate(moods):
        wish = Wish(SCENE, {SLOT: mood}, (exam.lines[index % len(exam.lines)].text,), EFFORTS)
        requests.append(asked(exam.mini, phrase(wish, index), MADE_SEED + index))
    return exam.make(requests)


def _real(exam: Exam, moods: Sequence[str]) -> list[Observation]:
    """The world's own talkers in `moods`, which come mood by mood, through the autoencoders."""
    found = []
    for number, mood in enumerate(dict.fromkeys(moods)):
        first = REAL_SEED + number * SEEDS_PER_MOOD
        for seed in islice(_seeds(exam, mood, first), moods.count(mood)):
            found.append(exam.real_clips.clip(seed, exam.scale.video_latents, SCENE)[1])
    return found


def _seeds(exam: Exam, mood: str, first: int) -> Iterator[int]:
    """The seeds from `first` on whose talker is in `mood`."""
    for seed in count(first):
        if make_scene(seed, exam.scale.video_latents, exam.voices, SCENE).attributes[SLOT] == mood:
            yield seed


def _one_by_one(made: Sequence[Observation], truths: Sequence[Truth], stream: str) -> str:
    """The share of right names for every mood."""
    found = []
    for mood in EMOTIONS:
        own = [(o, truth) for o, truth in zip(made, truths, strict=True) if truth.attributes[SLOT] == mood]
        if own:
            found.append(f"{mood} {right(*zip(*own, strict=True), stream, SLOT):.2f} of {len(own)}")
    return ", ".join(found)
