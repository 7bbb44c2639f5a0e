"""Templates of models that a user may or may not have, opened on the real page."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tandem.devtools.comfy_server import ComfyServer
from tandem.devtools.places import PACK_FOLDER_NAME, ROOT
from tandem.devtools.templates import published
from tandem.devtools.templates.family_graphs import TEMPLATES
from tandem.devtools.tiny_models import FILES

NAMES = [make.__name__ for make in TEMPLATES]
TRANSFORMERS = {"ltx": published.LTX_CHECKPOINT, "h3": published.H3_TRANSFORMER}
CHOSEN = """() => app.graph.nodes.find((node) => node.type === "TandemLoadModel")
    .widgets.find((widget) => widget.name === "model").value"""
LINKED = """() => app.graph.nodes.flatMap((node) => (node.properties.models || []).map((link) => link.name))"""


@pytest.fixture
def official_checkpoint(comfy_server: ComfyServer) -> Iterator[str]:
    """The tiny LTX-2.3 under the name of the official file."""
    models, link = comfy_server.base / "models", published.LTX_CHECKPOINT
    path = models / link.directory / link.name
    os.link(models / FILES["ltx-2.3"][0], path)
    yield link.name
    path.unlink()


@pytest.mark.parametrize("name", NAMES)
def test_a_template_without_its_model_opens_and_says_what_belongs_where(page: Any, name: str) -> None:
    page.open_template(PACK_FOLDER_NAME, name)
    wanted = TRANSFORMERS[name.partition("_")[0]]
    assert page.tab.evaluate(CHOSEN) == wanted.name
    assert wanted.name in page.tab.evaluate(LINKED), "the page's own list of missing models needs the links"
    page.press_run()
    page.tab.get_by_test_id("error-overlay-see-errors").click()
    missing = page.tab.get_by_test_id("error-group-missing-model")
    missing.get_by_text(wanted.name).first.wait_for()
    missing.get_by_text(wanted.directory, exact=True).first.wait_for()
    page.tab.get_by_label("Info for Load Model (Tandem) - model").click()
    page.tab.get_by_text(f"transformer missing: put {wanted.name} into models/{wanted.directory}").first.wait_for()
    assert not page.faults


def test_a_model_that_is_there_is_chosen_by_its_file(official_checkpoint: str, page: Any) -> None:
    page.load(json.loads((ROOT / "workflows/ltx_text_to_clip.json").read_text(encoding="utf-8")))
    chosen = page.tab.evaluate(CHOSEN)
    assert chosen.startswith("LTX-2.3, ") and chosen.endswith(f": {official_checkpoint}")
    assert not page.faults


def test_an_entry_that_was_worded_elsewhere_finds_the_same_file(page: Any) -> None:
    tiny = Path(FILES["minimax-h3"][0]).name
    graph = json.loads((ROOT / "workflows/h3_text_to_clip.json").read_text(encoding="utf-8"))
    (loader,) = [node for node in graph["nodes"] if node["type"] == "TandemLoadModel"]
    loader["widgets_values"][0] = f"MiniMax H3, 33B, bf16: folder/{tiny}"
    page.load(graph)
    chosen = page.tab.evaluate(CHOSEN)
    assert chosen.endswith(f": {tiny}") and "folder" not in chosen and "33B" not in chosen
