"""Prompts of the evaluation say what they are meant to say."""

import pytest
from tandem.training.evaluation.asking import Wish, phrase, with_lines


def test_lines_replace_the_quoted_words_and_keep_the_marks():
    assert with_lines('he says "a b", she “c”', ["one", "two"]) == 'he says "one", she “two”'


def test_corner_brackets_and_guillemets_are_quotes_too():
    assert with_lines("他说「好」她说『来』 «x»", ["1", "2", "3"]) == "他说「1」她说『2』 «3»"


@pytest.mark.parametrize("number", range(6))
def test_a_phrasing_states_what_was_wished_and_says_the_line(number):
    prompt = phrase(Wish("talk", {"loudness": "loud"}, ("green tea",)), number)
    assert prompt.attributes["scene"] == "talk"
    assert prompt.attributes["loudness"] == "loud"
    assert "green tea" in prompt.text


def test_the_same_number_gives_the_same_phrasing():
    assert phrase(Wish("bell", {"pitch": "low"}), 4) == phrase(Wish("bell", {"pitch": "low"}), 4)


def test_english_and_chinese_take_turns():
    assert [phrase(Wish("fire", {}), number).language for number in (0, 1)] == ["english", "chinese"]


def test_a_wish_that_no_phrasing_says_is_named():
    with pytest.raises(ValueError, match="melody"):
        phrase(Wish("fire", {"melody": "rising"}), 0)
