import pytest
from tandem.engine.mini.text.spelling import is_one_mistake_away, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dances", "dancing"),
        ("bounced", "bouncing"),
        ("bigger", "big"),
        ("carries", "carry"),
        ("happier", "happy"),
        ("louder", "loudly"),
        ("dropped", "drops"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other):
    assert stems(one) & stems(other)


@pytest.mark.parametrize(("one", "other"), [("ring", "rubber"), ("forest", "for"), ("king", "kettle")])
def test_other_words_do_not(one, other):
    assert not stems(one) & stems(other)


@pytest.mark.parametrize("mistyped", ["wman", "wooman", "womaan", "wpman", "woamn", "womna", "womann", "woma"])
def test_one_mistake_is_recognised(mistyped):
    assert is_one_mistake_away(mistyped, "woman")
    assert is_one_mistake_away("woman", mistyped)


@pytest.mark.parametrize("word", ["woman", "human", "wmoa", "wonam", "womens", "oman"])
def test_the_word_itself_another_first_letter_and_two_mistakes_are_not_one_mistake(word):
    assert not is_one_mistake_away(word, "woman")
