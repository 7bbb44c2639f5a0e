"""Our numbers against ComfyUI's own template graphs, which a ComfyUI brings along as a package of JSON files."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

import pytest
from tandem.engine.families import ltx
from tandem.engine.families.rules import RULES
from tandem.engine.families.sampling_defaults import NamedSchedule, SigmaList, TokenShiftSchedule

PACKAGE = "comfyui_workflow_templates_json"
LTX_TEMPLATES = {
    "video_ltx2_t2v": "2.0-dev-fast",
    "video_ltx2_t2v_distilled": "2.0-distilled",
    "video_ltx2_3_t2v": "2.3-distilled",
    "video_ltx2_5_t2v": "2.5-distilled",
}
"""The last one came with ComfyUI 0.32; it is compared where it is there."""
H3_TEMPLATES = ("video_minimax_h3_t2v", "video_minimax_h3_i2v", "video_minimax_h3_r2v")
SWITCHED_OFF = (2, 4)


class Template:
    """The nodes of a template and of its subgraphs that are switched on."""

    def __init__(self, path: Path) -> None:
        graph = json.loads(path.read_text(encoding="utf-8"))
        levels = [graph, *graph.get("definitions", {}).get("subgraphs", [])]
        self.nodes = [node for level in levels for node in level["nodes"] if node.get("mode") not in SWITCHED_OFF]

    def widgets(self, node_type: str) -> list[list]:
        return [node["widgets_values"] for node in self.nodes if node["type"] == node_type]

    def sigmas(self) -> list[tuple[float, ...]]:
        return [tuple(float(number) for number in text.split(",")) for (text,) in self.widgets("ManualSigmas")]

    def titled(self, words: str) -> set[float]:
        """The values of the number boxes whose title has these words."""
        boxes = [node for node in self.nodes if node["type"] in ("PrimitiveInt", "PrimitiveFloat")]
        return {box["widgets_values"][0] for box in boxes if words in str(box.get("title", "")).lower()}


@pytest.fixture(scope="module")
def folder(unavailable: Callable[[str], NoReturn]) -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        unavailable(f"{PACKAGE} is not installed: ComfyUI's requirements bring it")
    return Path(found.origin).parent / "templates"


@pytest.fixture(scope="module")
def templates(folder: Path) -> dict[str, Template]:
    paths = [folder / f"{name}.json" for name in (*LTX_TEMPLATES, *H3_TEMPLATES)]
    return {path.stem: Template(path) for path in paths if path.is_file()}


@pytest.fixture(scope="module")
def ltx_pairs(templates: dict[str, Template]) -> list[tuple]:
    """Every LTX template that is there, with our defaults for it."""
    return [
        (templates[name], RULES["ltx"].defaults(variant))
        for name, variant in LTX_TEMPLATES.items()
        if name in templates
    ]


def test_the_templates_of_comfyui_0_30_are_all_there(templates) -> None:
    assert set(templates) >= {*LTX_TEMPLATES, *H3_TEMPLATES} - {"video_ltx2_5_t2v"}


def test_ltx_samplers_are_the_templates(ltx_pairs) -> None:
    for template, ours in ltx_pairs:
        named = {widgets[0] for widgets in template.widgets("KSamplerSelect")}
        assert named == {ours.sampler, ours.refinement.sampler}


def test_ltx_noise_levels_are_the_templates(ltx_pairs) -> None:
    for template, ours in ltx_pairs:
        expected = [ours.refinement.schedule.sigmas]
        if isinstance(ours.schedule, SigmaList):
            expected.append(ours.schedule.sigmas)
        assert sorted(template.sigmas()) == sorted(expected)


def test_the_schedule_of_undistilled_ltx_is_the_template_s(ltx_pairs) -> None:
    (pair,) = [pair for pair in ltx_pairs if isinstance(pair[1].schedule, TokenShiftSchedule)]
    template, ours = pair
    schedule = ours.schedule
    widgets = [schedule.steps, schedule.max_shift, schedule.base_shift, True, schedule.terminal]
    assert template.widgets("LTXVScheduler") == [widgets]


def test_ltx_scales_are_the_templates_and_the_refinement_has_none(ltx_pairs) -> None:
    for template, ours in ltx_pairs:
        scales = {value for kind in ("CFGGuider", "LTXVDualCFGGuider") for w in template.widgets(kind) for value in w}
        assert scales == {ours.picture_scale, ours.sound_scale, 1}


def test_ltx_frame_rates_are_the_templates(ltx_pairs) -> None:
    for template, ours in ltx_pairs:
        assert {Fraction(rate) for rate in template.titled("frame rate")} == {ours.frame_rate}


def test_ltx_negative_prompts_are_the_templates(ltx_pairs) -> None:
    for template, ours in ltx_pairs:
        written = [widgets[0] for widgets in template.widgets("CLIPTextEncode")]
        assert ours.negative in written or not ours.negative


def test_the_two_stage_size_is_what_becomes_of_the_template_s(templates) -> None:
    template = templates["video_ltx2_3_t2v"]
    (width,), (height,) = template.titled("width"), template.titled("height")
    made = tuple(2 * (side // 2 // ltx.PIXELS_PER_LATENT) * ltx.PIXELS_PER_LATENT for side in (width, height))
    assert made == ltx.TWO_STAGE_SIZE


@pytest.mark.parametrize("name", H3_TEMPLATES)
def test_h3_is_sampled_as_in_the_templates(templates, name) -> None:
    template, ours = templates[name], RULES["minimax_h3"].defaults()
    assert isinstance(ours.schedule, NamedSchedule)
    assert template.widgets("KSamplerSelect") == [[ours.sampler]]
    assert template.widgets("BasicScheduler") == [[ours.schedule.name, ours.schedule.steps, 1]]
    assert template.widgets("BasicGuider") and not template.widgets("CFGGuider")
    assert {widgets[0] for widgets in template.widgets("CreateVideo")} == {ours.frame_rate}
    assert not ours.uses_negative
