"""The Chinese tables of the weights' config: readings of common characters and words, phonemes of every syllable."""

from __future__ import annotations

import zlib

from pypinyin import phrases_dict, pinyin_dict
from pypinyin.contrib.tone_convert import to_tone3

from ..speech.espeak import say
from ..speech.inventory import phoneme_name
from ..speech.voices import ESPEAK_LANGUAGES

LONGEST_WORD = 3
FIRST_RARE_ROW = 0xD8
"""GB 2312 orders its 3,755 everyday characters before this lead byte."""


def _gb2312_row(letter: str) -> int | None:
    try:
        code = letter.encode("gb2312")
    except UnicodeEncodeError:
        return None
    return code[0] if len(code) == 2 and "一" <= letter <= "鿿" else None


def _tone3(reading: str) -> str:
    return to_tone3(reading, neutral_tone_with_five=True, v_to_u=False)


def character_readings() -> dict[str, str]:
    """Syllable with tone -> all GB 2312 characters whose first reading it is."""
    found: dict[str, list[str]] = {}
    for code, readings in sorted(pinyin_dict.pinyin_dict.items()):
        if _gb2312_row(chr(code)) is not None:
            found.setdefault(_tone3(readings.split(",")[0]), []).append(chr(code))
    return {syllable: "".join(letters) for syllable, letters in sorted(found.items())}


def word_readings(readings: dict[str, str]) -> dict[str, str]:
    """Words of two or three everyday characters that are not read as their characters are."""
    usual = {letter: syllable for syllable, letters in readings.items() for letter in letters}
    found = {}
    for word, parts in sorted(phrases_dict.phrases_dict.items()):
        rows = [_gb2312_row(letter) for letter in word]
        if not 2 <= len(word) <= LONGEST_WORD or any(row is None or row >= FIRST_RARE_ROW for row in rows):
            continue
        reading = [_tone3(part[0]) for part in parts]
        if reading != [usual[letter] for letter in word]:
            found[word] = " ".join(reading)
    return found


def syllable_phonemes(readings: dict[str, str]) -> dict[str, str]:
    """Pinyin without tone -> the inventory's phoneme names, space-separated, as espeak-ng says the syllable."""
    voice = ESPEAK_LANGUAGES["chinese"] + "+f2"
    found = {}
    for syllable in sorted({reading[:-1] for reading in readings}):
        speech = say(syllable + "4", voice, rate_wpm=168, pitch=50, pitch_range=50, volume=100)
        found[syllable] = " ".join(phoneme_name("chinese", p.mnemonic) for p in speech.phonemes)
    return {syllable: phonemes for syllable, phonemes in found.items() if phonemes}


def tables() -> dict[str, dict[str, str]]:
    """All three, as MiniTextEncoder's config holds them."""
    readings = character_readings()
    return {
        "chinese_readings": readings,
        "chinese_words": word_readings(readings),
        "chinese_syllables": syllable_phonemes(readings),
    }


def checksum(table: dict[str, str]) -> int:
    """A number that changes with the table; for the record in the model card."""
    return zlib.crc32(repr(sorted(table.items())).encode())
