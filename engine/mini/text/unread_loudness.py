"""How loud something shall be, said of a scene whose loudness cannot be chosen.

The reader has learned that such words mean nothing there, and passes over them; the user should still be told.
"""

from __future__ import annotations

from collections.abc import Mapping

from .attributes import UNSPECIFIED
from .quotes import normalised
from .scene_slots import SCENE_SLOTS
from .value_words import ValueWords

SLOT = "loudness"
PLAIN = ("loud", "quiet", "nois", "volume", "大声", "小声", "轻声", "响亮", "音量")
"""Parts of the words that can mean nothing else: "gently" or "heavy" can."""


def unread_loudness(text: str, scene: str, words: Mapping[str, ValueWords]) -> dict[str, str]:
    """`{"loudness": value}` where plain words of `text`, whose quotes are placeholders, state one and `scene` has none;
    else nothing."""
    if scene == UNSPECIFIED or SLOT in SCENE_SLOTS[scene]:
        return {}
    text = normalised(text)
    for mention in words[SLOT].mentions(text):
        if any(part in text[mention.start : mention.end] for part in PLAIN):
            return {SLOT: mention.value}
    return {}
