"""Scripts read back: the inverse of script_tensor, and what is derived from it."""

import numpy as np
import pytest
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.engine.mini.text.script import TimedPhoneme, note_id, script_tensor
from tandem.training.evaluation.script_reading import (
    Sound,
    notes,
    opening,
    phrase_starts_s,
    sounds,
    speakers,
    syllables,
)


def script(*timed: TimedPhoneme, audio_latents: int = 25):
    return script_tensor(timed, PHONEME_IDS, audio_latents)[None]


def test_sounds_come_back_with_their_instants_and_speakers():
    found = sounds(script(TimedPhoneme(0.2, 0.28, "en:n", 1), TimedPhoneme(0.28, 0.4, "en:oU", 1)))
    assert [part.phonemes for part in found] == [("en:n",), ("en:oU",)]
    assert [part.start_s for part in found] == pytest.approx([0.2, 0.28])
    assert [part.end_s for part in found] == pytest.approx([0.28, 0.4])
    assert {part.speaker for part in found} == {1}


def test_an_empty_script_has_no_sounds_and_no_phrases():
    assert sounds(script()) == []
    assert len(phrase_starts_s(script())) == 0


def test_notes_come_back_as_midi_numbers():
    found = notes(
        script(TimedPhoneme(0.0, 0.4, "sing:a", 1, note_id(57)), TimedPhoneme(0.48, 0.8, "sing:i", 1, note_id(60)))
    )
    assert [midi for _, midi in found] == [57, 60]


def test_tones_are_no_notes():
    assert notes(script(TimedPhoneme(0.0, 0.4, "zh:a", 1, 4))) == []


def test_a_phrase_starts_after_a_pause_and_not_at_every_sound():
    found = phrase_starts_s(
        script(
            TimedPhoneme(0.08, 0.16, "en:n"), TimedPhoneme(0.16, 0.3, "en:oU"),
            TimedPhoneme(0.34, 0.4, "en:t"), TimedPhoneme(0.6, 0.8, "en:i:"),
        )
    )  # fmt: skip
    assert found == pytest.approx([0.08, 0.6])


def test_each_window_of_160_ms_belongs_to_whom_most_of_it_belongs_to():
    found = speakers(script(TimedPhoneme(0.0, 0.28, "en:a", 1), TimedPhoneme(0.28, 0.64, "en:a", 2), audio_latents=20))
    assert found.tolist() == [1, 1, 2, 2, 0]


def test_an_open_vowel_opens_the_mouth_wider_than_a_close_one_and_m_shuts_it():
    found = opening(
        script(TimedPhoneme(0.0, 0.2, "sing:a"), TimedPhoneme(0.2, 0.4, "sing:u"), TimedPhoneme(0.4, 0.6, "en:m"))
    )
    assert len(found) == 25
    assert found[2] == pytest.approx(1.0)
    assert 0.2 < found[7] < 0.5
    assert found[12] == 0 and found[20] == 0


def test_a_diphthong_closes_while_it_lasts():
    found = opening(script(TimedPhoneme(0.0, 0.4, "en:aI")))
    assert found[1] > 0.9 and found[8] < 0.5


def parts(*names: tuple[str, int]) -> list[Sound]:
    return [Sound(0.1 * k, 0.1 * (k + 1), (f"zh:{name}",), 1, tone) for k, (name, tone) in enumerate(names)]


def lengths(found: list[Sound]) -> list[int]:
    return [len(syllable.phonemes) for syllable in found]


def test_a_change_of_tone_opens_a_syllable():
    found = syllables(parts(("n", 2), ("i", 2), ("X", 3), ("Au", 3)))
    assert [syllable.prosody for syllable in found] == [2, 3]
    assert found[1].start_s == pytest.approx(0.2) and found[1].end_s == pytest.approx(0.4)


def test_syllables_of_one_tone_are_told_apart_by_their_consonants():
    assert lengths(syllables(parts(("S;", 4), ("iE", 4), ("S;", 4), ("iE", 4)))) == [2, 2]


def test_a_nasal_closes_a_syllable_unless_a_vowel_follows():
    assert lengths(syllables(parts(("f", 4), ("a", 4), ("n", 4), ("t", 4), ("a", 4)))) == [3, 2]
    assert lengths(syllables(parts(("t", 4), ("a", 4), ("n", 4), ("i", 4)))) == [2, 2]


def test_two_consonants_may_open_one_syllable():
    assert lengths(syllables(parts(("X", 2), ("w", 2), ("A", 2), ("N", 2)))) == [4]
    assert np.array_equal(lengths(syllables([])), [])
