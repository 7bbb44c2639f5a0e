"""Words that state a value of a slot: the table `value_words.txt`, and finding them in a prompt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE_PATH = Path(__file__).with_name("value_words.txt")
"""Written by `python -m tandem.training.text.known_words`."""


def family(slot: str) -> str:
    """What a slot asks for, whoever it is asked of: `emotion` for `second_emotion`."""
    return slot.removeprefix("first_").removeprefix("second_")


@dataclass(frozen=True)
class Mention:
    """`text[start:end]` states `value`."""

    start: int
    end: int
    value: str


class ValueWords:
    """The phrases of one family of slots, all values together: where two overlap, the longer one is meant."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self.value_of = {phrase: value for value, group in phrases.items() for phrase in group}
        longest_first = sorted(self.value_of, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(_as_pattern, longest_first)))

    def mentions(self, text: str) -> list[Mention]:
        """In order; `text` is in lower case."""
        found = self.pattern.finditer(text)
        return [Mention(match.start(), match.end(), self.value_of[match.group()]) for match in found]


def parse(table: str) -> dict[str, ValueWords]:
    """The lines `family value: phrase|phrase` of value_words.txt, by family."""
    phrases: dict[str, dict[str, list[str]]] = {}
    for line in table.splitlines():
        head, _, words = line.partition(": ")
        name, value = head.split()
        phrases.setdefault(name, {})[value] = words.split("|")
    return {name: ValueWords(group) for name, group in phrases.items()}


def without(text: str, mentions: Iterable[Mention]) -> str:
    """`text` with these mentions taken out; a space stays where an English one was."""
    for mention in sorted(mentions, key=lambda item: item.start, reverse=True):
        gap = " " if text[mention.start : mention.end].isascii() else ""
        text = text[: mention.start] + gap + text[mention.end :]
    return text


@cache
def value_words() -> dict[str, ValueWords]:
    """Those of the shipped table, by family of slots."""
    return parse(TABLE_PATH.read_text(encoding="utf-8"))


def _as_pattern(phrase: str) -> str:
    """English phrases are whole words, also between Chinese characters; Chinese ones stand anywhere."""
    return rf"(?<![a-z0-9]){re.escape(phrase)}(?![a-z0-9])" if phrase.isascii() else re.escape(phrase)
