"""Who speaks and how: espeak's voice variants and settings for every person, emotion and pace."""

from __future__ import annotations

from dataclasses import dataclass

from ...engine.mini.text.voices import NO_VOICE
from ...engine.mini.text.voices import voices as known_by_person

ESPEAK_LANGUAGES = {"english": "en-us", "chinese": "cmn-latn-pinyin"}
BASE_RATE_WPM = 168
BASE_PITCH = 50


@dataclass(frozen=True)
class Voice:
    """An espeak variant; `pitch_shift` is added to the pitch setting (0..99) to place the person's register."""

    variant: str
    pitch_shift: int = 0


@dataclass(frozen=True)
class Manner:
    """How an emotion changes the voice; `gain` is the loudness relative to neutral."""

    rate: float
    pitch: int
    pitch_range: int
    gain: float


VOICES: dict[str, tuple[Voice, ...]] = {
    "man": (Voice("m1"), Voice("m3"), Voice("m7", -4)),
    "woman": (Voice("f2"), Voice("f4", 4), Voice("f5")),
    "child": (Voice("f3", 28), Voice("f5", 26), Voice("belinda", 18)),
}
VOICE_NUMBER: dict[tuple[str, str], int] = {
    (person, voice.variant): known.number
    for person, known_voices in known_by_person().items()
    for voice, known in zip(VOICES[person], known_voices, strict=True)
}
"""By person and variant, the numbers of `engine/mini/text/voices.py`; held-out voices have none."""
HELD_OUT_VOICES: dict[str, Voice] = {"man": Voice("m6"), "woman": Voice("f1", 4), "child": Voice("linda", 18)}

MANNERS: dict[str, Manner] = {
    "neutral": Manner(1.00, 0, 50, 1.00),
    "happy": Manner(1.10, 13, 90, 1.10),
    "sad": Manner(0.84, -13, 18, 0.82),
    "angry": Manner(1.08, -4, 80, 1.25),
}
MORE_MANNERS: dict[str, Manner] = {
    "surprised": Manner(1.14, 22, 99, 1.15),
    "calm": Manner(0.88, -5, 32, 0.88),
}
"""Emotions that the weights in weights/ have not learned; a bank has them when asked to."""
ALL_MANNERS: dict[str, Manner] = {**MANNERS, **MORE_MANNERS}
PACES: dict[str, float] = {"slow": 0.76, "medium": 1.0, "fast": 1.32}


def voice_number(person: str, variant: str) -> int:
    """The voice as a script names it; `NO_VOICE` for one that was held out."""
    return VOICE_NUMBER.get((person, variant), NO_VOICE)
