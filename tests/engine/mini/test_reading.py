"""The reading of a prompt in words."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.mini.reading import NOTHING_ASKED, reading_in_words
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.script import COLUMNS


def test_every_slot_that_the_prompt_states_has_a_line_and_no_other() -> None:
    text = reading_in_words(one_hot({"scene": "bell", "object_size": "big"}), None)
    assert text.splitlines() == ["scene: bell (100%)", "object size: big (100%)"]


def test_an_open_prompt_says_that_the_model_chooses() -> None:
    assert reading_in_words(one_hot({}), None) == NOTHING_ASKED


def test_speech_is_given_in_seconds_and_notes_come_last() -> None:
    text = reading_in_words(one_hot({}), torch.zeros(1, 30, COLUMNS, dtype=torch.int64), ["No scene was recognised."])
    assert text.splitlines() == ["speech: 1.20 s (needs a clip of 1.92 s)", "No scene was recognised."]


@pytest.mark.parametrize(
    ("audio_latents", "said"),
    [(115, "4.60 s (needs a clip of 4.64 s)"), (256, "10.24 s (needs a clip of 10.24 s)"), (257, "too long for one")],
)
def test_speech_is_given_with_the_shortest_clip_that_holds_it(audio_latents: int, said: str) -> None:
    assert said in reading_in_words(one_hot({}), torch.zeros(1, audio_latents, COLUMNS, dtype=torch.int64))
