"""Placing spoken lines, rapped words and sung vowels in time."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .durations import DurationModel, Manner, Sound
from .phonemes import SILENCE
from .script import TimedPhoneme, note_id

SPEECH_START_S = 0.20
PAUSE_BETWEEN_LINES_S = 0.25
BEAT_S = {"slow": 0.48, "medium": 0.40, "fast": 0.32}
FIRST_BEAT_S = 0.08
LONGEST_RAP_PHRASE_BEATS = 3.2
RAP_PACE = "fast"
NOTE_SHARE = 0.92
"""A sung vowel ends a little before its note does."""

MAJOR_SCALE = (0, 2, 4, 5, 7, 9, 11, 12)
MELODIES = {
    "rising": (0, 1, 2, 3, 4, 5, 6, 7),
    "falling": (7, 6, 5, 4, 3, 2, 1, 0),
    "wave": (0, 2, 4, 5, 7, 5, 4, 2),
}
LOWEST_NOTE_MIDI = {"man": 45, "woman": 57, "child": 57}
_SUNG = {
    "a": "en:a en:aI en:aU en:A: en:A@ en:V en:0 en:aI3 en:@ zh:A zh:a zh:ai zh:Au zh:ua zh:uai zh:iA zh:y&",
    "e": "en:E en:eI en:e@ en:3 en:3: en:@L zh:o- zh:@ zh:ei zh:iE zh:yE zh:@r zh:uei",
    "i": "en:i: en:i en:I en:i@ zh:i zh:i. zh:i[ zh:y zh:y@",
    "o": "en:oU en:O: en:O@ en:OI zh:o zh:ou zh:uo zh:ong zh:iou zh:yu",
    "u": "en:u: en:U en:U@ zh:u zh:u@",
}
SUNG_VOWEL = {name: f"sing:{vowel}" for vowel, names in _SUNG.items() for name in names.split()}


@dataclass(frozen=True)
class Line:
    """One quote: its sounds, who says it (1, 2, or 3 off screen) and how."""

    sounds: tuple[Sound, ...]
    speaker: int
    manner: Manner


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


def sung(lines: list[Line], pace: str, melody: str, person: str) -> list[TimedPhoneme]:
    """The vowel of every syllable on one note of the melody; consonants are not sung."""
    note_s = BEAT_S.get(pace, BEAT_S["medium"])
    degrees = MELODIES.get(melody, MELODIES["wave"])
    lowest = LOWEST_NOTE_MIDI.get(person, LOWEST_NOTE_MIDI["woman"])
    vowels = [(line.speaker, SUNG_VOWEL[s.phoneme]) for line in lines for s in line.sounds if s.phoneme in SUNG_VOWEL]
    timed = []
    for count, (speaker, vowel) in enumerate(vowels):
        start_s = SPEECH_START_S + count * note_s
        midi = lowest + MAJOR_SCALE[degrees[count % len(degrees)]]
        timed.append(TimedPhoneme(start_s, start_s + note_s * NOTE_SHARE, vowel, speaker, note_id(midi)))
    return timed


def _placed(line: Line, seconds: list[float], start_s: float) -> tuple[list[TimedPhoneme], float]:
    timed = []
    for sound, length_s in zip(line.sounds, seconds, strict=True):
        end_s = start_s + length_s
        if sound.phoneme != SILENCE:
            timed.append(TimedPhoneme(start_s, end_s, sound.phoneme, line.speaker, sound.prosody))
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
