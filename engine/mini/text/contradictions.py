"""Prompts that ask for two values of one slot ("a quiet loud drum"): found by reading each without the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch

from .attributes import SLOT_BY_NAME, SLOTS, UNSPECIFIED
from .plain_words import slot_in_words, value_in_words
from .quotes import normalised
from .settling import WITH_WORDS, WORDLESS
from .value_words import Mention, ValueWords, family, without

SURE = 0.5
"""Least probability of a value that the words which are left state by themselves."""

Read = Callable[[str], torch.Tensor]
"""A text whose quotes are placeholders -> probabilities `[S, V]`."""


@dataclass(frozen=True)
class Contradiction:
    """The prompt states the first and the second value of `slot`; the reader took `taken`, which may be a third."""

    slot: str
    first: str
    second: str
    taken: str

    def sentence(self) -> str:
        first, second, taken = (value_in_words(self.slot, value) for value in (self.first, self.second, self.taken))
        only = " only one of them can be made, and" if self.slot == "scene" else ""
        kind = slot_in_words(self.slot)
        return f"The prompt asks for two kinds of {kind}, {first} and {second}:{only} {taken} is taken."


def contradictions(
    text: str, context: torch.Tensor, read: Read, words: Mapping[str, ValueWords]
) -> list[Contradiction]:
    """Those of a prompt whose quotes are placeholders and whose reading is `context`, `[S, V]`.

    Words of two values are not enough, since they may belong to two people or things: each must be read in the slot
    when the words of all other values are taken away.
    """
    text = normalised(text)
    found = []
    for row, slot in enumerate(SLOTS):
        taken = slot.values[int(context[row].argmax())]
        if taken == UNSPECIFIED or family(slot.name) not in words:
            continue
        mentions = words[family(slot.name)].mentions(text)
        values = dict.fromkeys(mention.value for mention in mentions)
        if len(values) < 2 or (slot.name == "scene" and _go_together(set(values))):
            continue
        stated = [value for value in values if _is_stated(value, row, read(_only(value, mentions, text)))]
        if len(stated) > 1:
            found.append(Contradiction(slot.name, stated[0], stated[1], taken))
    return found


def _only(value: str, mentions: list[Mention], text: str) -> str:
    """`text` without the words of every other value."""
    return without(text, [mention for mention in mentions if mention.value != value])


def _go_together(scenes: set[str]) -> bool:
    """A commercial can have the sound of another scene behind it."""
    return "commercial" in scenes and scenes - {"commercial"} <= set(SLOT_BY_NAME["ambience"].values)


def _is_stated(value: str, row: int, probabilities: torch.Tensor) -> bool:
    """A song is a song with and without words."""
    slot = SLOTS[row]
    values = (WORDLESS, WITH_WORDS) if slot.name == "scene" and value == WORDLESS else (value,)
    return sum(float(probabilities[row, slot.index(name)]) for name in values) >= SURE
