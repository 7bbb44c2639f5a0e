"""Is it what was asked for? Kind of clip, and the other things that a prompt names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from ..exam import Exam, mean
from ..judge_slots import AMBIENCES, PICTURE_SLOTS, SOUND_SLOTS, readable
from ..judges import Observation
from ..report import Row

SHARE_OF_CEILING = 0.95
SHUFFLE_SEED = 5
GROUPS = {
    "people": ("talk", "dialogue", "sing", "rap", "sing_words"),
    "strikes": ("ball", "bell", "drum", "glass", "door", "clap", "hammer", "balloon", "water_drop"),
    "ambiences": AMBIENCES,
    "music": ("piano", "xylophone", "violin"),
    "commercials": ("commercial",),
}
"""Every kind of clip is in one of them."""


class Labelled(Protocol):
    """A prompt (what it asks for) or a real clip (what it shows)."""

    @property
    def attributes(self) -> dict[str, str]: ...


def right(observations: Sequence[Observation], truths: Sequence[Labelled], stream: str, slot: str) -> float:
    """Share of the clips that can show a value of `slot` whose value the judge of `stream` ("seen", "heard") finds."""
    pairs = [(o, t.attributes) for o, t in zip(observations, truths, strict=True)]
    return mean([getattr(o, stream)[slot] == known[slot] for o, known in pairs if readable(stream, slot, known)])


def kind_rows(exam: Exam) -> list[Row]:
    """Both streams over all kinds, which have bars, and group by group."""
    rows = []
    for name, stream in (("picture class", "seen"), ("sound class", "heard")):
        value, ceiling, floor = numbers(exam, stream, "scene")
        rows.append(Row(name, value, ceiling, floor, SHARE_OF_CEILING * ceiling))
        for group, scenes in GROUPS.items():
            rows.append(Row(f"{name}, {group}", *numbers(exam, stream, "scene", scenes)))
    agree = [mean([o.seen["scene"] == o.heard["scene"] for o in group]) for group in (exam.made, exam.real)]
    return [*rows, Row("picture and sound of one class", *agree)]


def attribute_rows(exam: Exam) -> list[Row]:
    """Colours, people, things, ways of the camera: information beside the kind."""
    wanted = [("seen", slot) for slot in PICTURE_SLOTS[1:]] + [("heard", slot) for slot in SOUND_SLOTS[1:]]
    return [Row(f"{slot.replace('_', ' ')} {stream}", *numbers(exam, stream, slot)) for stream, slot in wanted]


def numbers(exam: Exam, stream: str, slot: str, scenes: Sequence[str] | None = None) -> tuple[float, float, float]:
    """Value, ceiling, and the floor: what was made for other prompts, of any kind. `scenes` picks some kinds."""
    asked = [index for index, prompt in enumerate(exam.prompts) if readable(stream, slot, prompt.attributes)]
    others = np.random.default_rng(SHUFFLE_SEED).permutation(asked)
    pairs = [
        (index, int(other))
        for index, other in zip(asked, others, strict=True)
        if scenes is None or exam.prompts[index].attributes["scene"] in scenes
    ]
    prompts = [exam.prompts[index] for index, _ in pairs]
    made, shuffled = ([exam.made[pair[k]] for pair in pairs] for k in (0, 1))
    shown = [index for index, clip in enumerate(exam.clips) if scenes is None or clip.scene in scenes]
    ceiling = right([exam.real[i] for i in shown], [exam.clips[i] for i in shown], stream, slot)
    return right(made, prompts, stream, slot), ceiling, right(shuffled, prompts, stream, slot)
