"""Whose voice says a line is decided once, and a lift becomes a pitch with it."""

import pytest
import torch
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.text.voice_pitch import (
    LIFT_COLUMN,
    LIFT_ZERO,
    PITCH_COLUMN,
    PITCH_IDS,
    SPEAKER_COLUMN,
    VOICE_COLUMN,
    lift_id,
    pitch_id,
    voiced,
    without_pitch,
    without_voice,
)
from tandem.engine.mini.text.voices import MIDDLES, NO_VOICE, VOICE_NUMBERS, voice_of, voices

ROWS = 24
EVERYWHERE = torch.ones(ROWS, dtype=torch.bool)


def said_by(*speakers: int, lift: float = 0.0) -> torch.Tensor:
    """A script whose rows are shared evenly among `speakers`."""
    script = torch.zeros(ROWS, COLUMNS, dtype=torch.int64)
    for index, speaker in enumerate(speakers):
        part = slice(index * ROWS // len(speakers), (index + 1) * ROWS // len(speakers))
        script[part, SPEAKER_COLUMN], script[part, LIFT_COLUMN] = speaker, lift_id(lift)
    return script


def middle_of(script: torch.Tensor, row: int) -> float:
    return float(script[row, PITCH_COLUMN] - 1 - script[row, LIFT_COLUMN] + LIFT_ZERO)


def test_ids_are_bins_of_fifty_cents_and_end_at_the_ends():
    assert [pitch_id(hertz) for hertz in (0.0, 60.0, 120.0, 20.0, 5000.0)] == [0, 1, 25, 1, 88]
    assert [lift_id(lift) for lift in (None, 0.0, -3.4, 500.0)] == [0, LIFT_ZERO, LIFT_ZERO - 3, LIFT_ZERO + 60]
    assert max(MIDDLES["child"]) + 60 > 88 and pitch_id(5000.0) < PITCH_IDS


@pytest.mark.parametrize("person", MIDDLES)
def test_the_seed_chooses_one_voice_of_the_person(person):
    context = one_hot({"scene": "talk", "first_person": person})
    found = {middle_of(voiced(said_by(1), context, seed, EVERYWHERE), 0) for seed in range(40)}
    assert found == {round(middle) for middle in MIDDLES[person]}


@pytest.mark.parametrize("person", MIDDLES)
def test_pitch_and_voice_are_those_of_one_and_the_same(person):
    context = one_hot({"scene": "talk", "first_person": person})
    own = {voice.number for voice in voices()[person]}
    found = set()
    for seed in range(40):
        script = voiced(said_by(1), context, seed, EVERYWHERE)
        (number,) = script[:, VOICE_COLUMN].unique().tolist()
        assert middle_of(script, 0) == round(voice_of(number).middle)
        found.add(number)
    assert found == own and NO_VOICE not in own


def test_every_voice_has_a_number_of_its_own():
    numbers = [voice.number for own in voices().values() for voice in own]
    assert sorted(numbers) == list(range(1, VOICE_NUMBERS))
    assert voice_of(NO_VOICE) is None and voice_of(VOICE_NUMBERS) is None


def test_a_whisper_and_a_song_with_words_have_a_voice_without_a_pitch():
    script = said_by(1)
    script[:, LIFT_COLUMN] = 0
    for scene in ("talk", "sing_words"):
        told = voiced(script, one_hot({"scene": scene, "first_person": "man"}), 0, EVERYWHERE)
        assert told[:, VOICE_COLUMN].all() and not told[:, PITCH_COLUMN].any()
    assert not voiced(script, one_hot({"scene": "sing", "first_person": "man"}), 0, EVERYWHERE)[:, VOICE_COLUMN].any()


def test_who_is_higher_stays_higher():
    context = one_hot({"scene": "talk", "first_person": "woman"})
    low, high = (voiced(said_by(1, lift=lift), context, 3, EVERYWHERE) for lift in (-6.0, 6.0))
    assert (high[:, PITCH_COLUMN] - low[:, PITCH_COLUMN]).unique().tolist() == [12]


def test_two_of_a_kind_have_two_voices():
    context = one_hot({"scene": "dialogue", "first_person": "man", "second_person": "man"})
    for seed in range(20):
        script = voiced(said_by(1, 2), context, seed, EVERYWHERE)
        assert middle_of(script, 0) != middle_of(script, ROWS - 1)
        assert script[0, VOICE_COLUMN] != script[-1, VOICE_COLUMN]


def test_who_comes_later_does_not_take_the_voice_that_is_heard():
    context = one_hot({"scene": "dialogue", "first_person": "man", "second_person": "man"})
    for seed in range(20):
        before = voiced(said_by(1), context, seed, EVERYWHERE)
        later = voiced(said_by(1, 2), context, seed + 50, EVERYWHERE, False, before)
        assert later[0, VOICE_COLUMN] == before[0, VOICE_COLUMN] != later[-1, VOICE_COLUMN] > 0


def test_a_voice_goes_on_after_a_locked_beginning():
    context = one_hot({"scene": "talk", "first_person": "child"})
    for seed in range(8):
        before = voiced(said_by(1, lift=2.0), context, seed, EVERYWHERE)
        after = voiced(said_by(1, lift=-4.0), context, seed + 100, EVERYWHERE, False, before)
        assert middle_of(after, 0) == middle_of(before, 0) and after[0, VOICE_COLUMN] == before[0, VOICE_COLUMN]


def test_a_chain_of_an_earlier_version_goes_on_as_high_as_it_was():
    context = one_hot({"scene": "talk", "first_person": "child"})
    before = without_voice(voiced(said_by(1, lift=2.0), context, 3, EVERYWHERE))
    after = voiced(said_by(1, lift=-4.0), context, 103, EVERYWHERE, False, before)
    assert middle_of(after, 0) == middle_of(before, 0) and not after[:, VOICE_COLUMN].any()


def test_an_unknown_voice_that_is_heard_goes_on_untold():
    context = one_hot({"scene": "dialogue", "first_person": "child", "second_person": "man"})
    nothing_known, no_pitch = torch.zeros(8, COLUMNS, dtype=torch.int64), without_pitch(said_by(1))
    for before in (None, nothing_known):
        assert not voiced(said_by(1, 2), context, 0, EVERYWHERE, False, before)[:, PITCH_COLUMN].any()
    told = voiced(said_by(1, 2), context, 0, EVERYWHERE, False, no_pitch)[:, PITCH_COLUMN] > 0
    assert told.tolist() == [False] * (ROWS // 2) + [True] * (ROWS // 2), "only the second one is new"


def test_a_pitch_is_told_only_where_sound_is_sampled_and_somebody_is_known():
    free = torch.arange(ROWS) >= 10
    context = one_hot({"scene": "talk", "first_person": "man"})
    assert (voiced(said_by(1), context, 0, free)[:, PITCH_COLUMN] > 0).tolist() == free.tolist()
    assert not voiced(said_by(1), one_hot({"scene": "talk"}), 0, EVERYWHERE)[:, PITCH_COLUMN].any()


def test_a_pitch_that_is_there_stays():
    script = said_by(1)
    script[:5, PITCH_COLUMN] = 7
    told = voiced(script, one_hot({"scene": "talk", "first_person": "man"}), 0, EVERYWHERE)
    assert (told[:5, PITCH_COLUMN] == 7).all() and (told[5:, PITCH_COLUMN] > 7).all()
    assert not without_pitch(told)[:, PITCH_COLUMN:].any() and (without_pitch(told)[:, SPEAKER_COLUMN] == 1).all()
