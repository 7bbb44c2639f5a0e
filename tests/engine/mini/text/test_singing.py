import pytest
from tandem.engine.mini.text import singing
from tandem.engine.mini.text.line_model import Manner, Sound
from tandem.engine.mini.text.music import beat_seconds
from tandem.engine.mini.text.phonemes import SILENCE, is_vowel
from tandem.engine.mini.text.script import note_id
from tandem.engine.mini.text.singing import Melody, on_notes, sung_lines, sung_words
from tandem.engine.mini.text.timeline import Line

MANNER = Manner("english", "neutral", "medium", "woman")
WORLD = (Sound("en:w", 0, 1), Sound("en:3:", 0, 1), Sound("en:l", 0, 1), Sound("en:d", 0, 1))
AGAIN = (Sound("en:@", 0, 0), Sound("en:g", 0, 0), Sound("en:E", 0, 0), Sound("en:n", 0, 0))
PAUSE = Sound(SILENCE, 0, 1)


class SteadyModel:
    """Every sound lasts a tenth of a second."""

    def seconds(self, sounds, manner):
        return [0.1] * len(sounds)


@pytest.mark.parametrize("shape", singing.MELODIES)
@pytest.mark.parametrize("count", [1, 3, 8, 9, 12])
def test_a_melody_is_a_stretch_of_the_shape_that_was_asked_for(shape, count):
    degrees = singing.MELODIES[shape]
    scale = [singing.midi_note("sad", singing.ROOT_MIDI["man"], degree) for degree in degrees]
    scale += [scale[-1]] * 4
    notes = Melody("slow", "sad", shape, "man").midi(count)
    assert any(scale[first : first + count] == notes for first in range(len(degrees)))


def test_what_is_left_open_is_a_medium_happy_wave_of_a_woman():
    assert Melody().midi(8) == Melody("medium", "happy", "wave", "woman").midi(8)
    assert Melody().beat_s == beat_seconds("medium")


def test_lines_are_a_beat_of_breath_apart_and_the_last_note_is_twice_as_long():
    line = Line((*AGAIN, *WORLD), 1, MANNER)
    timed = sung_words([line, line], SteadyModel(), Melody("fast"))
    starts = [item.start_s for item in timed if is_vowel(item.phoneme)]
    beat_s = beat_seconds("fast")
    assert starts[0] == singing.FIRST_NOTE_S
    assert [b - a for a, b in zip(starts[:-1], starts[1:], strict=True)] == pytest.approx(
        [beat_s, beat_s, 3 * beat_s, beat_s, beat_s]
    )


def test_many_consonants_share_the_beat_and_do_not_delay_the_next_vowel():
    phrase = [(Sound("en:E"), 0.1), *[(Sound("en:s"), 0.2)] * 3, (Sound("en:I"), 0.1)]
    first, *consonants, second = on_notes(phrase, [60, 62], [0.5, 1.0], 1)
    assert second.start_s == pytest.approx(0.5)
    assert first.end_s == pytest.approx(0.5 * (1 - singing.CONSONANT_SHARE))
    assert {item.prosody for item in consonants} == {note_id(62)}
    assert second.end_s == pytest.approx(0.5 + singing.RELEASE_SHARE)


def test_nothing_begins_before_the_clip():
    opening = tuple(Sound("en:s", 0, 0) for _ in range(6))
    timed = sung_words([Line((*opening, *WORLD), 1, MANNER)], SteadyModel(), Melody())
    assert min(item.start_s for item in timed) == pytest.approx(0.0)


def test_a_line_without_a_vowel_is_still_heard():
    timed = sung_words([Line((Sound("en:S"), Sound("en:S")), 1, MANNER)], SteadyModel(), Melody())
    assert [item.phoneme for item in timed] == ["en:S", "en:S"]
    assert sung_words([Line((PAUSE,), 1, MANNER)], SteadyModel(), Melody()) == []


def words(*counts: int, pause_after: int = -1) -> list[tuple[Sound, float]]:
    """Words of as many syllables; a pause after one of them."""
    found = []
    for index, count in enumerate(counts):
        found += [(Sound(name, 0, index), 0.1) for _ in range(count) for name in ("en:l", "en:A:")]
        if index == pause_after:
            found.append((Sound(SILENCE, 0, index), 0.3))
    return found


@pytest.mark.parametrize(
    ("quote", "lines"),
    [
        (words(3, 3, 3), [9]),
        (words(3, 3, 3, pause_after=0), [9]),
        (words(3, 3, 3, 1), [9, 1]),
        (words(4, 4, 4, pause_after=0), [4, 8]),
        (words(1, 8, 8, pause_after=0), [9, 8]),
        (words(12), [12]),
        (words(6, 6, pause_after=1), [6, 6]),
    ],
)
def test_long_quotes_are_cut_at_pauses_and_between_words(quote, lines):
    found = sung_lines(quote)
    assert [sum(is_vowel(sound.phoneme) for sound, _ in line) for line in found] == lines
    assert [item for line in found for item in line] == [item for item in quote if item[0].phoneme != SILENCE]
