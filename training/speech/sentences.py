"""Sentences for the bank: drawn from patterns, split by words and by whole sentences into training and test."""

from __future__ import annotations

import string
import zlib
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import numpy as np

from . import chinese, english

LANGUAGES: dict[str, ModuleType] = {"english": english, "chinese": chinese}
HELD_OUT_WORDS_PER_MILLE = 80
HELD_OUT_SENTENCES_PER_MILLE = 80
SAFE_PATTERN_CHANCE = 0.03


@dataclass(frozen=True)
class Sentence:
    """What is said, and whether it belongs to the test split."""

    text: str
    held_out: bool


def _share(text: str) -> int:
    """0..999, the same on every machine."""
    return zlib.crc32(f"tandem:{text}".encode()) % 1000


@cache
def held_out_words(language: str) -> frozenset[str]:
    """Words that only the test split says (about 8 %), never one of the sentences that training must know."""
    module = LANGUAGES[language]
    always = " ".join(module.ALWAYS_IN_TRAINING) + " " + " ".join(module.PATTERNS)
    known = set(always.split()) if language == "english" else None
    words = {word for group in module.GROUPS.values() for word in group}
    chosen = {word for word in words if _share(word) < HELD_OUT_WORDS_PER_MILLE}
    return frozenset(word for word in chosen if (word not in known if known is not None else word not in always))


@cache
def _all_words(language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for group in LANGUAGES[language].GROUPS.values() for word in group))


def draw_sentence(language: str, rng: np.random.Generator) -> Sentence:
    """One sentence of `language`; which split it belongs to depends on the sentence alone."""
    module = LANGUAGES[language]
    if rng.random() < SAFE_PATTERN_CHANCE:
        return Sentence(str(rng.choice(module.ALWAYS_IN_TRAINING)), False)
    pattern = module.PATTERNS[rng.integers(len(module.PATTERNS))]
    pieces, new_word = [], False
    for literal, group, _, _ in string.Formatter().parse(pattern):
        pieces.append(literal)
        if group is None:
            continue
        words = _all_words(language) if group == "word" else module.GROUPS[group]
        word = words[rng.integers(len(words))]
        new_word |= word in held_out_words(language)
        pieces.append(word)
    text = "".join(pieces)
    if text in module.ALWAYS_IN_TRAINING:
        return Sentence(text, False)
    return Sentence(text, new_word or _share(text) < HELD_OUT_SENTENCES_PER_MILLE)
