"""Scripts of songs are those that the world's singer leaves behind."""

import numpy as np
import pytest
from tandem.engine.mini.text import singing
from tandem.engine.mini.text.line_model import Manner
from tandem.engine.mini.text.music import beat_seconds
from tandem.engine.mini.text.phonemes import is_vowel
from tandem.engine.mini.text.script import note_id
from tandem.engine.mini.text.singing import Melody, on_notes, sung_lines, sung_words
from tandem.engine.mini.text.timeline import Line
from tandem.training.speech.bank import Utterance, speak
from tandem.training.speech.singing import sing_line, syllable_count
from tandem.training.speech.voices import VOICES
from tandem.training.text.train_durations import TimedLine, timed_line
from tandem.training.world import sing_words as world
from tandem.training.world.clip import make_scene
from tandem.training.world.voices import Voices

MANNER = Manner("english", "neutral", "medium", "woman")
VOWEL_TOLERANCE_S = 0.06
LATENTS = 64
LINES = [
    ("hello, good night", "english", "man"),
    ("the white cat sings", "english", "child"),
    ("你好", "chinese", "woman"),
]


class TrueModel:
    """The lengths that the sounds of one line really had."""

    def __init__(self, line: TimedLine) -> None:
        self.line = line

    def seconds(self, sounds, manner):
        assert tuple(sounds) == self.line.sounds
        return list(self.line.seconds)


def said(text: str, language: str, person: str) -> tuple[Utterance, TimedLine]:
    utterance = speak(text, language, person, VOICES[person][0], "neutral", "medium")
    return utterance, timed_line(utterance)


@pytest.mark.parametrize("pace", ["slow", "medium", "fast"])
@pytest.mark.parametrize("line", LINES)
def test_words_are_placed_as_the_singer_of_the_world_places_them(espeak, line, pace):
    utterance, timed = said(*line)
    count = syllable_count(utterance)
    notes = [60 + k for k in range(count)]
    note_s = [*[beat_seconds(pace)] * (count - 1), 2 * beat_seconds(pace)]
    song = sing_line(utterance, notes, note_s, np.random.default_rng(0))
    (phrase,) = sung_lines(list(zip(timed.sounds, timed.seconds, strict=True)))
    ours = on_notes(phrase, notes, note_s, speaker=1)
    assert [(item.phoneme, item.prosody) for item in ours] == [(name, note) for _, _, name, note in song.phonemes]
    for item, (start, end, name, _) in zip(ours, song.phonemes, strict=True):
        if is_vowel(name):
            assert item.start_s == pytest.approx(start - song.lead_s, abs=VOWEL_TOLERANCE_S)
            assert item.end_s == pytest.approx(end - song.lead_s, abs=VOWEL_TOLERANCE_S)


@pytest.mark.parametrize("line", LINES)
def test_a_song_could_be_one_of_the_world_s(espeak, line):
    utterance, timed = said(*line)
    scene = make_scene(3, LATENTS, Voices([utterance]), "sing_words")
    slots = scene.attributes
    melody = Melody(slots["pace"], slots["mood"], slots["melody"], slots["first_person"])
    quote = Line(timed.sounds, 1, MANNER)
    ours = sung_words([quote] * len(scene.quotes), TrueModel(timed), melody)
    assert [item.phoneme for item in ours] == [item.phoneme for item in scene.phonemes]
    late_s = scene.onsets_s[0] - singing.FIRST_NOTE_S
    for mine, theirs in zip(ours, scene.phonemes, strict=True):
        if is_vowel(mine.phoneme):
            assert mine.start_s + late_s == pytest.approx(theirs.start_s, abs=VOWEL_TOLERANCE_S)
    assert {note for note in notes_of(ours)} <= possible_notes(slots)
    assert {note for note in notes_of(scene.phonemes)} <= possible_notes(slots)


def notes_of(phonemes) -> list[int]:
    return [item.prosody for item in phonemes if is_vowel(item.phoneme)]


def possible_notes(slots: dict[str, str]) -> set[int]:
    """All notes of the scale on all roots that the world gives to such a person."""
    person = slots["first_person"]
    roots = range(world.LOWEST_ROOT[person], world.HIGHEST_ROOT[person] + 1)
    return {note_id(world.midi_note(slots["mood"], root, degree)) for root in roots for degree in range(8)}


def test_the_roots_lie_where_the_world_sings():
    for person, root in singing.ROOT_MIDI.items():
        assert world.LOWEST_ROOT[person] <= root <= world.HIGHEST_ROOT[person]
