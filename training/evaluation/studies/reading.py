"""Does the prompt reader understand sentences that nobody wrote for its training?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...prompts.prompts import Prompt, held_out_prompts
from ...text.reader_accuracy import read
from ..exam import Exam, mean
from ..report import Row

SEED = 8_300
MOST_PROMPTS = 300
KIND_BAR, KIND_WITH_TYPOS_BAR = 0.95, 0.9


@dataclass(frozen=True)
class Reading:
    """What the reader found in a prompt: stated slots, and the speaker of every quote."""

    slots: dict[str, str]
    speakers: tuple[int, ...]


def kind_right(prompt: Prompt, found: Reading) -> bool:
    return found.slots.get("scene") == prompt.attributes["scene"]


def all_right(prompt: Prompt, found: Reading) -> bool:
    """Every slot that the prompt states has its value."""
    return prompt.attributes.items() <= found.slots.items()


def speakers_right(prompt: Prompt, found: Reading) -> bool:
    return found.speakers == prompt.speakers


def reading_rows(exam: Exam) -> list[Row]:
    """Without and with typing errors. Floor: the readings of other prompts of the same language."""
    count = min(exam.scale.prompts, MOST_PROMPTS)
    rows = []
    for language in ("english", "chinese"):
        for name, typos, bar in (("", False, KIND_BAR), (", with typing errors", True, KIND_WITH_TYPOS_BAR)):
            prompts = held_out_prompts(count, SEED, language, typos=typos)
            found = [Reading(*read(exam.mini.reader.reader, prompt.text)) for prompt in prompts]
            rows += _rows(f"{language}{name}", prompts, found, bar)
    return rows


def _rows(kind: str, prompts: Sequence[Prompt], found: Sequence[Reading], kind_bar: float) -> list[Row]:
    others = [*found[1:], *found[:1]]
    rows = []
    for name, right, bar in (
        ("kind of clip", kind_right, kind_bar),
        ("everything said", all_right, None),
        ("speakers", speakers_right, None),
    ):
        value = mean([right(p, f) for p, f in zip(prompts, found, strict=True)])
        floor = mean([right(p, f) for p, f in zip(prompts, others, strict=True)])
        rows.append(Row(f"prompt reader, {name}, {kind}", value, 1.0, floor, bar))
    return rows
