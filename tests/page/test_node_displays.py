"""What our nodes show while and after they run, in both ways in which the page draws nodes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tandem.devtools.places import ROOT

RUN_LIMIT_S = 300
FEWEST_PICTURES, PICTURES_LIMIT_MS = 4, 10_000
COLLECT_PREVIEWS = """() => {
    window.tandemSeen = new Set();
    window.tandemTimer = setInterval(() => {
        const canvas = document.querySelector("canvas[data-tandem=preview]");
        if (canvas) window.tandemSeen.add(canvas.toDataURL());
    }, 40);
}"""
SHOWN_READING = (
    """() => app.graph.nodes.find((node) => node.type === "TandemTextEncode")
    .widgets.find((widget) => widget.name === "tandem_text")?.value ?? """
    + '""'
)

CORE_WIDGETS = """() => {
    const node = app.graph.nodes.find((node) => node.type === "KSampler");
    const canvases = node.widgets.filter((widget) => widget.element?.dataset.tandem === "preview");
    return {canvases: canvases.length, saved: node.serialize().widgets_values};
}"""
"""How many of our canvases core's sampler has, and what a saved workflow keeps of its widgets."""


PROMPTS = {False: "A big drum is hit", True: "A small bell rings"}
STEPS = 30


def short_graph(prompt: str) -> dict[str, Any]:
    """The first template with a prompt that no other test has, so that nothing comes from the server's cache."""
    graph = json.loads((ROOT / "workflows/text_to_clip.json").read_text(encoding="utf-8"))
    values = {node["type"]: node.get("widgets_values") for node in graph["nodes"]}
    values["TandemTextEncode"][0] = prompt
    values["TandemBlankClip"][0] = 1.92
    values["TandemJointSampler"][:4] = [1, "fixed", 1, STEPS]
    return graph


def short_core_graph(seed: int) -> dict[str, Any]:
    """Core's KSampler on the parts of the model, with a seed that no other test has."""
    graph = json.loads((ROOT / "workflows/core_nodes.json").read_text(encoding="utf-8"))
    values = {node["type"]: node.get("widgets_values") for node in graph["nodes"]}
    values["TandemBlankClip"][0] = 1.92
    values["KSampler"][:3] = [seed, "fixed", STEPS]
    return graph


def wait_for_pictures(page: Any) -> None:
    """At once, since the preview has moved for the whole run; the limit is for pages that draw late."""
    page.tab.wait_for_function(f"() => window.tandemSeen.size >= {FEWEST_PICTURES}", timeout=PICTURES_LIMIT_MS)
    page.tab.evaluate("() => clearInterval(window.tandemTimer)")


@pytest.mark.parametrize("vue_nodes", [False, True], ids=["classic nodes", "Vue nodes"])
def test_the_sampler_shows_motion_and_the_prompt_its_reading(page: Any, vue_nodes: bool) -> None:
    page.tab.evaluate("(on) => app.extensionManager.setting.set('Comfy.VueNodes.Enabled', on)", vue_nodes)
    page.load(short_graph(PROMPTS[vue_nodes]))
    page.tab.evaluate(COLLECT_PREVIEWS)
    page.press_run()
    page.wait_for_player(RUN_LIMIT_S)
    page.screenshot("previews_vue" if vue_nodes else "previews_classic")
    wait_for_pictures(page)
    assert page.tab.evaluate(SHOWN_READING).startswith("scene: ")
    sent = {name for body in page.to_api().values() for name in body["inputs"]}
    assert not [name for name in sent if name.startswith("tandem_") and name != "tandem_model"]
    assert not page.faults


@pytest.mark.parametrize("vue_nodes", [False, True], ids=["classic nodes", "Vue nodes"])
def test_core_s_sampler_shows_motion_on_its_own_node(page: Any, vue_nodes: bool) -> None:
    page.tab.evaluate("(on) => app.extensionManager.setting.set('Comfy.VueNodes.Enabled', on)", vue_nodes)
    page.load(short_core_graph(seed=901 + vue_nodes))
    before = page.tab.evaluate(CORE_WIDGETS)
    page.tab.evaluate(COLLECT_PREVIEWS)
    page.press_run()
    page.wait_for_player(RUN_LIMIT_S)
    page.screenshot("core_previews_vue" if vue_nodes else "core_previews_classic")
    wait_for_pictures(page)
    assert page.tab.evaluate(CORE_WIDGETS) == {**before, "canvases": 1}
    assert not page.faults
