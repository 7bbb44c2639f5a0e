"""Quoted words to sounds: English through the spelling network, Chinese through pinyin, digits through both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .chinese import PinyinTable
from .durations import Sound
from .letters import LettersToPhonemes
from .numbers import chinese_number, english_number
from .phonemes import SILENCE
from .quotes import simplified

PAUSE_MARKS = ",.;:!?…—、。"
ENGLISH_SIGNS = {"%": "percent", "&": "and", "+": "plus", "=": "equals", "@": "at"}
TOKEN = re.compile(r"[一-鿿]+|[a-z]+(?:'[a-z]+)*|[0-9]+|\s+|.", re.DOTALL)
SILENTLY_SKIPPED = set(" \t\r\n'-()[]{}\"~*_#·")


@dataclass(frozen=True)
class SpokenLine:
    """The sounds of a quote, its language ('english', 'chinese', or '' when nothing is said), and what was skipped."""

    sounds: tuple[Sound, ...]
    language: str
    skipped: tuple[str, ...]


class Pronouncer:
    """Knows both languages: `exceptions` are English words with stored sounds, `syllables` the sounds of pinyin."""

    def __init__(
        self, letters: LettersToPhonemes, exceptions: dict[str, str], pinyin: PinyinTable, syllables: dict[str, str]
    ) -> None:
        self.letters, self.pinyin = letters, pinyin
        self.exceptions = {word: tuple(sounds.split()) for word, sounds in exceptions.items()}
        self.syllables = {name: tuple(sounds.split()) for name, sounds in syllables.items()}

    def line(self, quote: str) -> SpokenLine:
        """The sounds of `quote`; punctuation becomes pauses, what cannot be said is skipped."""
        text = simplified(quote)
        chinese = sum("一" <= letter <= "鿿" for letter in text)
        english = len(re.findall(r"[a-z]+", text))
        if chinese:
            text = re.sub(r"[0-9]+", lambda match: chinese_number(match.group()), text)
        tokens = TOKEN.findall(text)
        known = self._english(tokens)
        sounds: list[Sound] = []
        skipped: list[str] = []
        for token in tokens:
            if "一" <= token[0] <= "鿿":
                skipped += [letter for letter in token if not self.pinyin.knows(letter)]
                self._add_chinese(sounds, "".join(letter for letter in token if self.pinyin.knows(letter)))
            elif token in known:
                for word in known[token]:
                    index = _next_word(sounds)
                    sounds += [Sound(name, 0, index) for name in word]
            elif token in PAUSE_MARKS:
                _add_pause(sounds)
            elif token not in SILENTLY_SKIPPED and not token.isspace():
                skipped.append(token)
        while sounds and sounds[-1].phoneme == SILENCE:
            sounds.pop()
        language = "" if not sounds else "chinese" if chinese >= english else "english"
        return SpokenLine(tuple(sounds), language, tuple(dict.fromkeys(skipped)))

    def _english(self, tokens: list[str]) -> dict[str, list[tuple[str, ...]]]:
        """Every English word, number and sign of `tokens` with the sounds of its words."""
        spelled: dict[str, list[str]] = {}
        for token in tokens:
            if token[0].isdigit():
                spelled[token] = english_number(token)
            elif token in ENGLISH_SIGNS:
                spelled[token] = [ENGLISH_SIGNS[token]]
            elif "a" <= token[0] <= "z":
                spelled[token] = [token]
        words = sorted({word for parts in spelled.values() for word in parts} - set(self.exceptions))
        said = dict(zip(words, self.letters.pronounce(words), strict=True)) | self.exceptions
        return {token: [said[word] for word in parts] for token, parts in spelled.items()}

    def _add_chinese(self, sounds: list[Sound], text: str) -> None:
        for syllable in self.pinyin.syllables(text):
            index = _next_word(sounds)
            sounds += [Sound(name, syllable.tone, index) for name in self.syllables.get(syllable.pinyin, ())]


def _next_word(sounds: list[Sound]) -> int:
    return sounds[-1].word + 1 if sounds else 0


def _add_pause(sounds: list[Sound]) -> None:
    if sounds and sounds[-1].phoneme != SILENCE:
        sounds.append(Sound(SILENCE, 0, sounds[-1].word))
