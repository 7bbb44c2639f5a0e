"""Placing spoken lines and rapped words in time."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .durations import DurationModel
from .line_model import Manner, Sound
from .phonemes import SILENCE
from .script import TimedPhoneme

SPEECH_START_S = 0.20
PAUSE_BETWEEN_LINES_S = 0.25
BEAT_S = {"slow": 0.48, "medium": 0.40, "fast": 0.32}
FIRST_BEAT_S = 0.08
LONGEST_RAP_PHRASE_BEATS = 3.2
RAP_PACE = "fast"


@dataclass(frozen=True)
class Line:
    """One quote: its sounds, who says it (1, 2, or 3 off screen) and how; `words[k]` is how word k is written."""

    sounds: tuple[Sound, ...]
    speaker: int
    manner: Manner
    words: tuple[str, ...] = ()


def spoken(lines: list[Line], model: DurationModel, *, after_s: float = 0.0) -> list[TimedPhoneme]:
    """The lines one after the other, a short pause between them; the first starts SPEECH_START_S after `after_s`."""
    timed: list[TimedPhoneme] = []
    start_s = after_s + SPEECH_START_S
    for line in lines:
        phrase, end_s = _placed(line, model.seconds(list(line.sounds), line.manner), start_s)
        timed += phrase
        start_s = end_s + PAUSE_BETWEEN_LINES_S
    return timed


def rapped(lines: list[Line], model: DurationModel, pace: str) -> list[TimedPhoneme]:
    """Phrases of a few words, each of which starts on a beat; said fast, whatever the beat."""
    beat_s = BEAT_S.get(pace, BEAT_S["medium"])
    timed: list[TimedPhoneme] = []
    beat = 0
    for line in lines:
        manner = Manner(line.manner.language, line.manner.emotion, RAP_PACE, line.manner.person)
        seconds = model.seconds(list(line.sounds), manner)
        for first, last in _phrases(line.sounds, seconds, LONGEST_RAP_PHRASE_BEATS * beat_s):
            part = Line(line.sounds[first:last], line.speaker, manner)
            phrase, end_s = _placed(part, seconds[first:last], FIRST_BEAT_S + beat * beat_s)
            timed += phrase
            beat = max(beat + 1, math.ceil((end_s - FIRST_BEAT_S) / beat_s))
    return timed


def _placed(line: Line, seconds: list[float], start_s: float) -> tuple[list[TimedPhoneme], float]:
    timed = []
    for sound, length_s in zip(line.sounds, seconds, strict=True):
        end_s = start_s + length_s
        if sound.phoneme != SILENCE:
            timed.append(TimedPhoneme(start_s, end_s, sound.phoneme, line.speaker, sound.prosody, lift=sound.lift))
        start_s = end_s
    return timed, start_s


def _phrases(sounds: tuple[Sound, ...], seconds: list[float], longest_s: float) -> list[tuple[int, int]]:
    """Ranges of sounds: whole words, as many as fit in `longest_s`, never across a pause."""
    ranges: list[tuple[int, int]] = []
    first, place = 0, 0
    while place < len(sounds):
        end = place
        while end < len(sounds) and sounds[end].word == sounds[place].word and sounds[end].phoneme != SILENCE:
            end += 1
        if place > first and sum(seconds[first:end]) > longest_s:
            ranges.append((first, place))
            first = place
        if end < len(sounds) and sounds[end].phoneme == SILENCE:
            ranges.append((first, end))
            first = end = end + 1
        place = end
    if first < len(sounds):
        ranges.append((first, len(sounds)))
    return [(a, b) for a, b in ranges if b > a]
