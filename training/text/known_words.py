"""Writes down every word that the prompts of training use, for the notes of the text encoder.

`python -m tandem.training.text.known_words` writes engine/mini/text/known_words.txt and value_words.txt.
"""

from __future__ import annotations

import re
import string
import textwrap
from itertools import product
from pathlib import Path

import numpy as np

from ...engine.mini.text.quotes import normalised
from ...engine.mini.text.value_words import TABLE_PATH as VALUE_TABLE_PATH
from ...engine.mini.text.value_words import family
from ...engine.mini.text.vocabulary import HAN, LONGEST_CHINESE_WORD, TABLE_PATH, english_words
from ..prompts import chinese_templates, english_templates
from ..prompts.lexicon import alternatives
from ..prompts.prompts import FOREIGN_PHRASINGS, SCENES, WRITERS
from ..prompts.writer import Writer
from ..speech.sentences import LANGUAGES
from .scene_words import SCENE_WORDS

PROMPTS_PER_SCENE = 30
"""Enough for every line of the writers to run: words are collected with all their alternatives, not as drawn."""
_FAMILIES = (
    "emotion hair clothes pace loudness pitch melody object_colour object_size floor background camera mood narrator "
    "product ambience place object"
)
VALUE_FAMILIES = frozenset(_FAMILIES.split())
_LOOKALIKES = """
barn bath bench boat boot bull cage cart cave coach crane crow deer dish dove gate harp hill hook horn lake maze moth
nest plane pond pool road rope seal shark ship spear tank tower trail truck
冰 花 鬼 猫 鸟 桥 狗 足球 网球 排球 火箭 地铁 镜子 忍者 外星人 潜水艇 摩天大楼
"""
LOOKALIKES = frozenset(_LOOKALIKES.split())
"""Things that no prompt asks for, and whose names look like words or are made of characters that prompts do have."""
SOMETHING = "\n"
"""Stands for what was drawn, so that only words which the writers always have are collected."""


class Heard:
    """What writers could have said: whole phrases, and for every slot's value the phrases that state it."""

    def __init__(self, *, held_out: bool) -> None:
        self.held_out = held_out
        self.phrases: set[str] = set()
        self.values: dict[tuple[str, str], set[str]] = {}

    def of(self, words: str) -> tuple[str, ...]:
        """The alternatives of a `|` list, those of evaluation only where they are wanted."""
        found = alternatives(words)
        return found.known + found.training + (found.held_out if self.held_out else ())

    def add(self, words: str) -> None:
        self.phrases.update(self.of(words))

    def add_values(self, slot: str, table: dict[str, str]) -> None:
        for value, words in table.items():
            self.add(words)
            if family(slot) in VALUE_FAMILIES:
                self.values.setdefault((family(slot), value), set()).update(map(normalised, self.of(words)))

    def add_template(self, template: str) -> None:
        """Everything between the signs of a template; nothing of a held-out one, unless it is wanted."""
        if self.held_out or not template.startswith("~"):
            self.phrases.update(re.split(r"\{[^}]*\}|[\[\]|~]", template))


def listening(writer: type[Writer], heard: Heard) -> type[Writer]:
    """The same writer; every choice it makes is told to `heard`."""

    class Listening(writer):
        def choose(self, words: str) -> str:
            heard.add(words)
            return SOMETHING

        def state(self, slot: str, table: dict[str, str]) -> str:
            heard.add_values(slot, table)
            super().state(slot, table)
            return SOMETHING

        def piece(self, name: str) -> str:
            heard.phrases.add(super().piece(name))
            return SOMETHING

        def say_q(self, speaker: int) -> str:
            return SOMETHING

        def decorate(self, text: str, has_background: bool) -> str:
            return super().decorate(SOMETHING, has_background)

    return Listening


def listen(*, held_out: bool) -> Heard:
    """The words of the prompts of training; with `held_out` also those that only evaluation uses."""
    heard = Heard(held_out=held_out)
    for module in (english_templates, chinese_templates):
        for templates in (*module.TEMPLATES.values(), module.NARRATION):
            for template in templates:
                heard.add_template(template)
    rng = np.random.default_rng(0)
    splits = (False, True) if held_out else (False,)
    for writer, scene, split in product(WRITERS.values(), SCENES, splits):
        for _ in range(PROMPTS_PER_SCENE):
            listening(writer, heard)(scene, rng, held_out=split).write()
    for scene, words in SCENE_WORDS.items():
        heard.values["scene", scene] = set(words.split("|"))
    return heard


def known_words(heard: Heard) -> dict[str, set[str]]:
    """English words, Chinese words and characters, and words that no prompt asks for but that are no misspellings."""
    english = {word for phrase in heard.phrases for word in english_words(phrase)}
    pieces = {piece for phrase in heard.phrases for piece in HAN.findall(phrase)}
    characters = {letter for piece in pieces for letter in piece}
    chinese = {piece for piece in pieces if len(piece) <= LONGEST_CHINESE_WORD}
    others = _spoken_words("english") - english
    others |= {word for word in _spoken_words("chinese") if HAN.fullmatch(word) and not any(word in p for p in pieces)}
    others |= LOOKALIKES - english - chinese
    return {"english": english, "chinese": chinese, "characters": characters, "others": others}


def _spoken_words(language: str) -> set[str]:
    """The words of sentences that are said, and of prompts about what tandem-mini cannot show."""
    module = LANGUAGES[language]
    phrasings = [*module.PATTERNS, *FOREIGN_PHRASINGS[language]] if language == "english" else []
    literals = [literal for phrasing in phrasings for literal, *_ in string.Formatter().parse(phrasing)]
    return {word for group in module.GROUPS.values() for word in group} | {
        word for literal in literals for word in english_words(literal)
    }


def as_table(words: dict[str, set[str]]) -> str:
    """The text of known_words.txt: one section for each set, sorted."""
    sections = []
    for name, members in words.items():
        body = "".join(sorted(members)) if name == "characters" else " ".join(sorted(members))
        lines = textwrap.wrap(body, 120, break_on_hyphens=False)
        sections.append("\n".join([f"[{name}]", *lines]))
    return "\n".join(sections) + "\n"


def as_value_table(heard: Heard) -> str:
    """The text of value_words.txt: a line for each value, `family value: phrase|phrase`."""
    lines = [f"{name} {value}: {'|'.join(sorted(words))}" for (name, value), words in sorted(heard.values.items())]
    return "\n".join(lines) + "\n"


def write(table: Path = TABLE_PATH, value_table: Path = VALUE_TABLE_PATH) -> None:
    """Both tables, in UTF-8."""
    heard = listen(held_out=True)
    table.write_text(as_table(known_words(heard)), encoding="utf-8")
    value_table.write_text(as_value_table(heard), encoding="utf-8")


if __name__ == "__main__":
    write()
