"""Quoted words to sounds: English through the spelling network, Chinese through pinyin, digits through both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .chinese import PinyinTable
from .letters import LettersToPhonemes
from .line_model import EXCLAMATION, QUESTION, STATEMENT, Sound
from .numbers import chinese_number, english_number
from .phonemes import SILENCE
from .quotes import simplified

PAUSE_MARKS = ",.;:!?…—、。"
SENTENCE_MARKS = {"?": QUESTION, "!": EXCLAMATION} | dict.fromkeys(".…。", STATEMENT)
ENGLISH_SIGNS = {"%": "percent", "&": "and", "+": "plus", "=": "equals", "@": "at"}
TOKEN = re.compile(r"[一-鿿]+|[a-z]+(?:'[a-z]+)*|[0-9]+|\s+|.", re.DOTALL)
SILENTLY_SKIPPED = set(" \t\r\n'-()[]{}\"~*_#·")


@dataclass(frozen=True)
class SpokenLine:
    """The sounds of a quote, its language ('english', 'chinese', or '' when nothing is said), and what was skipped.

    `words[k]` is the text of the sounds whose `word` is k: an English word, or a Chinese character.
    """

    sounds: tuple[Sound, ...]
    language: str
    skipped: tuple[str, ...]
    words: tuple[str, ...] = ()


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
        ends: list[tuple[int, str]] = []
        words: list[str] = []
        skipped: list[str] = []
        for token in tokens:
            if "一" <= token[0] <= "鿿":
                skipped += [letter for letter in token if not self.pinyin.knows(letter)]
                self._add_chinese(sounds, words, "".join(letter for letter in token if self.pinyin.knows(letter)))
            elif token in known:
                for word, names in known[token]:
                    _add_word(sounds, words, word, names, 0)
            elif token in PAUSE_MARKS:
                _add_pause(sounds)
                if token in SENTENCE_MARKS:
                    ends.append((len(sounds), SENTENCE_MARKS[token]))
            elif token not in SILENTLY_SKIPPED and not token.isspace():
                skipped.append(token)
        while sounds and sounds[-1].phoneme == SILENCE:
            sounds.pop()
        language = "" if not sounds else "chinese" if chinese >= english else "english"
        return SpokenLine(tuple(_in_sentences(sounds, ends)), language, tuple(dict.fromkeys(skipped)), tuple(words))

    def _english(self, tokens: list[str]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        """Every English word, number and sign of `tokens` with its words and the sounds of each."""
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
        return {token: [(word, said[word]) for word in parts] for token, parts in spelled.items()}

    def _add_chinese(self, sounds: list[Sound], words: list[str], text: str) -> None:
        for letter, syllable in zip(text, self.pinyin.syllables(text), strict=True):
            _add_word(sounds, words, letter, self.syllables.get(syllable.pinyin, ()), syllable.tone)


def _add_word(sounds: list[Sound], words: list[str], word: str, names: tuple[str, ...], tone: int) -> None:
    """A word without any sound is none."""
    if names:
        sounds += [Sound(name, tone, len(words)) for name in names]
        words.append(word)


def _in_sentences(sounds: list[Sound], ends: list[tuple[int, str]]) -> list[Sound]:
    """`sounds` that know which sentence they are in and its mark; ends: how many come before each mark. A quote that
    ends without a mark ends as a statement, and of several marks the first counts."""
    found: list[Sound] = []
    for number, (end, mark) in enumerate([*ends, (len(sounds), STATEMENT)]):
        found += [replace(sound, sentence=number, ending=mark) for sound in sounds[len(found) : end]]
    return found


def _add_pause(sounds: list[Sound]) -> None:
    if sounds and sounds[-1].phoneme != SILENCE:
        sounds.append(Sound(SILENCE, 0, sounds[-1].word))
