"""Model Parts and Model From Parts: core's samplers show the clip on their own node, ours show it once."""

from __future__ import annotations

import comfy.model_management
import comfy.utils
import latent_preview
import pytest
import server
import torch
from comfy.patcher_extension import WrappersMP
from comfy_execution.utils import CurrentNodeContext
from comfy_extras.nodes_custom_sampler import (
    BasicGuider,
    BasicScheduler,
    KSamplerSelect,
    RandomNoise,
    SamplerCustomAdvanced,
)
from tandem.nodes import live_preview
from tandem.nodes.blank_clip import TandemBlankClip
from tandem.nodes.joint_sampler import TandemJointSampler
from tandem.nodes.live_preview import EVENT
from tandem.nodes.model_from_parts import TandemModelFromParts
from tandem.nodes.model_parts import TandemModelParts
from tandem.nodes.text_encode import TandemTextEncode

import nodes

STEPS = 3


@pytest.fixture(autouse=True)
def no_gradients():
    """As core's executor runs its nodes."""
    with torch.inference_mode():
        yield


@pytest.fixture(autouse=True)
def every_step(monkeypatch) -> None:
    """Steps of a tiny model come faster than a page can show them."""
    monkeypatch.setattr(live_preview, "LEAST_INTERVAL_S", 0.0)


@pytest.fixture
def parts(execute, tiny_model) -> dict:
    made = execute(TandemModelParts, tandem_model=tiny_model)
    return dict(zip(("model", "clip", "picture_vae", "sound_vae"), made.args, strict=True))


@pytest.fixture
def blank(execute, tiny_model) -> dict:
    return execute(TandemBlankClip, tandem_model=tiny_model, seconds=1.92, width=256, height=256)[0]


@pytest.fixture
def prompts(execute, tiny_model) -> dict:
    read = execute(TandemTextEncode, tandem_model=tiny_model, prompt="a drum", negative="")
    return {"positive": read[0], "negative": read[1]}


def core_s_ksampler(model, prompts: dict, latent: dict) -> dict:
    """As node 5 of a prompt."""
    settings = {"seed": 1, "steps": STEPS, "cfg": 1.0, "sampler_name": "euler", "scheduler": "simple"}
    with CurrentNodeContext("prompt", "5"):
        return nodes.KSampler().sample(model, latent_image=latent, **settings, **prompts)[0]


def test_the_parts_are_those_of_the_model(tiny_model, parts) -> None:
    assert parts["model"] is not tiny_model.model and parts["model"].is_clone(tiny_model.model)
    others = [parts[name] for name in ("clip", "picture_vae", "sound_vae")]
    assert others == [tiny_model.clip, tiny_model.picture_vae, tiny_model.sound_vae]


def test_the_model_that_was_taken_apart_shows_nothing_of_its_own(tiny_model, parts, prompts, blank, sent) -> None:
    assert not tiny_model.model.get_all_wrappers(WrappersMP.OUTER_SAMPLE)
    core_s_ksampler(tiny_model.model, prompts, blank)
    assert not sent


def test_core_s_sampler_sends_every_step_to_its_own_node(parts, prompts, blank, sent) -> None:
    core_s_ksampler(parts["model"], prompts, blank)
    assert [(event, data["node"], client) for event, data, client in sent] == [(EVENT, "5", "page")] * STEPS
    assert {(data["frames"], len(data["levels"])) for _, data, _ in sent} == {(12, 48)}
    assert len({data["sheet"] for _, data, _ in sent}) == STEPS


def test_steps_that_follow_at_once_are_left_out_but_for_the_last(parts, prompts, blank, sent, monkeypatch) -> None:
    monkeypatch.setattr(live_preview, "LEAST_INTERVAL_S", 1000.0)
    core_s_ksampler(parts["model"], prompts, blank)
    assert len(sent) == 2


def test_the_advanced_sampler_shows_its_steps_too(parts, prompts, blank, sent) -> None:
    guider = BasicGuider.execute(parts["model"], prompts["positive"])[0]
    sigmas = BasicScheduler.execute(parts["model"], "simple", STEPS, 1.0)[0]
    noise, sampler = RandomNoise.execute(7)[0], KSamplerSelect.execute("dpmpp_2m")[0]
    with CurrentNodeContext("prompt", "8"):
        SamplerCustomAdvanced.execute(noise, guider, sampler, sigmas, blank)
    assert [data["node"] for _, data, _ in sent] == ["8"] * STEPS


def test_the_preview_changes_nothing_in_the_clip(tiny_model, parts, prompts, blank, sent) -> None:
    shown, plain = (core_s_ksampler(model, prompts, blank) for model in (parts["model"], tiny_model.model))
    for ours, core_s in zip(shown["samples"].unbind(), plain["samples"].unbind(), strict=True):
        assert torch.equal(ours, core_s)


def test_core_s_own_progress_and_preview_stay_as_they_are(tiny_model, parts, prompts, blank, monkeypatch) -> None:
    seen: list[tuple[int, int, bool]] = []

    def hook(value: int, total: int, preview, node_id) -> None:
        seen.append((value, total, preview is not None))

    monkeypatch.setattr(comfy.utils, "PROGRESS_BAR_HOOK", hook)
    monkeypatch.setattr(latent_preview.args, "preview_method", latent_preview.LatentPreviewMethod.Latent2RGB)
    core_s_ksampler(tiny_model.model, prompts, blank)
    alone = seen.copy()
    seen.clear()
    core_s_ksampler(parts["model"], prompts, blank)
    assert seen == alone == [(step, STEPS, True) for step in range(1, STEPS + 1)]


def test_a_cancel_ends_the_run_before_anything_more_is_sent(parts, prompts, blank, sent, monkeypatch) -> None:
    def cancelled(*_, **__) -> None:
        raise comfy.model_management.InterruptProcessingException

    monkeypatch.setattr(comfy.utils, "PROGRESS_BAR_HOOK", cancelled)
    with pytest.raises(comfy.model_management.InterruptProcessingException):
        core_s_ksampler(parts["model"], prompts, blank)
    assert not sent


def nothing_may_be_drawn(*_) -> None:
    raise AssertionError("a preview was drawn that nobody sees")


def test_nothing_is_drawn_where_there_is_no_server(parts, prompts, blank, monkeypatch) -> None:
    monkeypatch.setattr(live_preview, "message", nothing_may_be_drawn)
    monkeypatch.delattr(server.PromptServer, "instance", raising=False)
    core_s_ksampler(parts["model"], prompts, blank)


def test_nothing_is_drawn_where_no_node_runs(parts, prompts, blank, sent, monkeypatch) -> None:
    monkeypatch.setattr(live_preview, "message", nothing_may_be_drawn)
    nodes.common_ksampler(parts["model"], 1, STEPS, 1.0, "euler", "simple", *prompts.values(), blank)
    assert not sent


def test_our_sampler_shows_the_steps_of_a_model_from_those_parts_once(execute, parts, prompts, blank, sent) -> None:
    made = execute(TandemModelFromParts, **parts)[0]
    settings = {"picture_seed": 1, "sound_seed": 2, "steps": STEPS, "picture_scale": 1.0, "sound_scale": 1.0}
    with CurrentNodeContext("prompt", "9"):
        execute(
            TandemJointSampler, hidden={"unique_id": "9"}, tandem_model=made, latent=blank, sampler="euler", **settings,
            **prompts,
        )  # fmt: skip
    assert [data["node"] for _, data, _ in sent] == ["9"] * STEPS


def test_taken_apart_again_core_s_sampler_shows_it_once(execute, parts, prompts, blank, sent) -> None:
    again = execute(TandemModelParts, tandem_model=execute(TandemModelFromParts, **parts)[0])
    core_s_ksampler(again[0], prompts, blank)
    assert len(sent) == STEPS
