"""The templates of LTX-2.3 and MiniMax H3 are set as ComfyUI's own templates of the same models."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tandem.devtools.places import ROOT
from tandem.devtools.templates import family_graphs
from tandem.devtools.templates.family_graphs import TEMPLATES
from tandem.devtools.templates.template import Prompt, Template
from tandem.engine.families.canvas import FamilyCanvas
from tandem.engine.families.request import ClipRequest
from tandem.engine.families.rules import RULES
from tandem.engine.families.sampling_defaults import NamedSchedule, SamplingDefaults, SigmaList

OFFICIAL = {
    "ltx_text_to_clip": "video_ltx2_3_t2v",
    "ltx_image_to_clip": "video_ltx2_3_i2v",
    "ltx_upscale_1080p": "video_ltx2_3_t2v",
    "h3_text_to_clip": "video_minimax_h3_t2v",
    "h3_first_last_frame": "video_minimax_h3_i2v",
}
LTX = [name for name in OFFICIAL if name.startswith("ltx")]
H3 = [name for name in OFFICIAL if name.startswith("h3")]
NOT_LOADED = {"gemma-3-12b-it-abliterated_lora_rank64_bf16.safetensors"}
"""It only rewrites prompts."""
H3_LENGTH = "max(5, round(a * 24)) + (5 - (max(5, round(a * 24)) % 17)) % 17"
"""How the official graphs turn seconds, `a`, into frames."""
DURATION = 3
"""The place of the seconds among the values of the official H3 subgraph."""


def described(name: str) -> Template:
    return getattr(family_graphs, name)()


def inputs_of(prompt: Prompt, class_type: str) -> list[dict[str, Any]]:
    """In the order of the graph."""
    return [body["inputs"] for body in prompt.values() if body["class_type"] == class_type]


def the_inputs_of(name: str, class_type: str) -> dict[str, Any]:
    (inputs,) = inputs_of(described(name).prompt, class_type)
    return inputs


def canvas(name: str, family: str) -> FamilyCanvas:
    """What Blank Clip makes."""
    asked = the_inputs_of(name, "TandemBlankClip")
    fields = ("seconds", "width", "height", "frame_rate", "clean_grid")
    return RULES[family].canvas(ClipRequest(*(asked[field] for field in fields)))


def own_defaults(name: str, family: str, variant: str) -> SamplingDefaults:
    """What Joint Sampler fills in, having been left everything."""
    sampler = the_inputs_of(name, "TandemJointSampler")
    left = {"steps": 0, "picture_scale": -1.0, "sound_scale": -1.0, "sampler": "family default"}
    assert {key: sampler[key] for key in left} == left
    return RULES[family].defaults(variant)


def sigmas(official) -> list[tuple[float, ...]]:
    """The longer list first: the first pass."""
    lists = [tuple(float(number) for number in text.split(",")) for (text,) in official.widgets("ManualSigmas")]
    return sorted(lists, key=len, reverse=True)


def test_every_template_has_one_that_it_is_compared_with() -> None:
    assert [make.__name__ for make in TEMPLATES] == list(OFFICIAL)


@pytest.mark.parametrize("name", OFFICIAL)
def test_every_link_in_the_file_is_an_official_one_and_none_is_missing(official, name) -> None:
    graph = json.loads((ROOT / f"workflows/{name}.json").read_text(encoding="utf-8"))
    links = [link for node in graph["nodes"] for link in node.get("properties", {}).get("models", ())]
    wanted = official(OFFICIAL[name]).models
    assert links and all(link in wanted for link in links)
    left_out = {link["name"] for link in wanted if link not in links}
    upscaler = {link["name"] for link in wanted if link["directory"] == "latent_upscale_models"}
    assert left_out == (NOT_LOADED & left_out) | (upscaler if name != "ltx_upscale_1080p" else set())


@pytest.mark.parametrize("name", OFFICIAL)
def test_a_link_is_on_the_node_that_loads_the_file(name) -> None:
    template = described(name)
    for node_id, links in template.models.items():
        values = template.prompt[node_id]["inputs"].values()
        assert links[0].name in values
        further = [body["inputs"].values() for other, body in template.prompt.items() if other != node_id]
        assert not any(link.name in values for link in links for values in further)


@pytest.mark.parametrize("name", LTX)
def test_ltx_loads_the_official_checkpoint_and_its_lora_at_the_official_strength(official, name) -> None:
    theirs = official(OFFICIAL[name])
    assert [[the_inputs_of(name, "TandemLoadModel")["model"]]] == theirs.widgets("CheckpointLoaderSimple")
    lora = the_inputs_of(name, "LoraLoaderModelOnly")
    assert [[lora["lora_name"], lora["strength_model"]]] == theirs.widgets("LoraLoaderModelOnly")


@pytest.mark.parametrize("name", LTX)
def test_ltx_is_sampled_with_the_official_noise_levels_sampler_and_scales(official, name) -> None:
    theirs = official(OFFICIAL[name])
    ours = own_defaults(name, "ltx", the_inputs_of(name, "TandemModelFromParts")["variant"])
    assert isinstance(ours.schedule, SigmaList) and ours.schedule.sigmas == sigmas(theirs)[0]
    assert {ours.sampler} == {widgets[0] for widgets in theirs.widgets("KSamplerSelect")}
    assert {ours.picture_scale, ours.sound_scale} == {widgets[0] for widgets in theirs.widgets("CFGGuider")}


@pytest.mark.parametrize("name", LTX)
def test_ltx_makes_as_many_frames_at_the_official_rate(official, name) -> None:
    theirs = official(OFFICIAL[name])
    asked = theirs.titled("Duration") * theirs.titled("Frame Rate") + 1
    made = (asked - 1) // 8 * 8 + 1
    ours = canvas(name, "ltx")
    assert (ours.frames, ours.frame_rate) == (made, theirs.titled("Frame Rate")) == (121, 25)


@pytest.mark.parametrize("name", ["ltx_text_to_clip", "ltx_image_to_clip"])
def test_ltx_begins_with_the_official_size(official, name) -> None:
    theirs, ours = official(OFFICIAL[name]), canvas(name, "ltx")
    half = [theirs.titled(side) // 2 // 32 * 32 for side in ("Width", "Height")]
    assert [ours.width, ours.height] == half == [640, 352]


def test_ltx_is_held_to_a_picture_as_strongly_as_in_the_official_first_pass(official) -> None:
    anchor = the_inputs_of("ltx_image_to_clip", "TandemAnchorFrames")
    strengths = [widgets[0] for widgets in official("video_ltx2_3_i2v").widgets("LTXVImgToVideoInplace")]
    assert sorted(strengths) == [anchor["strength"], 1] and anchor["at"] == "first frame"


def test_the_second_pass_of_ltx_is_the_official_one(official) -> None:
    theirs = official("video_ltx2_3_t2v")
    stage = the_inputs_of("ltx_upscale_1080p", "TandemUpscaleClip")
    left = {"steps": 0, "start_sigma": 0.0, "picture_scale": -1.0, "sound_scale": -1.0, "sampler": "family default"}
    assert {key: stage[key] for key in left} == left
    refinement = RULES["ltx"].defaults(family_graphs.LTX_VARIANT).refinement
    assert isinstance(refinement.schedule, SigmaList) and refinement.schedule.sigmas == sigmas(theirs)[1]
    assert {refinement.sampler} == {widgets[0] for widgets in theirs.widgets("KSamplerSelect")}
    graph = json.loads((ROOT / "workflows/ltx_upscale_1080p.json").read_text(encoding="utf-8"))
    (saved,) = [node["widgets_values"] for node in graph["nodes"] if node["type"] == "TandemUpscaleClip"]
    assert [stage["seed"], "fixed"] in theirs.widgets("RandomNoise") and saved[2:4] == [stage["seed"], "fixed"]
    upscaler = the_inputs_of("ltx_upscale_1080p", "LatentUpscaleModelLoader")
    assert [[upscaler["model_name"]]] == theirs.widgets("LatentUpscaleModelLoader")


def test_the_second_pass_doubles_the_first_to_1080p() -> None:
    stage, ours = the_inputs_of("ltx_upscale_1080p", "TandemUpscaleClip"), canvas("ltx_upscale_1080p", "ltx")
    assert (2 * ours.width, 2 * ours.height - 8) == (stage["width"], stage["height"]) == (1920, 1080)


@pytest.mark.parametrize("name", H3)
def test_h3_loads_the_official_transformer_and_is_sampled_as_officially(official, name) -> None:
    theirs, ours = official(OFFICIAL[name]), own_defaults(name, "minimax_h3", "")
    assert {the_inputs_of(name, "TandemLoadModel")["model"]} == {row[0] for row in theirs.widgets("UNETLoader")}
    assert isinstance(ours.schedule, NamedSchedule)
    assert [[ours.schedule.name, ours.schedule.steps, 1]] == theirs.widgets("BasicScheduler")
    assert [[ours.sampler]] == theirs.widgets("KSamplerSelect")
    assert ours.picture_scale == ours.sound_scale == 1 and theirs.widgets("BasicGuider")


@pytest.mark.parametrize("name", H3)
def test_h3_makes_as_many_frames_of_the_official_size(official, comfyui, name) -> None:
    from comfy_extras.nodes_resolution import ResolutionSelector

    theirs, ours = official(OFFICIAL[name]), canvas(name, "minimax_h3")
    assert theirs.widgets("ComfyMathExpression") == [[H3_LENGTH]]
    (seconds,) = {node["widgets_values"][DURATION] for node in theirs.nodes if len(node["widgets_values"] or ()) > 8}
    asked = max(5, round(seconds * 24))
    assert ours.frames == asked + (5 - asked % 17) % 17 == 124
    ((selected),) = theirs.widgets("ResolutionSelector")
    assert [ours.width, ours.height] == list(ResolutionSelector.execute(*selected).args)
    assert ours.frame_rate == theirs.widgets("CreateVideo")[0][0] == 24


def test_h3_is_told_of_both_pictures_by_the_anchors_and_by_the_prompt() -> None:
    prompt = described("h3_first_last_frame").prompt
    anchors = {node for node, body in prompt.items() if body["class_type"] == "TandemAnchorFrames"}
    first, last = (prompt[node]["inputs"] for node in sorted(anchors))
    assert (first["at"], last["at"]) == ("first frame", "last frame") and last["latent"][0] in anchors
    read_from = the_inputs_of("h3_first_last_frame", "TandemTextEncode")["images"]
    sampled_from = the_inputs_of("h3_first_last_frame", "TandemJointSampler")["latent"]
    assert read_from[0] == sampled_from[0] and (read_from[1], sampled_from[1]) == (1, 0)
