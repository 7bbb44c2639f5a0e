"""Which words the prompts of training use (`known_words.txt`), and which words of a prompt are none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from .ordinary_words import CHINESE_CHARACTERS, CHINESE_WORDS, ENGLISH
from .quotes import simplified
from .spelling import is_one_mistake_away, stems

TABLE_PATH = Path(__file__).with_name("known_words.txt")
"""Written by `python -m tandem.training.text.known_words`."""
HAN = re.compile(r"[一-鿿]+")
ENGLISH_WORD = re.compile(r"[a-z0-9]+")
SHORTEST_MISSPELLING = 4
LONGEST_CHINESE_WORD = 6
SHORTEST_UNKNOWN_RUN = 2


@dataclass(frozen=True)
class Vocabulary:
    """`english` and `chinese` words and Chinese `characters` of the prompts of training.

    `others` are real words of both languages that no such prompt asks for, so that none is taken for a misspelling.
    """

    english: frozenset[str]
    chinese: frozenset[str]
    characters: frozenset[str]
    others: frozenset[str]

    @classmethod
    def parse(cls, table: str) -> Vocabulary:
        """The sections of known_words.txt. Raises KeyError for a table that lacks one."""
        sections = {name: body.split() for name, body in re.findall(r"\[(\w+)\]\n([^\[]*)", table)}
        return cls(
            english=frozenset(sections["english"]),
            chinese=frozenset(sections["chinese"]),
            characters=frozenset("".join(sections["characters"])),
            others=frozenset(sections["others"]),
        )

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem for word in self.english | ENGLISH for stem in stems(word))

    @cached_property
    def _other_stems(self) -> frozenset[str]:
        return frozenset(stem for word in self.others for stem in stems(word))

    def knows_english(self, word: str) -> bool:
        """True for a word of the table, an ordinary word, a form of either, a number, a letter, or a near misspelling.

        A near misspelling has at least four letters and is one mistake away from a word of the table.
        """
        if word in self.english or word in ENGLISH or not word.isalpha() or len(word) == 1:
            return True
        if word in self.others:
            return False
        return bool(stems(word) & self._stems) or self._is_misspelled(word)

    def _is_misspelled(self, word: str) -> bool:
        if len(word) < SHORTEST_MISSPELLING or stems(word) & self._other_stems:
            return False
        near = (known for known in self.english if len(known) >= SHORTEST_MISSPELLING)
        return any(is_one_mistake_away(word, known) for known in near)

    def unknown_english(self, text: str) -> list[str]:
        """The words of `text` that are not known, each once, in order."""
        return list(dict.fromkeys(word for word in english_words(text) if not self.knows_english(word)))

    def unknown_chinese(self, text: str) -> list[str]:
        """Other words, and runs of at least two characters that belong to no known word and are not all known."""
        found = [word for run in HAN.findall(text) for word in self._unknown_of(run)]
        return list(dict.fromkeys(found))

    def _unknown_of(self, run: str) -> Iterator[str]:
        rest = ""
        for piece in [*self._pieces(run), ""]:
            is_other = self._is_other_chinese(piece)
            if piece and not is_other and not self._knows_chinese(piece):
                rest += piece
                continue
            if len(rest) >= SHORTEST_UNKNOWN_RUN and not set(rest) <= self.characters:
                yield rest
            rest = ""
            if is_other:
                yield piece

    def _pieces(self, run: str) -> Iterator[str]:
        """`run` cut from left to right into the longest words there are, and single characters."""
        while run:
            sizes = range(min(LONGEST_CHINESE_WORD, len(run)), 1, -1)
            size = next((n for n in sizes if self._knows_chinese(run[:n]) or run[:n] in self.others), 1)
            yield run[:size]
            run = run[size:]

    def _is_other_chinese(self, word: str) -> bool:
        """A single character that prompts have may be a part of any word: it is none by itself."""
        is_part = len(word) == 1 and word in self.characters
        return word in self.others and not is_part and not self._knows_chinese(word)

    def _knows_chinese(self, word: str) -> bool:
        return word in self.chinese or word in CHINESE_WORDS or word in CHINESE_CHARACTERS


def english_words(text: str) -> list[str]:
    """Runs of Latin letters and digits, in lower case and without accents."""
    return ENGLISH_WORD.findall(simplified(text))


@cache
def vocabulary() -> Vocabulary:
    """That of the shipped table."""
    return Vocabulary.parse(TABLE_PATH.read_text(encoding="utf-8"))
