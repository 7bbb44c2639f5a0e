"""The bank's voices and those that the model knows are the same."""

from tandem.engine.mini.text.voices import MIDDLES, NO_VOICE, VOICE_NUMBERS
from tandem.training.speech.voices import HELD_OUT_VOICES, VOICES, voice_number


def test_voices_have_the_numbers_that_a_script_names_them_by():
    assert {person: len(own) for person, own in VOICES.items()} == {p: len(own) for p, own in MIDDLES.items()}
    numbers = [voice_number(person, voice.variant) for person, own in VOICES.items() for voice in own]
    assert numbers == list(range(1, VOICE_NUMBERS))


def test_one_variant_is_another_voice_in_another_person():
    assert voice_number("woman", "f5") != voice_number("child", "f5")


def test_held_out_voices_have_no_number():
    assert {voice_number(person, voice.variant) for person, voice in HELD_OUT_VOICES.items()} == {NO_VOICE}
