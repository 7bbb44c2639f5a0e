"""Every family has a note, and it sends to the licence itself."""

from __future__ import annotations

from typing import get_args

import pytest
from tandem.engine.model_files.licences import licence_note
from tandem.engine.model_files.parts import Family


@pytest.mark.parametrize("family", get_args(Family))
def test_a_note_is_one_sentence_that_names_the_licence(family):
    note = licence_note(family)
    assert note.startswith("Read the licence of the weights: ") and note.endswith(".")
    assert "\n" not in note and ". " not in note


def test_the_gates_and_the_territory_are_named():
    assert "USD 10 million" in licence_note("ltx")
    assert all(word in licence_note("minimax_h3") for word in ("European Union", "South Korea", "USD 20 million"))
