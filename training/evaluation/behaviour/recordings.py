"""Recordings from outside the world: voices that training never heard, changed, and in a room.

The world's voices are a few variants of espeak-ng, dry. These are other variants, half of them with the Klatt
synthesiser in place of espeak-ng's own, some played slower or faster, and all of them with reverberation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ....engine.mini.geometry import SAMPLE_RATE_HZ
from ...speech.bank import PEAK_LIMIT, Utterance, speak
from ...speech.voices import Voice
from ...world.voices import Cast, Voices


@dataclass(frozen=True)
class Stranger:
    """One voice. `stretch`: how much longer, and by as much deeper, its tape runs."""

    person: str
    voice: Voice
    stretch: float = 1.0


STRANGERS = (
    Stranger("man", Voice("klatt3"), 1.10),
    Stranger("woman", Voice("Alicia")),
    Stranger("man", Voice("Andy"), 0.90),
    Stranger("woman", Voice("klatt4", 25), 0.92),
    Stranger("child", Voice("Annie", 20), 0.88),
    Stranger("man", Voice("adam")),
)
REVERBERATION_S, FIRST_ECHO_S, ECHO_LEVEL = 0.4, 0.006, 0.5
"""Time in which the room falls by 60 dB, its first echo, and the amplitude of all echoes beside the voice."""


def foreign_line(stranger: Stranger, line: Utterance) -> Utterance | None:
    """The words of `line` by `stranger`; None when they come out longer or shorter than a bank takes.

    Raises EspeakMissing without libespeak-ng.
    """
    said = speak(line.text, line.language, stranger.person, stranger.voice, "neutral", "medium")
    return said and stretched(said, stranger.stretch)


def stretched(line: Utterance, factor: float) -> Utterance:
    """`line` played `factor` times as long: deeper, and as from a larger mouth. Times and mouth curves go with it."""
    count = round(len(line.samples) * factor)
    samples = np.interp(np.arange(count) / factor, np.arange(len(line.samples)), line.samples)
    rows = np.arange(round(len(line.mouth) * factor)) / factor
    mouth = np.stack([np.interp(rows, np.arange(len(line.mouth)), curve) for curve in line.mouth.T], axis=1)
    phonemes = tuple((start * factor, end * factor, name, tone) for start, end, name, tone in line.phonemes)
    pitches = tuple(hertz / factor for hertz in line.pitches)
    sound = np.round(samples).astype(np.int16)
    return replace(line, samples=sound, phonemes=phonemes, mouth=mouth.astype(np.float32), pitches=pitches)


def in_a_room(samples: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """float32 `[L]` with echoes that die away (noise with an exponential decay, Moorer 1979), no louder than before."""
    delays_s = np.arange(round(REVERBERATION_S * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    echoes = rng.normal(size=len(delays_s)) * 10 ** (-3 * delays_s / REVERBERATION_S) * (delays_s >= FIRST_ECHO_S)
    echoes *= ECHO_LEVEL / np.sqrt(np.square(echoes).sum())
    echoes[0] = 1.0
    size = len(samples) + len(echoes)
    wet = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(echoes, size), size)[: len(samples)]
    peak = max(float(np.abs(wet).max()), 1e-6)
    return (wet * min(1.0, PEAK_LIMIT / peak)).astype(np.float32)


class OneLine(Voices):
    """A world in which somebody says `line`, from `start_s` on, and nothing else."""

    def __init__(self, line: Utterance, start_s: float) -> None:
        super().__init__([line])
        self.line_said, self.start_s = line, start_s

    def fill(self, rng: np.random.Generator, cast: Cast, duration_s: float) -> Iterator[tuple[float, Utterance]]:
        yield self.start_s, self.line_said


def foreign_lines(lines: Sequence[Utterance], count: int, longest_s: float) -> list[Utterance]:
    """`count` recordings of at most `longest_s`, of the sentences in `lines` by the strangers, both in turn.

    Raises ValueError when too few are short enough, EspeakMissing without libespeak-ng.
    """
    said: list[Utterance] = []
    for line in list(lines) * len(STRANGERS):
        if len(said) == count:
            break
        found = foreign_line(STRANGERS[len(said) % len(STRANGERS)], line)
        if found is not None and found.duration_s <= longest_s:
            said.append(found)
    if len(said) < count:
        raise ValueError(f"lines: expected {count} that last at most {longest_s:g} s, found {len(said)}")
    return said
