import pytest
from tandem.engine.mini.text.fitting import SpokenWord
from tandem.engine.mini.text.notes import (
    NARRATOR_NOTE,
    SONG_NOTE,
    language_notes,
    length_notes,
    quote_notes,
    reading_notes,
    skipped_notes,
    word_notes,
)
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


def spoken(*ends_s: float) -> list[SpokenWord]:
    return [SpokenWord(f"word{index}", end_s) for index, end_s in enumerate(ends_s)]


def test_speech_of_the_longest_clip_is_not_told():
    assert length_notes([]) == length_notes(spoken(1.0, 10.24)) == []


def test_speech_that_no_clip_holds_is_told_with_the_word_after_which_the_first_clip_ends():
    (note,) = length_notes(spoken(2.0, 4.0, 6.0, 10.24, 14.5, 21.0))
    assert "take 21.0 s and one clip holds at most 10.24 s: cut them into 3 clips" in note
    assert "after “word1 word2 word3”; say the rest in Extend Clip" in note


def test_slots_without_effect_are_named_in_plain_words():
    asked = {"scene": "piano", "object_colour": "red", "second_hair": "black", "camera": "push_in", "pace": "slow"}
    (note,) = reading_notes(asked, ("object_colour", "second_hair", "camera"), True)
    assert note == (
        "In a clip of a piano this cannot be chosen and has no effect: "
        "colour (red), hair of the second person (black), camera (moving in)."
    )


def test_what_was_left_open_needs_no_note():
    assert reading_notes({"scene": "piano", "language": "unspecified"}, ("language",), True) == []


@pytest.mark.parametrize(
    ("scene", "narrator", "speakers", "notes"),
    [
        ("sing_words", "unspecified", set(), [SONG_NOTE]),
        ("sing_words", "unspecified", {1}, []),
        ("ocean", "woman", set(), [NARRATOR_NOTE]),
        ("ocean", "woman", {3}, []),
        ("talk", "unspecified", set(), []),
    ],
)
def test_a_singer_with_words_and_a_narrator_need_quotes(scene, narrator, speakers, notes):
    assert quote_notes({"scene": scene, "narrator": narrator}, speakers) == notes
