"""The voices that tandem-mini knows: three men's, three women's, three children's.

The script names a voice by its number (`voice_pitch.py`); 0 is nobody's in particular.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

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
VOICE_STREAM = 13
"""Keeps the choice unrelated to the noise, the cast and the cues that have the same seed."""


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


def choices(seed: int, count: int) -> Iterator[Callable[[str, set[int]], Voice]]:
    """`count` ways to choose: from the kind of a person and the numbers that are taken, one of the voices left."""
    for chance in np.random.default_rng((VOICE_STREAM, seed)).random(count):

        def choose(person: str, taken: set[int], chance: float = float(chance)) -> Voice:
            left = [voice for voice in voices()[person] if voice.number not in taken]
            return left[int(chance * len(left))]

        yield choose
