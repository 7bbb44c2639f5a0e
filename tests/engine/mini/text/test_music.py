import pytest
from tandem.engine.mini.text.attributes import SLOT_BY_NAME
from tandem.engine.mini.text.music import BEATS_PER_MINUTE, SCALES, beat_seconds, midi_note


def test_every_pace_has_a_tempo_and_every_mood_a_scale():
    assert set(BEATS_PER_MINUTE) == set(SLOT_BY_NAME["pace"].values[1:])
    assert set(SCALES) == set(SLOT_BY_NAME["mood"].values[1:])


def test_a_beat_is_a_minute_shared_by_the_tempo():
    assert [beat_seconds(pace) for pace in ("slow", "medium", "fast")] == pytest.approx(
        [0.8333, 0.5769, 0.4167], abs=1e-4
    )


def test_the_sad_third_is_a_semitone_under_the_happy_one_and_octaves_are_twelve():
    assert midi_note("happy", 60, 2) - midi_note("sad", 60, 2) == 1
    assert midi_note("sad", 60, 7) == 72
