import numpy as np
import pytest
from tandem.training.prompts.grammar import expand
from tandem.training.prompts.lexicon import choose, templates


def texts(template: str, count: int = 200) -> set[str]:
    rng = np.random.default_rng(0)
    return {expand(template, rng, lambda name: name.upper()) for _ in range(count)}


def test_choices_nest_and_may_be_empty():
    assert texts("a[b|[c|]d|]e") == {"abe", "acde", "ade", "ae"}


def test_only_pieces_that_are_picked_are_asked_for():
    asked = []

    def piece(name: str) -> str:
        asked.append(name)
        return name

    assert expand("[x|{never}]", _AlwaysFirst(), piece) == "x"
    assert asked == []


class _AlwaysFirst:
    def integers(self, count: int) -> int:
        return 0


def test_an_open_bracket_is_an_error():
    with pytest.raises(ValueError, match="closing bracket"):
        expand("a[b|c", np.random.default_rng(0), str)


def test_held_out_words_appear_only_in_evaluation():
    rng = np.random.default_rng(0)
    assert {choose("a|b|c~", rng) for _ in range(100)} == {"a", "b"}
    assert "c" in {choose("a|b|c~", rng, held_out=True) for _ in range(200)}


def test_words_of_training_alone_never_appear_in_evaluation():
    rng = np.random.default_rng(0)
    assert {choose("a|b^|c~", rng) for _ in range(100)} == {"a", "b"}
    assert {choose("a|b^|c~", rng, held_out=True) for _ in range(200)} == {"a", "c"}


def test_templates_split_into_two_sets():
    assert templates(("one", "~two"), False) == ("one",)
    assert templates(("one", "~two"), True) == ("two",)
