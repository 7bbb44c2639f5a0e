"""Prompts of the evaluation say what they are meant to say."""

import numpy as np
import pytest
from tandem.training.evaluation.asking import EFFORTS, Wish, effort_of, language_of, phrase, phrasings, with_lines
from tandem.training.speech.bank import Utterance

ENGLISH = ("green tea", "one big dog", "two cats", "good morning")
CHINESE = ("今天天气很好", "我喜欢茶", "你好吗", "早上好")


def line(text: str) -> Utterance:
    """A line of half a second for every letter."""
    samples = np.zeros(8000 * len(text), np.int16)
    return Utterance(text, language_of(text), "man", "m1", "happy", "fast", samples, (), np.zeros((50, 3), np.float32))


LINES = tuple(line(text) for pair in zip(ENGLISH, CHINESE, strict=True) for text in pair)


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


def test_a_wish_can_rule_out_whispers_and_shouts():
    asked = [phrase(Wish("talk", {}, ENGLISH[:1], without=EFFORTS), number).attributes for number in range(40)]
    freely = [phrase(Wish("talk", {}, ENGLISH[:1]), number).attributes for number in range(40)]
    assert not {found.get("loudness") for found in asked} & set(EFFORTS)
    assert {found.get("loudness") for found in freely} & set(EFFORTS)


@pytest.mark.parametrize("said", [ENGLISH[:1], CHINESE[:1]])
def test_a_phrasing_that_names_a_language_names_that_of_its_line(said):
    named = [phrase(Wish("talk", {}, said), number).attributes.get("language") for number in range(60)]
    assert set(named) - {None} == {language_of(said[0])}


def test_a_language_that_is_wished_for_needs_lines_of_it():
    with pytest.raises(ValueError, match="chinese"):
        phrase(Wish("talk", {"language": "chinese"}, ENGLISH[:1]), 0)


def test_both_lines_of_a_dialogue_are_of_one_language():
    for prompt in phrasings("dialogue", 6, LINES):
        said = [line.language for line in LINES if line.text in prompt.text]
        assert len(said) == 2 and len(set(said)) == 1


def test_narrators_speak_off_screen():
    assert phrase(Wish("rain", {}, ENGLISH[:1]), 0).speakers == (3,)
    assert all(prompt.speakers == (3,) for prompt in phrasings("commercial", 2, LINES))


def test_short_lines_are_sung():
    shortest = {line.text for line in sorted(LINES, key=lambda line: line.duration_s)[:2]}
    assert all(any(text in prompt.text for text in shortest) for prompt in phrasings("sing_words", 4, LINES))


def test_some_talkers_whisper_or_shout():
    assert [effort_of("talk", index) for index in (0, 1, 4, 5)] == [None, "whisper", None, "shout"]
    assert effort_of("rap", 1) is None
    assert phrasings("talk", 2, LINES)[1].attributes["loudness"] == "whisper"
