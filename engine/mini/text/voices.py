"""The voices that tandem-mini knows: three men's, three women's, three children's.

The script names a voice by its number (`voice_pitch.py`); 0 is nobody's in particular.
"""

from __future__ import annotations

from dataclasses import dataclass

NO_VOICE = 0
MIDDLES: dict[str, tuple[float, ...]] = {
    "man": (13.5, 17.1, 15.9),
    "woman": (38.8, 37.6, 40.9),
    "child": (49.9, 50.9, 52.8),
}
"""Bins of 50 cents from 60 Hz: the middle of every voice, as `python -m tandem.training.speech.middles` counts them, in
the order of `training/speech/voices.py`."""
VOICE_NUMBERS = 1 + sum(map(len, MIDDLES.values()))
"""Size of the table of voices, with nobody's."""


@dataclass(frozen=True)
class Voice:
    """`middle` in bins: the pitch in which neutral lines are said."""

    number: int
    middle: float


def voices() -> dict[str, tuple[Voice, ...]]:
    """By person."""
    found, number = {}, 1
    for person, middles in MIDDLES.items():
        found[person] = tuple(Voice(number + index, middle) for index, middle in enumerate(middles))
        number += len(middles)
    return found


def voice_of(number: int) -> Voice | None:
    """None for a number that is no voice's."""
    return next((voice for own in voices().values() for voice in own if voice.number == number), None)


def chosen(person: str, chance: float, taken: set[int]) -> Voice:
    """One of the voices of `person` whose number is not `taken`; chance: 0..1."""
    left = [voice for voice in voices()[person] if voice.number not in taken]
    return left[int(chance * len(left))]
