"""The language that a spoken line is in, as MiniMax H3 wants it named."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

LANGUAGES = (
    "Arabic",
    "Chinese",
    "English",
    "French",
    "German",
    "Italian",
    "Japanese",
    "Korean",
    "Portuguese",
    "Russian",
    "Spanish",
)
"""What MiniMax H3 speaks reliably, by its own list."""

_NAMES = re.compile(rf"\b(?:in|speaks?|speaking)\s+(?P<name>{'|'.join(LANGUAGES)})\b", re.IGNORECASE)
_OF_SCRIPT = {
    "ARABIC": "Arabic",
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CYRILLIC": "Russian",
}


def language_of(words: str, before: str) -> str:
    """By the letters of `words`; for Latin ones by `in French` or `speaks French` in `before`, otherwise English."""
    scripts = Counter(_OF_SCRIPT.get(_script(letter), "") for letter in words if letter.isalpha())
    if scripts["Japanese"]:  # Japanese is written with Chinese characters too, Chinese never with kana.
        return "Japanese"
    commonest = scripts.most_common(1)[0][0] if scripts else ""
    if commonest:
        return commonest
    named = list(_NAMES.finditer(before))
    return named[-1]["name"].capitalize() if named else "English"


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").replace("-", " ").split(" ")[0]
