"""A LoRA that core's loader put on the MODEL acts when the model comes in through Model From Parts."""

from __future__ import annotations

from dataclasses import replace

import comfy.sd
import pytest
import torch
from tandem.model_loader.tandem_model import model_from_parts

LAYER = "diffusion_model.transformer_blocks.0.attn1.to_q"
RANK = 4


@pytest.fixture(scope="module")
def lora(family_model) -> dict[str, torch.Tensor]:
    """Random, on the picture's self-attention of the first block."""
    weight = family_model("ltx-2").parts.diffusion_model.get_submodule(LAYER.split(".", 1)[1]).weight
    generator = torch.Generator().manual_seed(3)
    return {
        f"{LAYER}.lora_A.weight": torch.randn(RANK, weight.shape[1], generator=generator),
        f"{LAYER}.lora_B.weight": torch.randn(weight.shape[0], RANK, generator=generator),
    }


def with_lora(one, lora: dict[str, torch.Tensor], strength: float):
    """The same take by a model with the LoRA, put together as the node does it."""
    parts = one.model.parts
    patched, _ = comfy.sd.load_lora_for_models(parts.model, None, lora, strength, 0.0)
    return replace(one, model=model_from_parts("lora", replace(parts, model=patched), one.model.variant))


def test_a_lora_changes_the_clip_and_leaves_the_model_that_it_was_put_on(take, lora) -> None:
    one = take("ltx-2")
    before, strong, none = one.sampled(), with_lora(one, lora, 1.0).sampled(), with_lora(one, lora, 0.0).sampled()
    after = one.sampled()
    assert (before.video - strong.video).abs().max() > 1e-3
    assert (before.audio - strong.audio).abs().max() > 1e-4
    assert torch.equal(before.video, none.video)
    assert torch.equal(before.video, after.video) and torch.equal(before.audio, after.audio)
