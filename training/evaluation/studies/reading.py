"""Does the prompt reader understand sentences that nobody wrote for its training?"""

from __future__ import annotations

from dataclasses import dataclass

from ...prompts.prompts import Prompt, held_out_prompts
from ...text.reader_accuracy import read
from ..exam import Exam, mean
from ..report import Row

SEED = 8_300


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
    """Floor: the readings of other prompts of the same language."""
    rows = []
    for language in ("english", "chinese"):
        prompts = held_out_prompts(exam.scale.prompts, SEED, language)
        found = [Reading(*read(exam.mini.reader.reader, prompt.text)) for prompt in prompts]
        others = found[1:] + found[:1]
        checks = (("kind of clip", kind_right), ("everything said", all_right), ("speakers", speakers_right))
        for name, right in checks:
            value = mean([right(p, f) for p, f in zip(prompts, found, strict=True)])
            floor = mean([right(p, f) for p, f in zip(prompts, others, strict=True)])
            rows.append(Row(f"prompt reader, {name}, {language}", value, 1.0, floor))
    return rows
