"""Names in a list: the published size where the counted one is near it."""

from __future__ import annotations

import pytest
from tandem.engine.model_files.labels import model_label
from tandem.engine.model_files.parts import Identity, Part

TRANSFORMER = (Part("transformer", ""),)


def identity(family, parameters, versions=(), variant=None, quantisation="fp8"):
    return Identity(family, TRANSFORMER, versions, variant, quantisation, parameters)


@pytest.mark.parametrize(
    ("found", "label"),
    [
        (identity("ltx", 21_005_004_544, ("2.3",)), "LTX-2.3, 22B, fp8: a"),
        (identity("ltx", 19_585_115_392, ("2.0",), "dev"), "LTX-2.0, 19B, dev, fp8: a"),
        (identity("ltx", 2_000_000_000, ("2.0", "2.3")), "LTX-2.x, 2B, fp8: a"),
        (identity("minimax_h3", 33_122_992_912), "MiniMax H3, 33B, fp8: a"),
        (identity("minimax_h3", 20_150_240_144, quantisation="int8"), "MiniMax H3, 20B, int8: a"),
        (identity("kandinsky6", 3_700_000_000, variant="distilled"), "Kandinsky 6, 3B, distilled, fp8: a"),
        (identity("mini", 11_578_400, ("3",), quantisation=None), "tandem-mini, 12M: a"),
        (identity("mini", 1234, ("3",)), "tandem-mini, 1234 weights, fp8: a"),
    ],
)
def test_a_label_says_what_a_person_chooses_by(found, label):
    assert model_label(found, "a") == label
