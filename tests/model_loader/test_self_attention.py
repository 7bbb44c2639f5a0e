"""Blocks of LTX-2 in which every token attends to itself alone."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.latents import AVLatent
from tandem.model_loader.self_attention import block_faults, family_blocks, without_self_attention
from tandem.model_loader.stream_cut import ATTENTION_OVERRIDE

TOKENS = {"picture": 12, "sound": 9}


def difference(a: AVLatent, b: AVLatent) -> float:
    return max(float((a.video - b.video).abs().max()), float((a.audio - b.audio).abs().max()))


def perturbed(case, predict, blocks) -> AVLatent:
    with without_self_attention(case.model.model.diffusion_model, blocks):
        (found,) = predict(case, [case.noise(1)])
    return found


def masked_to_itself(block: int):
    """The same by other means: in that block, attention of as many queries as keys gets a mask of its diagonal. In the
    small model only self-attention has as many."""

    def attention(func, query, key, value, *args, **kwargs):
        if query.shape[-2] == key.shape[-2]:
            assert query.shape[-2] in TOKENS.values()
            kwargs["mask"] = torch.eye(query.shape[-2]).log()
        return func(query, key, value, *args, **kwargs)

    def replaced(args, extra):
        options = {**args["transformer_options"], ATTENTION_OVERRIDE: attention}
        return extra["original_block"]({**args, "transformer_options": options})

    patches = {"patches_replace": {"dit": {("double_block", block): replaced}}}
    return lambda model, options: {**options, **patches}


@pytest.mark.parametrize("block", [0, 1])
@pytest.mark.parametrize("family", ["ltx_case", "ltx_2_3_case"])
def test_it_is_attention_that_sees_nothing_but_the_token_itself(request, predict, family, block) -> None:
    case = request.getfixturevalue(family)
    (expected,) = predict(case, [case.noise(1)], masked_to_itself(block))
    (plain,) = predict(case, [case.noise(1)])
    found = perturbed(case, predict, [block])
    assert difference(found, expected) < 1e-5
    assert difference(found, plain) > 1e-3


def test_nothing_of_it_is_left_behind(ltx_case, predict) -> None:
    before, perturbed_once, after = (
        *predict(ltx_case, [ltx_case.noise(1)]),
        perturbed(ltx_case, predict, [0, 1]),
        *predict(ltx_case, [ltx_case.noise(1)]),
    )
    assert difference(before, after) == 0 and difference(before, perturbed_once) > 0


def test_nothing_of_it_is_left_behind_by_a_cancel(ltx_case) -> None:
    network = ltx_case.model.model.diffusion_model
    with pytest.raises(KeyboardInterrupt), without_self_attention(network, [0, 1]):
        raise KeyboardInterrupt
    assert not [layer for layer in network.modules() if layer._forward_pre_hooks]


def test_the_families_have_the_blocks_of_their_own_pipelines(ltx_case, ltx_2_3_case) -> None:
    assert family_blocks(ltx_case.model.model.diffusion_model) == (29,)
    assert family_blocks(ltx_2_3_case.model.model.diffusion_model) == (28,)


def test_a_block_that_the_model_does_not_have_is_refused_with_the_nearest(ltx_case) -> None:
    network = ltx_case.model.model.diffusion_model
    assert block_faults(network, [0, 1]) == []
    assert block_faults(network, [29]) == ["stg_block: expected 0 to 1 for this model, got 29; nearest legal value 1"]


def test_a_model_without_these_blocks_is_refused(mini_case, h3_case) -> None:
    for case, name in ((mini_case, "ComfyTransformer"), (h3_case, "MiniMaxH3Model")):
        (fault,) = block_faults(case.model.model.diffusion_model, [0])
        assert fault.startswith("stg_scale: expected 0, ") and name in fault
