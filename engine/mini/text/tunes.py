"""Melodies: which note is played when, in the tempo and scale of the slots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .cues import BEATS, STRIKES, Cue
from .music import beat_seconds, midi_note

RHYTHMS = ((1.0, 1.0, 1.0, 1.0), (1.0, 0.5, 0.5, 1.0, 1.0), (0.5, 0.5, 1.0, 0.5, 0.5, 1.0), (1.0, 1.0, 0.5, 0.5, 1.0))
"""Lengths of a bar's notes in beats."""
STEPS = (-2, -1, -1, 1, 1, 2)
FIRST_NOTE_S = (0.06, 0.4)
"""Where a tune starts: at least, at most."""
BEATS_PER_BAR = 4


@dataclass(frozen=True)
class Instrument:
    """What its melodies are made of: the note of degree 0 for every mood, and how many degrees from `lowest` on.

    On one that `takes_turns` two hands, or the two ways of a bow, play every second note each.
    """

    roots: dict[str, int]
    degrees: int
    lowest: int = 0
    takes_turns: bool = False

    def midi(self, mood: str, degree: int) -> int:
        """The MIDI note of the melody's `degree`, which counts from `lowest`."""
        return midi_note(mood, self.roots[mood], self.lowest + degree)


INSTRUMENTS = {
    "piano": Instrument({"happy": 60, "sad": 57}, degrees=7, lowest=3),
    "xylophone": Instrument({"happy": 72, "sad": 69}, degrees=8, takes_turns=True),
    "violin": Instrument({"happy": 62, "sad": 62}, degrees=8, takes_turns=True),
}
"""On C major and on A minor every note of a piano's scale is a white key."""


@dataclass(frozen=True)
class Tune:
    """Notes in order: starts and lengths in seconds `[N]`, degrees from 0 `[N]`, MIDI notes `[N]`."""

    starts_s: np.ndarray
    lengths_s: np.ndarray
    degrees: np.ndarray
    midi: np.ndarray
    beat_s: float


def frequency_hz(midi: float) -> float:
    return 440.0 * 2 ** ((midi - 69) / 12)


def random_tune(
    rng: np.random.Generator,
    duration_s: float,
    pace: str,
    mood: str,
    instrument: Instrument,
    first_s: float | None = None,
) -> Tune:
    """Bars of a few rhythms; the melody walks by small steps over the degrees of `instrument`.

    No note follows itself, so that each is seen to be played. It starts at `first_s`, or soon after the start.
    """
    degree_count = instrument.degrees
    beat_s, at = beat_seconds(pace), float(rng.uniform(*FIRST_NOTE_S)) if first_s is None else first_s
    starts, lengths, degrees = [], [], []
    degree = int(rng.integers(1, degree_count - 1))
    while at < duration_s:
        for beats in RHYTHMS[rng.integers(len(RHYTHMS))]:
            starts.append(at)
            lengths.append(beats * beat_s)
            degrees.append(degree)
            at += beats * beat_s
            step = int(rng.choice(STEPS))
            degree += step if 0 <= degree + step < degree_count else -step
    inside = np.array(starts) < duration_s
    midi = [instrument.midi(mood, d) for d in degrees]
    in_time = [np.array(values)[inside] for values in (starts, lengths, degrees, midi)]
    return Tune(in_time[0], in_time[1], in_time[2], in_time[3], beat_s)


def bar_starts(tune: Tune, duration_s: float) -> np.ndarray:
    """The first beat of every bar."""
    return np.arange(tune.starts_s[0], duration_s, BEATS_PER_BAR * tune.beat_s)


def tune_cues(tune: Tune, instrument: Instrument, first_kind: int = 0) -> list[Cue]:
    """A cue for every note; where `instrument` takes turns, it begins with the kind STRIKES[first_kind]."""
    turns = len(STRIKES) if instrument.takes_turns else 1
    notes = zip(tune.starts_s, tune.lengths_s, tune.midi, strict=True)
    return [
        Cue(float(start_s), STRIKES[(first_kind + k) % turns], int(midi), float(length_s))
        for k, (start_s, length_s, midi) in enumerate(notes)
    ]


def beat_cues(first_s: float, beat_s: float, duration_s: float) -> list[Cue]:
    """A beat every `beat_s` from `first_s` on, where a bar begins, to the end of the clip."""
    beat, bar = BEATS
    instants = np.arange(first_s, duration_s, beat_s)
    return [Cue(float(at_s), beat if k % BEATS_PER_BAR else bar) for k, at_s in enumerate(instants)]
