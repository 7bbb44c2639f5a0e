import pytest
from tandem.engine.mini.text.markup import (
    CHOICE_NOTE,
    INVISIBLE_NOTE,
    NETWORK_NOTE,
    WEIGHT_NOTE,
    plain,
    shown,
    without_symbols,
)


def words(prompt: str) -> str:
    return " ".join(plain(prompt).text.split())


@pytest.mark.parametrize(
    ("prompt", "read"),
    [
        ("a (red drum:1.3) is hit", "a red drum is hit"),
        ("((a red drum:1.2)), loud", "a red drum, loud"),
        ("a [red] drum", "a red drum"),
        ("a (((red))) drum", "a red drum"),
        ("(红色的鼓:1.3)", "红色的鼓"),
    ],
)
def test_weights_are_taken_off_their_words_with_a_note(prompt, read):
    assert words(prompt) == read
    assert plain(prompt).notes == (WEIGHT_NOTE,)


@pytest.mark.parametrize(
    "prompt", ["a woman (red hair) says hello", "a ball: red, big", "at (12:30) a bell rings", "she said - it's 50%"]
)
def test_ordinary_brackets_and_colons_stay(prompt):
    assert plain(prompt).text == prompt
    assert plain(prompt).notes == ()


def test_escaped_brackets_are_brackets():
    assert plain("a woman \\(red hair\\)").text == "a woman (red hair)"


@pytest.mark.parametrize(
    ("prompt", "read"),
    [("a {red|blue} ball", "a red ball"), ("a {big {red|blue}|small} ball", "a big red ball"), ("{drum}", "drum")],
)
def test_of_a_choice_the_first_is_read(prompt, read):
    assert words(prompt) == read
    assert plain(prompt).notes == (CHOICE_NOTE,)


@pytest.mark.parametrize("tag", ["<lora:film:0.8>", "<hypernet:x:1>", "embedding:easy_negative", "<lyco:a-b:1>"])
def test_tags_of_other_networks_are_left_out_with_a_note(tag):
    assert words(f"a drum {tag} is hit") == "a drum is hit"
    assert plain(f"a drum {tag}").notes == (NETWORK_NOTE,)


@pytest.mark.parametrize(
    "mark", ["<b>", "</b>", '<i class="x">', "[INST]", "[/INST]", "<|im_start|>", "<<SYS>>", "BREAK", "--ar 16:9"]
)
def test_markup_is_left_out_and_named(mark):
    assert words(f"a drum {mark} is hit") == "a drum is hit"
    (note,) = plain(f"a drum {mark} is hit").notes
    assert mark in note and "quotation marks" in note


def test_a_break_in_a_prompt_of_capitals_is_a_word():
    assert words("GLASS BREAK") == "GLASS BREAK"


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\u202e", "\u200b", "\ud800", "\ue000", "\U000e0041"])
def test_characters_without_a_shape_are_left_out_with_a_note(letter):
    assert plain(f"a re{letter}d ball").text == "a red ball"
    assert plain(f"a re{letter}d ball").notes == (INVISIBLE_NOTE,)


def test_line_breaks_and_the_joiners_of_emoji_go_without_a_note():
    assert words("a\tred\nball \u200d\ufe0f") == "a red ball"
    assert plain("a\tred\nball \u200d\ufe0f").notes == ()


def test_emoji_are_not_read_and_a_few_of_them_are_named():
    cleaned = without_symbols("a drum 🥁🔥🎵👍🏽 is hit")
    assert cleaned.text.split() == ["a", "drum", "is", "hit"]
    assert cleaned.notes == ("Emoji and signs are not read: 🥁, 🔥, 🎵 and 2 more",)
    assert without_symbols("a drum, loud!").notes == ()


def test_a_list_names_each_item_once():
    assert shown(["a", "b", "a"]) == "a, b"
    assert shown(list("abcde")) == "a, b, c and 2 more"
    assert shown(["x" * 31, "y" * 30]) == "x" * 29 + "…, " + "y" * 30
