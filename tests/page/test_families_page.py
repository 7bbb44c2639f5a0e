"""Another family in the real page: one other choice in Load Model, and the same graph runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tandem.devtools.comfy_client import ComfyClient
from tandem.devtools.places import ROOT
from tandem.devtools.tiny_models import FILES

RUN_LIMIT_S = 300
LTX_2_0, LTX_2_3, H3 = (Path(FILES[name][0]).name for name in ("ltx-2", "ltx-2.3", "minimax-h3"))
SIDE, SECONDS = 256, 1.92
MADE = {
    LTX_2_0: (49 / 25, "LTX-2 Community License", "8 steps of euler_ancestral, scales 1 (picture) and 1 (sound)."),
    LTX_2_3: (49 / 25, "LTX-2 Community License", "8 steps of euler, scales 1 (picture) and 1 (sound)."),
    H3: (39 / 24, "MiniMax H3 Community License", "20 steps of res_multistep, scales 1 (picture) and 1 (sound)."),
}
"""Seconds, licence and sampling of each. LTX-2 has 8k+1 frames, so of 48 at 25 per second it makes 49; MiniMax H3 has
39 or 90 at 24 per second where picture and sound end together."""
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
def page_with(page: Any, comfy: ComfyClient) -> Callable[[str], Any]:
    """The first template with a model chosen and small sizes; the server keeps no results that it would show nothing
    for."""

    def choose_in_page(model: str) -> Any:
        comfy.post("/free", {"free_memory": True})
        page.tab.evaluate("() => app.extensionManager.setting.set('Comfy.VueNodes.Enabled', false)")
        page.load(json.loads((ROOT / "workflows/text_to_clip.json").read_text(encoding="utf-8")))
        choose(page, "TandemLoadModel", "model", model)
        page.tab.evaluate(SET_WIDGETS, ["TandemBlankClip", {"seconds": SECONDS, "width": SIDE, "height": SIDE}])
        return page

    return choose_in_page


@pytest.mark.parametrize("model", MADE)
def test_another_model_is_one_choice_and_says_its_licence_and_how_it_is_sampled(
    page_with: Callable[[str], Any], model: str, tmp_path: Path
) -> None:
    page, (seconds, licence, sampling) = page_with(model), MADE[model]
    page.press_run()
    player = page.wait_for_player(RUN_LIMIT_S)
    page.command("Comfy.Canvas.FitView")
    page.tab.wait_for_timeout(1500)
    page.tab.screenshot(path=tmp_path / "graph.png")
    assert (player["width"], player["height"]) == (SIDE, SIDE)
    assert player["seconds"] == pytest.approx(seconds, abs=0.02)
    assert page.tab.get_by_test_id("error-overlay").count() == 0
    loaded, sampled = (page.tab.evaluate(SHOWN_TEXT, name) for name in ("TandemLoadModel", "TandemJointSampler"))
    assert licence in loaded and loaded.endswith(model)
    assert sampled == sampling
    assert not page.faults


def test_what_the_family_cannot_make_is_told_in_its_words(page_with: Callable[[str], Any]) -> None:
    ltx_page = page_with(LTX_2_3)
    ltx_page.tab.evaluate(SET_WIDGETS, ["TandemBlankClip", {"seconds": 100}])
    ltx_page.press_run()
    ltx_page.tab.get_by_test_id("error-overlay-see-errors").click()
    ltx_page.tab.get_by_text("seconds: one clip of LTX-2 lasts 0.36 to 19.88 s, got 100").first.wait_for()
