"""Noise levels of each family against core's own scheduler nodes."""

from __future__ import annotations

from dataclasses import replace

import comfy.nested_tensor
import pytest
import torch
from comfy_extras.nodes_custom_sampler import BasicScheduler, ManualSigmas
from comfy_extras.nodes_lt import LTXVScheduler
from tandem.engine.families.rules import RULES
from tandem.engine.latents import AVLatent
from tandem.engine.sampling.schedule import linear_sigmas
from tandem.model_loader.families.mini import MiniFamily
from tandem.model_loader.families.schedules import StepsError
from tandem.training.evaluation.model import Mini

TEMPLATE_SIGMAS = "1.0, 0.99375, 0.9875, 0.98125, 0.975, 0.909375, 0.725, 0.421875, 0.0"
"""What the official templates of the distilled LTX-2 models type into Manual Sigmas."""


def sigmas(model, streams: AVLatent, steps: int, variant: str) -> torch.Tensor:
    chosen = replace(model, variant=variant)
    return chosen.family.sigmas(chosen.parts, chosen.defaults, steps, streams)


@pytest.mark.parametrize(("variant", "steps"), [("2.0-dev", 40), ("2.0-dev-fast", 20), ("2.3-dev", 30)])
@pytest.mark.parametrize("side", [2, 24])
def test_a_dev_model_of_ltx_has_those_of_core_s_node_on_its_joint_latent(family_model, variant, steps, side) -> None:
    streams = AVLatent(torch.zeros(1, 128, 16, side, side), torch.zeros(1, 8, 121, 16))
    joint = {"samples": comfy.nested_tensor.NestedTensor((streams.video, streams.audio))}
    for asked in (0, 5):
        found = sigmas(family_model("ltx-2"), streams, asked, variant)
        # In the order of the node's boxes, with the values that it has when it is added.
        core = LTXVScheduler.execute(asked or steps, 2.05, 0.95, True, 0.1, joint)[0]
        assert torch.equal(found, core) and len(found) == (asked or steps) + 1
    assert found[0] == 1 and found[-2] == pytest.approx(0.1) and found[-1] == 0


@pytest.mark.parametrize("variant", [name for name in RULES["ltx"].variants if name.endswith("distilled")])
def test_a_distilled_model_of_ltx_has_those_of_the_templates_and_no_others(family_model, take, variant) -> None:
    model, streams = family_model("ltx-2.3"), take("ltx-2.3").clip.streams
    found = sigmas(model, streams, 0, variant)
    assert torch.equal(found, ManualSigmas.execute(TEMPLATE_SIGMAS)[0])
    assert torch.equal(found, sigmas(model, streams, 8, variant))
    with pytest.raises(StepsError, match="distilled to 8 steps with noise levels of their own, got 4; use 0 or 8"):
        sigmas(model, streams, 4, variant)


@pytest.mark.parametrize(("variant", "steps"), [("base", 20), ("turbo-8", 8), ("turbo-4", 4)])
def test_h3_has_those_of_core_s_basic_scheduler(family_model, take, variant, steps) -> None:
    model, streams = family_model("minimax-h3"), take("minimax-h3").clip.streams
    for asked in (0, 7):
        found = sigmas(model, streams, asked, variant)
        assert torch.equal(found.cpu(), BasicScheduler.execute(model.model, "simple", asked or steps, 1.0)[0])
        assert len(found) == (asked or steps) + 1


def test_a_shift_that_another_node_set_is_followed(family_model, take) -> None:
    """Core's MiniMaxH3SigmaShift, through Model From Parts."""
    from comfy_extras.nodes_minimax_h3 import MiniMaxH3SigmaShift

    model, streams = family_model("minimax-h3"), take("minimax-h3").clip.streams
    shifted = MiniMaxH3SigmaShift.execute(model.model, 5.0, 3.0)[0]
    parts = replace(model.parts, model=shifted)
    found = model.family.sigmas(parts, model.defaults, 0, streams)
    assert torch.equal(found.cpu(), BasicScheduler.execute(shifted, "simple", 20, 1.0)[0])
    assert not torch.equal(found, sigmas(model, streams, 0, "base"))


def test_the_evaluation_samples_at_the_times_of_the_pack():
    own = RULES["mini"].defaults()
    times = MiniFamily().sigmas(None, own, 0, None)
    assert torch.equal(times, linear_sigmas(Mini.steps, Mini.shift))
    assert own.picture_shift == own.sound_shift and len(times) == own.steps + 1 and times[1] > 1 - 1 / own.steps
