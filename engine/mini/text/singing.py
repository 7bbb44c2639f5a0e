"""Placing words on a melody: every vowel starts on its note and is held, the consonants stand before the next one.

The numbers are those of the world's singer, whose clips the transformer has learned from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from .attributes import UNSPECIFIED
from .durations import DurationModel
from .line_model import Manner, Sound
from .music import beat_seconds, midi_note
from .phonemes import SILENCE, is_vowel
from .script import TimedPhoneme, note_id
from .timeline import Line

ROOT_MIDI = {"man": 50, "woman": 60, "child": 62}
MELODIES = {"rising": (0, 1, 2, 3, 4, 5, 6, 7), "falling": (7, 6, 5, 4, 3, 2, 1, 0), "wave": (0, 2, 4, 5, 4, 2, 1, 0)}
"""Degrees of the scale, up to an octave above the root."""
FIRST_NOTE_S = 0.28
OPEN = {"pace": "medium", "mood": "happy", "melody": "wave", "first_person": "woman"}
"""What a song is where its prompt leaves that open."""
BREATH_BEATS = 1
LAST_NOTE_BEATS = 2
MOST_NOTES, LEAST_NOTES = 9, 3
"""A quote of more syllables is sung as several lines; a line does not end at a pause before it has this many."""
CONSONANT_SHARE = 0.45
"""Consonants between two vowels take at most this share of the note that they close."""
RELEASE_SHARE = 0.85
"""The last vowel and the consonants after it end at this share of the last note."""

Lasting = tuple[Sound, float]
"""A sound and its length in seconds when it is spoken."""


@dataclass(frozen=True)
class Melody:
    """Values of the slots pace, mood, melody and first_person; what is left open is as in OPEN."""

    pace: str = UNSPECIFIED
    mood: str = UNSPECIFIED
    shape: str = UNSPECIFIED
    person: str = UNSPECIFIED

    @property
    def beat_s(self) -> float:
        return beat_seconds(OPEN["pace"] if self.pace == UNSPECIFIED else self.pace)

    def midi(self, count: int) -> list[int]:
        """`count` notes: the middle of the melody when they are few, its last note again and again when many."""
        shape = MELODIES.get(self.shape, MELODIES[OPEN["melody"]])
        root = ROOT_MIDI.get(self.person, ROOT_MIDI[OPEN["first_person"]])
        first = max(len(shape) - count, 0) // 2
        degrees = [shape[min(first + k, len(shape) - 1)] for k in range(count)]
        mood = OPEN["mood"] if self.mood == UNSPECIFIED else self.mood
        return [midi_note(mood, root, degree) for degree in degrees]


def sung_words(lines: list[Line], model: DurationModel, melody: Melody) -> list[TimedPhoneme]:
    """The lines one after the other, a note for every vowel and a beat of breath between two lines."""
    timed: list[TimedPhoneme] = []
    first_s = FIRST_NOTE_S
    for line in lines:
        manner = Manner(line.manner.language, UNSPECIFIED, UNSPECIFIED, line.manner.person)
        seconds = model.seconds(list(line.sounds), manner)
        for phrase in sung_lines(list(zip(line.sounds, seconds, strict=True))):
            count = max(_syllables(phrase), 1)
            beats = [*[1] * (count - 1), LAST_NOTE_BEATS]
            sung = on_notes(phrase, melody.midi(count), [melody.beat_s * n for n in beats], line.speaker)
            first_s = max(first_s, -sung[0].start_s)
            timed += [_later(item, first_s) for item in sung]
            first_s += melody.beat_s * (sum(beats) + BREATH_BEATS)
    return timed


def on_notes(phrase: list[Lasting], midi: Sequence[int], note_s: Sequence[float], speaker: int) -> list[TimedPhoneme]:
    """One line with one note of `midi` and one length of `note_s` for every vowel; the first note begins at 0 s.

    The consonants before it have negative times. Those between two vowels belong to the note that they lead to.
    Without any vowel all consonants stand before the first note.
    """
    opening, groups = _grouped(phrase)
    timed: list[TimedPhoneme] = []

    def add(sounds: list[Lasting], start_s: float, scale: float, note: int) -> float:
        for sound, length_s in sounds:
            end_s = start_s + length_s * scale
            timed.append(TimedPhoneme(start_s, end_s, sound.phoneme, speaker, note_id(midi[note])))
            start_s = end_s
        return start_s

    at_s = add(opening, -_length(opening), 1.0, 0)
    for index, (vowel, closing) in enumerate(groups):
        is_last, wanted_s = index + 1 == len(groups), _length(closing)
        scale = min(1.0, CONSONANT_SHARE * note_s[index] / wanted_s) if wanted_s else 1.0
        held_s = note_s[index] * (RELEASE_SHARE if is_last else 1.0) - wanted_s * scale
        at_s = add([(vowel, held_s)], at_s, 1.0, index)
        at_s = add(closing, at_s, scale, index if is_last else index + 1)
    return timed


def sung_lines(sounds: list[Lasting]) -> list[list[Lasting]]:
    """The sounds of a quote without its pauses, cut into lines of at most MOST_NOTES vowels.

    Cuts are made only where the quote is longer: at pauses, or before the word that would be too much.
    """
    if _syllables(sounds) <= MOST_NOTES:
        return [_audible(sounds)] if _audible(sounds) else []
    lines: list[list[Lasting]] = [[]]
    for _, group in groupby(sounds, key=lambda item: item[0].word):
        word = list(group)
        if _syllables(lines[-1]) and _syllables(lines[-1]) + _syllables(word) > MOST_NOTES:
            lines.append([])
        lines[-1] += _audible(word)
        if word[-1][0].phoneme == SILENCE and _syllables(lines[-1]) >= LEAST_NOTES:
            lines.append([])
    if not _syllables(lines[-1]):
        rest = lines.pop()
        lines[-1] += rest
    return lines


def _grouped(phrase: list[Lasting]) -> tuple[list[Lasting], list[tuple[Sound, list[Lasting]]]]:
    """The consonants before the first vowel, and every vowel with the consonants after it."""
    opening: list[Lasting] = []
    groups: list[tuple[Sound, list[Lasting]]] = []
    for sound, length_s in phrase:
        if is_vowel(sound.phoneme):
            groups.append((sound, []))
        else:
            (groups[-1][1] if groups else opening).append((sound, length_s))
    return opening, groups


def _audible(sounds: list[Lasting]) -> list[Lasting]:
    return [item for item in sounds if item[0].phoneme != SILENCE]


def _syllables(sounds: list[Lasting]) -> int:
    return sum(is_vowel(sound.phoneme) for sound, _ in sounds)


def _length(sounds: list[Lasting]) -> float:
    return sum(length_s for _, length_s in sounds)


def _later(item: TimedPhoneme, by_s: float) -> TimedPhoneme:
    return TimedPhoneme(item.start_s + by_s, item.end_s + by_s, item.phoneme, item.speaker, item.prosody)
