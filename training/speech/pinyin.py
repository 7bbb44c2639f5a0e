"""Chinese text as espeak's `cmn-latn-pinyin` voice reads it: syllables of pinyin with tone digits, set apart by spaces.

espeak's own `cmn` voice spells Chinese characters as English letters in some builds, hence the detour.
"""

from __future__ import annotations

import re

from pypinyin import Style, lazy_pinyin

_SYLLABLE = re.compile(r"([a-zü]+)([1-5])")


def syllables(text: str) -> tuple[str, tuple[int, ...]]:
    """`你好,朋友` -> ("ni2 hao3, peng2 you3", (2, 3, 2, 3)): pinyin with commas kept, and every tone."""
    items = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True, v_to_u=False)
    spoken, tones = "", []
    for item in items:
        match = _SYLLABLE.fullmatch(item)
        if match:
            spoken += " " + item
            tones.append(int(match.group(2)))
        else:
            spoken += ","
    return spoken.strip(), tuple(tones)
