"""How loud something shall be, or in which mood, said of a scene where that cannot be chosen.

The reader has learned that such words mean nothing there, and passes over them; the user should still be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .attributes import UNSPECIFIED
from .quotes import normalised
from .scene_slots import SCENE_SLOTS
from .value_words import ValueWords


@dataclass(frozen=True)
class Wish:
    """What may be wished for: the user is told of `slot`, the family of slots `words` has the words for it, and any
    slot of `answer` would do. `plain` are parts of words that can mean nothing else: "heavy" and "calm" can."""

    slot: str
    words: str
    answer: tuple[str, ...]
    plain: tuple[str, ...]


LOUDNESS = ("loud", "quiet", "nois", "volume", "大声", "小声", "轻声", "响亮", "音量")
MOOD = ("happ", "cheerful", "joy", "sad", "sorrow", "angr", "furious")
MOOD_IN_CHINESE = ("开心", "快乐", "高兴", "悲伤", "难过", "生气", "愤怒")
WISHES = (
    Wish("loudness", "loudness", ("loudness",), LOUDNESS),
    Wish("mood", "emotion", ("first_emotion", "second_emotion", "mood"), MOOD + MOOD_IN_CHINESE),
)


def unread_words(text: str, scene: str, asked: Mapping[str, str], words: Mapping[str, ValueWords]) -> dict[str, str]:
    """Slot and value of every wish that plain words of `text`, whose quotes are placeholders, state, that the reader
    did not hear (`asked`), and that `scene` has no slot for."""
    if scene == UNSPECIFIED:
        return {}
    found: dict[str, str] = {}
    text = normalised(text)
    for wish in WISHES:
        if SCENE_SLOTS[scene].intersection(wish.answer) or any(asked[slot] != UNSPECIFIED for slot in wish.answer):
            continue
        for mention in words[wish.words].mentions(text):
            if any(part in text[mention.start : mention.end] for part in wish.plain):
                found.setdefault(wish.slot, mention.value)
    return found
