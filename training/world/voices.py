"""Casting: which voice speaks, and which of its recorded lines fit the time that is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..speech.bank import Utterance

TRIES = 16


@dataclass(frozen=True)
class Cast:
    """One speaker's voice and mood."""

    person: str
    language: str
    emotion: str
    pace: str
    voice: str


class Voices:
    """A bank of utterances, looked up by cast."""

    def __init__(self, bank: Sequence[Utterance]) -> None:
        self._lines: dict[Cast, list[Utterance]] = defaultdict(list)
        for line in bank:
            self._lines[Cast(line.person, line.language, line.emotion, line.pace, line.voice)].append(line)
        self._casts = sorted(self._lines, key=repr)
        self._weights = np.array([len(self._lines[cast]) for cast in self._casts], float)

    def language(self, rng: np.random.Generator) -> str:
        return self.cast(rng).language

    def cast(
        self,
        rng: np.random.Generator,
        *,
        language: str | None = None,
        pace: str | None = None,
        emotions: Sequence[str] | None = None,
    ) -> Cast:
        """A random cast, as often as it has lines; the other arguments narrow the choice when such lines exist."""
        fits = np.array([
            (language is None or cast.language == language)
            and (pace is None or cast.pace == pace)
            and (emotions is None or cast.emotion in emotions)
            for cast in self._casts
        ])  # fmt: skip
        weights = self._weights * fits if fits.any() else self._weights
        return self._casts[rng.choice(len(self._casts), p=weights / weights.sum())]

    def line(self, rng: np.random.Generator, cast: Cast, longest_s: float) -> Utterance | None:
        """A line of `cast` that ends within `longest_s`; None when none of some tries does."""
        lines = self._lines[cast]
        picks = (lines[rng.integers(len(lines))] for _ in range(TRIES))
        return next((line for line in picks if line.duration_s <= longest_s), None)

    def fill(self, rng: np.random.Generator, cast: Cast, duration_s: float) -> Iterator[tuple[float, Utterance]]:
        """Lines one after the other until none fits; the first may have begun before the clip."""
        start_s = rng.uniform(-1.0, 0.0) if rng.random() < 0.25 else rng.uniform(0.04, 0.5)
        while (line := self.line(rng, cast, duration_s + 0.1 - start_s)) is not None:
            yield start_s, line
            start_s += line.duration_s + rng.uniform(0.08, 0.45)

    def narrator(self, rng: np.random.Generator) -> Cast:
        return replace(self.cast(rng))
