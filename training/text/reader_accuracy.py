"""How well the prompt reader understands phrasings that it was never trained on."""

from __future__ import annotations

import torch

from ...engine.mini.text.attributes import SLOTS, UNSPECIFIED
from ...engine.mini.text.quotes import find_quotes
from ...engine.mini.text.reader import PLACEHOLDER_ID, PromptReader
from ..prompts.prompts import held_out_prompts
from ..prompts.writer import Prompt

PROMPTS_PER_LANGUAGE = 600
EVALUATION_SEED = 4242


@torch.no_grad()
def read(reader: PromptReader, text: str) -> tuple[dict[str, str], tuple[int, ...]]:
    """The most likely value of every stated slot, and the speaker of every quote."""
    ids = reader.encode(find_quotes(text).text)
    slots, speakers = reader(torch.tensor([ids]))
    values = {slot.name: slot.values[int(i)] for slot, i in zip(SLOTS, slots[0].argmax(-1), strict=True)}
    places = [i for i, letter in enumerate(ids) if letter == PLACEHOLDER_ID]
    return (
        {name: value for name, value in values.items() if value != UNSPECIFIED},
        tuple(int(speakers[0, place].argmax()) for place in places),
    )


def accuracy(reader: PromptReader, prompts: list[Prompt]) -> dict:
    """Shares between 0 and 1: scene, stated slots, unstated slots left open, speakers; and every slot by itself."""
    stated: dict[str, list[bool]] = {slot.name: [] for slot in SLOTS}
    left_open, speakers = [], []
    for prompt in prompts:
        values, who = read(reader, prompt.text)
        for slot in SLOTS:
            if slot.name in prompt.attributes:
                stated[slot.name].append(values.get(slot.name) == prompt.attributes[slot.name])
            else:
                left_open.append(slot.name not in values)
        speakers += [a == b for a, b in zip(who, prompt.speakers, strict=True)]
    others = [right for name, rights in stated.items() if name != "scene" for right in rights]
    return {
        "scene": _share(stated["scene"]),
        "stated_slots": _share(others),
        "left_open": _share(left_open),
        "speakers": _share(speakers),
        "each": {name: _share(rights) for name, rights in stated.items() if rights},
    }


def report(reader: PromptReader) -> dict:
    """Accuracy on held-out phrasings of both languages."""
    return {
        language: accuracy(reader, held_out_prompts(PROMPTS_PER_LANGUAGE, EVALUATION_SEED, language))
        for language in ("english", "chinese")
    }


def _share(rights: list[bool]) -> float:
    return round(sum(rights) / max(len(rights), 1), 4)
