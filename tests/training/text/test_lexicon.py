import pytest
from tandem.training.text.edit_distance import edit_distance
from tandem.training.text.lexicon import bank_words, cached, is_held_out, words_said


def test_words_of_a_sentence_are_told_apart(espeak):
    assert words_said("good day") == [("en:g", "en:U", "en:d"), ("en:d", "en:eI")]


def test_held_out_words_are_about_one_in_twenty_and_never_from_the_bank():
    words = [f"{a}{b}{c}" for a in "abcdefghij" for b in "aeiou" for c in "klmnoprst"]
    assert 0.02 < sum(map(is_held_out, words)) / len(words) < 0.09
    assert not [word for word in bank_words() if is_held_out(word)]
    assert {"hello", "ice", "cream", "birthday"} <= bank_words()


def test_a_cached_lexicon_is_made_once(tmp_path):
    made = []

    def make():
        made.append(1)
        return {"hi": ("en:h", "en:aI")}

    for _ in range(2):
        assert cached(tmp_path / "words" / "lexicon.json", make) == {"hi": ("en:h", "en:aI")}
    assert len(made) == 1


@pytest.mark.parametrize(("wanted", "got", "distance"), [("kitten", "sitting", 3), ("", "abc", 3), ("ab", "ab", 0)])
def test_edit_distance_counts_changes(wanted, got, distance):
    assert edit_distance(wanted, got) == distance
