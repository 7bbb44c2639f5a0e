"""Is it what was asked for? Kind of clip, and the other things that a prompt names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from ..exam import Exam, mean
from ..judges import PICTURE_SLOTS, SOUND_SLOTS, Observation
from ..report import Row

PICTURE_BAR = 0.98
SOUND_SHARE_OF_CEILING = 0.95
SHUFFLE_SEED = 5


class Labelled(Protocol):
    """A prompt (what it asks for) or a real clip (what it shows)."""

    @property
    def attributes(self) -> dict[str, str]: ...


def right(observations: Sequence[Observation], truths: Sequence[Labelled], stream: str, slot: str) -> float:
    """Share of the clips for which `slot` is known whose value the judge of `stream` ("seen", "heard") finds."""
    pairs = zip(observations, truths, strict=True)
    return mean([getattr(o, stream)[slot] == t.attributes[slot] for o, t in pairs if slot in t.attributes])


def kind_rows(exam: Exam) -> list[Row]:
    rows = []
    for name, stream in (("picture class", "seen"), ("sound class", "heard")):
        value, ceiling, floor = numbers(exam, stream, "scene")
        bar = PICTURE_BAR if stream == "seen" else SOUND_SHARE_OF_CEILING * ceiling
        rows.append(Row(name, value, ceiling, floor, bar))
    agree = [mean([o.seen["scene"] == o.heard["scene"] for o in group]) for group in (exam.made, exam.real)]
    return [*rows, Row("picture and sound of one class", *agree)]


def attribute_rows(exam: Exam) -> list[Row]:
    """Colours, people, moods: information beside the kind."""
    wanted = [("seen", slot) for slot in PICTURE_SLOTS[1:]] + [("heard", slot) for slot in SOUND_SLOTS[1:]]
    return [Row(f"{slot.replace('_', ' ')} {stream}", *numbers(exam, stream, slot)) for stream, slot in wanted]


def numbers(exam: Exam, stream: str, slot: str) -> tuple[float, float, float]:
    """Value, ceiling, and the floor: what was made for other prompts."""
    asked = [index for index, prompt in enumerate(exam.prompts) if slot in prompt.attributes]
    prompts, made = [exam.prompts[index] for index in asked], [exam.made[index] for index in asked]
    others = np.random.default_rng(SHUFFLE_SEED).permutation(len(asked))
    shuffled = [made[index] for index in others]
    ceiling = right(exam.real, exam.clips, stream, slot)
    return right(made, prompts, stream, slot), ceiling, right(shuffled, prompts, stream, slot)
