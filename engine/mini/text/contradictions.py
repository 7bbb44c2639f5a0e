"""Prompts that ask for two values of one slot ("a quiet loud drum"): found by reading each without the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch

from .attributes import SLOTS, UNSPECIFIED
from .quotes import normalised
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
        name = self.slot.replace("_", " ")
        return f"The prompt asks for two kinds of {name}, {self.first} and {self.second}: {self.taken} is taken."


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
        if len(values) < 2:
            continue
        stated = [value for value in values if _is_stated(value, row, read(_only(value, mentions, text)))]
        if len(stated) > 1:
            found.append(Contradiction(slot.name, stated[0], stated[1], taken))
    return found


def _only(value: str, mentions: list[Mention], text: str) -> str:
    """`text` without the words of every other value."""
    return without(text, [mention for mention in mentions if mention.value != value])


def _is_stated(value: str, row: int, probabilities: torch.Tensor) -> bool:
    return float(probabilities[row, SLOTS[row].index(value)]) >= SURE
