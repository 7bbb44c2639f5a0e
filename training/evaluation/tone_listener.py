"""Which tone of Mandarin is it? The melody of a syllable, beside those of recordings of the training split."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..speech.bank import Utterance
from ..speech.pitch import pitch_track, times_s
from .autoencoders import Autoencoders
from .neighbours import Neighbours
from .script_reading import Sound, syllables
from .templates import coded, recorded

LINES, CODED_LINES = 1000, 300
"""Recordings to compare with, as they are and through the sound autoencoder."""
CONTOUR_POINTS = 8
FEWEST_PITCHES = 3
"""A syllable with fewer values of pitch has no contour."""
RANGE_PERCENTILES = (10, 90)
LARGEST_STEP = 4.0
"""Where a contour is cut off, in units of the line's own range: an octave error must not decide."""


@dataclass(frozen=True)
class Contour:
    """The melody of one syllable. `features` is None when it has no pitch."""

    features: np.ndarray | None
    tone: int


def contours(samples: np.ndarray, parts: Sequence[Sound]) -> Iterator[Contour]:
    """One per syllable of `parts`, the sounds of one line. Pitch is counted from the bottom of the line's range, in
    units of that range: moods and voices differ in register and liveliness, tones do not."""
    semitones = 12 * np.log2(pitch_track(samples))
    known = np.isfinite(semitones)
    low, high = np.percentile(semitones[known], RANGE_PERCENTILES) if known.any() else (0.0, 0.0)
    relative = np.clip((semitones - low) / (high - low + 1), -LARGEST_STEP, LARGEST_STEP)
    instants, words = times_s(len(relative)), syllables(parts)
    for index, word in enumerate(words):
        inside = known & (instants >= word.start_s) & (instants < word.end_s)
        if inside.sum() < FEWEST_PITCHES:
            yield Contour(None, word.prosody)
            continue
        ends = instants[inside][[0, -1]]
        curve = np.interp(np.linspace(*ends, CONTOUR_POINTS), instants[inside], relative[inside])
        place = (index / max(len(words) - 1, 1), float(index == 0), float(index == len(words) - 1))
        yield Contour(np.array([*curve, np.log(word.end_s - word.start_s), *place]), word.prosody)


def tone_listener(coders: Autoencoders, lines: Sequence[Utterance]) -> Neighbours:
    """The features of a contour -> its tone, 1 to 5."""
    chinese = [line for line in lines if line.language == "chinese"][:LINES]
    sounds = [(recorded(line), line) for line in chinese]
    sounds += [(coded(coders, line), line) for line in chinese[:CODED_LINES]]
    found = [contour for samples, line in sounds for contour in contours(samples, line_sounds(line))]
    return fitted(found)


def fitted(found: Iterable[Contour]) -> Neighbours:
    known = [contour for contour in found if contour.features is not None]
    return Neighbours.fit(np.array([contour.features for contour in known]), [contour.tone for contour in known])


def line_sounds(line: Utterance, start_s: float = 0.0) -> list[Sound]:
    """The sounds of a recording that begins at `start_s`."""
    return [Sound(start_s + a, start_s + b, (name,), 1, prosody) for a, b, name, prosody in line.phonemes]
