"""What a file lacks is named whole, and each name of many blocks once."""

import pytest
from tandem.engine.model_files.gaps import gaps, in_words


def test_only_what_is_wanted_and_not_there():
    found = ["model.a.weight", "model.b.bias", "other"]
    assert gaps(["a.weight", "b.weight", "b.bias", "c"], found, "model.") == ["b.weight", "c"]
    assert gaps(["other"], found) == []


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["c", "d.weight"], "c, d.weight"),
        (["blocks.3.a"], "blocks.3.a"),
        ([f"blocks.{k}.a" for k in (0, 1, 2, 5, 7, 8)] + ["c"], "blocks.{0-2,5,7-8}.a, c"),
        (["blocks.0.mlp.2.w", "blocks.1.mlp.2.w", "blocks.1.b"], "blocks.{0-1}.mlp.2.w, blocks.1.b"),
    ],
)
def test_one_name_for_the_same_weight_of_many_blocks(names, said):
    assert in_words(names) == said
