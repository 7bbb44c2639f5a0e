import pytest
from tandem.engine.mini.text.quotes import PLACEHOLDER, UNCLOSED_NOTE, find_quotes, normalised


@pytest.mark.parametrize(
    "prompt",
    ['She says "hi there" now', "She says “hi there” now", "She says 「hi there」 now", "She says «hi there» now"],
)
def test_every_kind_of_quotation_mark_is_found(prompt):
    found = find_quotes(prompt)
    assert found.quotes == ("hi there",)
    assert found.text == f"She says {PLACEHOLDER} now"
    assert found.notes == ()


def test_two_quotes_keep_their_order():
    found = find_quotes('A man asks "who?" and a girl answers 「我」.')
    assert found.quotes == ("who?", "我")
    assert found.text.count(PLACEHOLDER) == 2


def test_a_colon_alone_is_not_speech():
    assert find_quotes("A woman: red shirt, black hair").quotes == ()


def test_apostrophes_are_not_quotes():
    assert find_quotes("the dog's ball doesn't bounce, it’s red").quotes == ()


def test_single_curly_quotes_may_hold_an_apostrophe():
    assert find_quotes("She says ‘don’t go’ softly").quotes == ("don’t go",)


def test_an_unclosed_mark_reads_to_the_end_with_a_note():
    found = find_quotes('He says "good night')
    assert found.quotes == ("good night",)
    assert found.notes == (UNCLOSED_NOTE,)


def test_empty_quotes_are_dropped():
    found = find_quotes('He says "" and ""')
    assert found.quotes == ()
    assert PLACEHOLDER not in found.text


def test_a_placeholder_typed_by_the_user_is_no_quote():
    assert PLACEHOLDER not in find_quotes(f"a ball {PLACEHOLDER} bounces").text


def test_normalised_unifies_width_case_and_spaces():
    assert normalised("Ａ  Woman：\n SAYS") == "a woman: says"
