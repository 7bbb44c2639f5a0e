"""The CLIP."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.mini.text.attributes import SLOT_COUNT, VALUE_COUNT
from tandem.engine.mini.text.encoder import PromptError
from tandem.engine.mini.text.script import COLUMNS
from tandem.model_loader.families.encoded import encode
from tandem.model_loader.text import notes_of

import nodes


def test_core_s_text_encode_gives_slot_probabilities_and_the_script(tiny_model) -> None:
    (conditioning,) = nodes.CLIPTextEncode().encode(tiny_model.clip, 'A man says: "hello"')
    context, extra = conditioning[0]
    assert context.shape == (1, SLOT_COUNT, VALUE_COUNT) and context.dtype == torch.float32
    assert torch.allclose(context.sum(dim=-1), torch.ones(1, SLOT_COUNT), atol=1e-4)
    assert extra["tandem_script"].dtype == torch.int64 and extra["tandem_script"].shape[2] == COLUMNS
    assert extra["pooled_output"] is None


def test_the_reader_gets_the_sentence_exactly_as_it_was_typed(tiny_model, monkeypatch) -> None:
    read = []
    reader = tiny_model.clip.cond_stage_model.reader
    original = reader.encode
    monkeypatch.setattr(reader, "encode", lambda prompt: read.append(prompt) or original(prompt))
    sentence = "(A man:1.3) says \\(loudly\\): “你好, 🙂”\n embedding:x"
    encode(tiny_model.clip, sentence)
    assert read == [sentence]


def test_a_prompt_without_quotes_has_no_script(tiny_model) -> None:
    assert "tandem_script" not in encode(tiny_model.clip, "a drum is hit")[0][1]


def test_an_empty_prompt_is_allowed(tiny_model) -> None:
    assert encode(tiny_model.clip, "")[0][0].shape == (1, SLOT_COUNT, VALUE_COUNT)


def test_a_prompt_of_a_hundred_thousand_characters_is_refused_in_one_sentence(tiny_model) -> None:
    with pytest.raises(PromptError, match="prompt: expected at most 2000 characters, got 100000"):
        encode(tiny_model.clip, "a" * 100_000)


def test_notes_are_those_of_every_part_of_a_conditioning() -> None:
    assert notes_of([[None, {"tandem_notes": ("One.",)}], [None, {}], [None, {"tandem_notes": ("Two.",)}]]) == (
        "One.",
        "Two.",
    )


def test_core_can_load_the_reader_again_by_itself(tiny_model) -> None:
    again, arguments = tiny_model.clip.patcher.cached_patcher_init
    assert again(*arguments, disable_dynamic=True).model.reader is not tiny_model.clip.cond_stage_model.reader
