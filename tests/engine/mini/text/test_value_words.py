import pytest
from tandem.engine.mini.text.attributes import SLOT_BY_NAME
from tandem.engine.mini.text.value_words import Mention, ValueWords, family, parse, value_words, without

WITHOUT_WORDS = {"talk", "sing_words"}
"""Everybody who says something talks, and songs with and without words are named alike."""
WORDS = ValueWords({"happy": ["happy", "快乐"], "sad": ["unhappy", "very sad", "不快乐"]})


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a happy man", ["happy"]),
        ("a very sad, happy man", ["sad", "happy"]),
        ("an unhappy man", ["sad"]),
        ("happyness", []),
        ("不快乐的女人", ["sad"]),
        ("快乐的女人", ["happy"]),
        ("一个happy的人", ["happy"]),
    ],
)
def test_the_longer_phrase_is_meant_and_english_ones_are_whole_words(text, values):
    assert [mention.value for mention in WORDS.mentions(text)] == values


def test_mentions_are_taken_out_wherever_they_stand():
    assert without("a happy, sad man", [Mention(2, 7, "happy"), Mention(9, 12, "sad")]).split() == ["a", ",", "man"]
    assert without("快乐的女人", [Mention(0, 2, "happy")]) == "的女人"


def test_a_table_has_one_line_for_each_value():
    words = parse("pace slow: slowly|at a slow pace\npace fast: fast\n")
    assert [item.value for item in words["pace"].mentions("slowly, then fast")] == ["slow", "fast"]


def test_people_share_their_words():
    assert family("first_emotion") == family("second_emotion") == "emotion"
    assert family("pace") == "pace"


def test_every_value_of_the_shipped_table_is_one_of_its_slot():
    by_family = {family(name): slot for name, slot in SLOT_BY_NAME.items()}
    for name, words in value_words().items():
        wanted = set(by_family[name].values[1:]) - (WITHOUT_WORDS if name == "scene" else set())
        assert set(words.value_of.values()) == wanted, name


def test_slots_of_which_a_prompt_can_state_two_values_have_their_words():
    without_people = {family(name) for name in SLOT_BY_NAME} - {"person", "language"}
    assert set(value_words()) == without_people
