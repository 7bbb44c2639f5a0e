"""What a prompt becomes, and what a take is told beside it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import torch
from comfy_extras.nodes_lt import LTXVConditioning

import nodes

TINY = ["ltx-2", "ltx-2.3", "minimax-h3"]
DIALECT = {
    "ltx-2": 'A man says: "hello"',
    "ltx-2.3": 'A man says: "hello"',
    "minimax-h3": "A man says: <d>[English] hello</d>",
}


@pytest.mark.parametrize("name", TINY)
def test_the_text_encoder_reads_the_prompt_in_the_family_s_wording(take, name) -> None:
    one = take(name)
    expected = nodes.CLIPTextEncode().encode(one.model.clip, DIALECT[name])[0]
    assert torch.equal(one.prompt.positive[0][0], expected[0][0])
    assert one.prompt.reading.splitlines()[0] == DIALECT[name]


@pytest.mark.parametrize("name", TINY)
def test_the_negative_prompt_is_encoded_as_it_is_typed_even_when_it_is_empty(take, name) -> None:
    one = take(name)
    expected = nodes.CLIPTextEncode().encode(one.model.clip, "")[0]
    encoded = one.model.family.encode(one.model.parts, "a dog", "", one.model.variant)
    assert torch.equal(encoded.negative[0][0], expected[0][0])
    assert not torch.equal(encoded.negative[0][0], encoded.positive[0][0])


@pytest.mark.parametrize("rate", [Fraction(25), Fraction(24), Fraction(24000, 1001)])
def test_ltx_is_told_the_frame_rate_as_core_s_node_tells_it(take, rate) -> None:
    one = at_rate(take("ltx-2"), rate)
    expected = LTXVConditioning.execute(one.prompt.positive, one.prompt.negative, float(rate))
    for told, core in zip(one.told(), (expected[0], expected[1]), strict=True):
        assert told[0][1].keys() == core[0][1].keys()
        assert told[0][1]["frame_rate"] == core[0][1]["frame_rate"] == float(rate)
    assert "frame_rate" not in one.prompt.positive[0][1]


@pytest.mark.parametrize("name", ["ltx-2", "ltx-2.3"])
def test_another_frame_rate_gives_another_clip(take, name) -> None:
    slow, fast = (at_rate(take(name), Fraction(rate)).sampled() for rate in (24, 50))
    assert (slow.video - fast.video).abs().max() > 1e-3 and (slow.audio - fast.audio).abs().max() > 1e-4


def test_h3_is_told_nothing_more(take) -> None:
    one = take("minimax-h3")
    positive, negative = one.told()
    assert positive is one.prompt.positive and negative is one.prompt.negative


@pytest.mark.parametrize("name", TINY)
def test_the_prompt_acts_on_picture_and_sound(take, name) -> None:
    one = take(name)
    other = replace(one, prompt=replace(one.prompt, positive=one.prompt.negative))
    found, expected = one.sampled(), other.sampled()
    assert (found.video - expected.video).abs().max() > 1e-3
    assert (found.audio - expected.audio).abs().max() > 1e-3


def at_rate(one, rate: Fraction):
    return replace(one, clip=replace(one.clip, frame_rate=rate))
