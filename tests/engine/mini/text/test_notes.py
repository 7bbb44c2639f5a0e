import pytest
from tandem.engine.mini.text.notes import language_notes, length_notes, skipped_notes, word_notes
from tandem.engine.mini.text.other_languages import LANGUAGE_NOTE
from tandem.engine.mini.text.pronunciation import SpokenLine
from tandem.engine.mini.text.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("prompt", "notes"),
    [
        ("a submarine in the ocean", ["tandem-mini has never seen or heard: submarine."]),
        (
            "a submarine, a torpedo, a helicopter, a dragon and a horse in the ocean",
            ["tandem-mini has never seen or heard: submarine, torpedo, helicopter and 2 more."],
        ),
        ("海浪里的潜水艇", ["tandem-mini has never seen or heard: 潜水艇."]),
        ("Une femme rousse parle avec un homme", [LANGUAGE_NOTE]),
        ("Женщина поёт", [LANGUAGE_NOTE]),
        ("a woman sings", []),
        ("", []),
    ],
)
def test_words_that_are_not_understood_are_told_in_one_sentence(prompt, notes):
    assert word_notes(prompt, vocabulary()) == notes


def test_characters_without_a_sound_are_named_up_to_a_dozen():
    few = skipped_notes([SpokenLine((), "", ("☃", "♥")), SpokenLine((), "", ("☃",))])
    assert few == ["These characters cannot be spoken and are skipped: ☃ ♥"]
    (many,) = skipped_notes([SpokenLine((), "", tuple(map(chr, range(0x3042, 0x3062))))])
    assert many.endswith(" and 20 more")


def test_only_another_language_than_the_one_asked_for_is_told():
    assert language_notes("unspecified", "english") == language_notes("english", "english") == []
    assert language_notes("english", "chinese")


def test_speech_of_the_longest_clip_is_not_told():
    assert length_notes(10.24) == []
    assert length_notes(10.3)
