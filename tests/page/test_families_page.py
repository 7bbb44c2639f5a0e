"""Another family in the real page: one other choice in Load Model, and the same graph runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tandem.devtools.comfy_client import ComfyClient
from tandem.devtools.places import ROOT
from tandem.devtools.tiny_models import FILES

RUN_LIMIT_S = 300
LTX_2_3 = Path(FILES["ltx-2.3"][0]).name
SIDE, SECONDS, MADE_S = 256, 1.92, 49 / 25
"""LTX-2 has 8k+1 frames, so of 48 frames at 25 per second it makes 49."""
MIDDLE_OF_WIDGET = """([type, name]) => {
    const node = app.graph.nodes.find((node) => node.type === type);
    const widget = node.widgets.find((widget) => widget.name === name);
    const place = [node.pos[0] + node.size[0] / 2, node.pos[1] + widget.last_y + LiteGraph.NODE_WIDGET_HEIGHT / 2];
    const [x, y] = app.canvas.ds.convertOffsetToCanvas(place);
    const {left, top} = app.canvas.canvas.getBoundingClientRect();
    return [left + x, top + y];
}"""
SET_WIDGETS = """([type, values]) => {
    for (const widget of app.graph.nodes.find((node) => node.type === type).widgets)
        if (widget.name in values) widget.value = values[widget.name];
}"""
SHOWN_TEXT = """(type) => app.graph.nodes.find((node) => node.type === type)
    .widgets.find((widget) => widget.name === "tandem_text")?.value ?? "" """


def choose(page: Any, node_type: str, widget: str, ending: str) -> None:
    """Open a list on a node with the mouse, and click the entry that ends with `ending`."""
    page.command("Comfy.Canvas.FitView")
    page.tab.wait_for_timeout(1500)
    page.tab.mouse.click(*page.tab.evaluate(MIDDLE_OF_WIDGET, [node_type, widget]))
    page.tab.locator(".litemenu-entry", has_text=ending).click()


@pytest.fixture
def ltx_page(page: Any, comfy: ComfyClient) -> Any:
    """The first template with the tiny LTX-2.3 chosen and small sizes; the server keeps no results that it would show
    nothing for."""
    comfy.post("/free", {"free_memory": True})
    page.tab.evaluate("() => app.extensionManager.setting.set('Comfy.VueNodes.Enabled', false)")
    page.load(json.loads((ROOT / "workflows/text_to_clip.json").read_text(encoding="utf-8")))
    choose(page, "TandemLoadModel", "model", LTX_2_3)
    page.tab.evaluate(SET_WIDGETS, ["TandemBlankClip", {"seconds": SECONDS, "width": SIDE, "height": SIDE}])
    return page


def test_another_model_is_one_choice_and_says_its_licence_and_how_it_is_sampled(ltx_page: Any, tmp_path: Path) -> None:
    ltx_page.press_run()
    player = ltx_page.wait_for_player(RUN_LIMIT_S)
    ltx_page.command("Comfy.Canvas.FitView")
    ltx_page.tab.wait_for_timeout(1500)
    ltx_page.tab.screenshot(path=tmp_path / "ltx-2.3.png")
    assert (player["width"], player["height"]) == (SIDE, SIDE)
    assert player["seconds"] == pytest.approx(MADE_S, abs=0.02)
    assert ltx_page.tab.get_by_test_id("error-overlay").count() == 0
    loaded, sampled = (ltx_page.tab.evaluate(SHOWN_TEXT, name) for name in ("TandemLoadModel", "TandemJointSampler"))
    assert "LTX-2 Community License" in loaded and loaded.endswith(LTX_2_3)
    assert sampled == "8 steps of euler, scales 1 (picture) and 1 (sound)."
    assert not ltx_page.faults


def test_what_the_family_cannot_make_is_told_in_its_words(ltx_page: Any) -> None:
    ltx_page.tab.evaluate(SET_WIDGETS, ["TandemBlankClip", {"seconds": 100}])
    ltx_page.press_run()
    ltx_page.tab.get_by_test_id("error-overlay-see-errors").click()
    ltx_page.tab.get_by_text("seconds: one clip of LTX-2 lasts 0.36 to 19.88 s, got 100").first.wait_for()
