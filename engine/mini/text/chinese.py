"""Chinese characters to syllables of pinyin with tones, from the tables in the weights' config."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_PHRASE = 3


@dataclass(frozen=True)
class Syllable:
    """Pinyin without its tone digit (`lv` for lü), and the tone 1-5 (5 is neutral)."""

    pinyin: str
    tone: int


class PinyinTable:
    """`readings`: syllable with tone -> the characters usually read so; `phrases`: words that are read otherwise."""

    def __init__(self, readings: dict[str, str], phrases: dict[str, str]) -> None:
        self.readings = {letter: syllable for syllable, letters in readings.items() for letter in letters}
        self.phrases = {word: tuple(reading.split()) for word, reading in phrases.items()}

    def knows(self, letter: str) -> bool:
        return letter in self.readings

    def syllables(self, text: str) -> list[Syllable]:
        """One syllable per character of `text`, every one of which must be known; tones as they sound in a row."""
        found: list[Syllable] = []
        words: list[int] = []
        place = 0
        while place < len(text):
            size = next((n for n in range(LONGEST_PHRASE, 1, -1) if text[place : place + n] in self.phrases), 1)
            word = text[place : place + size]
            readings = self.phrases[word] if size > 1 else (self.readings[word],)
            found += [Syllable(reading[:-1], int(reading[-1])) for reading in readings]
            words += [place] * size
            place += size
        return with_sandhi(text, found)


def with_sandhi(text: str, syllables: list[Syllable]) -> list[Syllable]:
    """Mandarin's tone changes: 3-3 becomes 2-3; 不 rises before a fall; 一 bends to the tone after it."""
    out = list(syllables)
    for k in range(len(out) - 1):
        here, after = out[k], out[k + 1]
        if text[k] == "不" and here.pinyin == "bu" and after.tone == 4:
            out[k] = Syllable("bu", 2)
        elif text[k] == "一" and _is_counting_one(text, k):
            out[k] = Syllable("yi", 2 if after.tone == 4 else 4)
        elif here.tone == 3 and after.tone == 3:
            out[k] = Syllable(here.pinyin, 2)
    return out


def _is_counting_one(text: str, place: int) -> bool:
    number = "零一二三四五六七八九十百第"
    before = text[place - 1] if place else ""
    return not (before and before in number) and text[place + 1] not in number[:-2]
