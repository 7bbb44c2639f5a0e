"""Draws a template on ComfyUI's own page and gives back the graph as the page saves it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from .template import ModelLink, Template

CHROMIUM = Path("/usr/bin/chromium")
PAGE_SIZE = {"width": 1900, "height": 1000}
READY = (
    "window.app && window.app.extensionManager && window.app.graph"
    " && Object.keys(window.LiteGraph?.registered_node_types || {}).length > 100"
)
COLUMN_GAP, ROW_GAP, TITLE_HEIGHT, GROUP_MARGIN, GROUP_TITLE = 50, 24, 30, 16, 44

ARRANGE = """
async ({prompt, columns, gap}) => {
  await app.loadApiJson(prompt, 'template');
  let x = 0;
  for (const column of columns) {
    let y = 0;
    for (const item of column.items) {
      let placed = typeof item === 'string' ? app.graph.getNodeById(Number(item)) : null;
      if (!placed) {
        placed = LiteGraph.createNode('MarkdownNote');
        placed.title = item.title;
        placed.widgets[0].value = item.text;
        app.graph.add(placed);
      }
      const least = placed.computeSize();
      const height = typeof item === 'string' ? column.heights[item] || 0 : item.height;
      placed.pos = [x, y];
      placed.setSize([column.width, Math.max(least[1], height)]);
      y += placed.size[1] + gap.title + gap.row;
    }
    const group = new LiteGraph.LGraphGroup(column.title);
    const top = -gap.title - gap.group_title;
    group.pos = [x - gap.margin, top];
    group.size = [column.width + 2 * gap.margin, y - gap.title - gap.row - top + gap.margin];
    app.graph.add(group);
    x += column.width + gap.column;
  }
  app.canvas.setDirty(true, true);
}
"""


@contextmanager
def comfy_page(url: str) -> Iterator[Page]:
    """ComfyUI's page in a headless Chromium, ready for a graph."""
    executable = str(CHROMIUM) if CHROMIUM.is_file() else None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--use-gl=swiftshader"])
        try:
            page = browser.new_page(viewport=PAGE_SIZE)
            page.goto(url, wait_until="domcontentloaded")
            page.wait_for_function(READY, timeout=120_000)
            yield page
        finally:
            browser.close()


def draw(page: Page, template: Template) -> dict[str, Any]:
    """The template as a saved graph (UI format)."""
    gap = {
        "column": COLUMN_GAP,
        "row": ROW_GAP,
        "title": TITLE_HEIGHT,
        "margin": GROUP_MARGIN,
        "group_title": GROUP_TITLE,
    }
    columns = [asdict(one) for one in template.columns]
    page.evaluate(ARRANGE, {"prompt": template.prompt, "columns": columns, "gap": gap})
    fit(page)
    graph = json.loads(page.evaluate("() => JSON.stringify(app.graph.serialize())"))
    return with_kept_seeds(with_models(tidy(graph), template.models), template.kept_seeds)


def fit(page: Page) -> None:
    """Zoom so that the whole graph is seen."""
    page.evaluate("async () => { await app.extensionManager.command.execute('Comfy.Canvas.FitView'); }")
    page.wait_for_timeout(1200)


def with_models(graph: dict[str, Any], models: Mapping[str, Sequence[ModelLink]]) -> dict[str, Any]:
    """The same graph with the links to published files on their nodes, where the page looks for them."""
    for one in graph["nodes"]:
        links = models.get(str(one["id"]), ())
        if links:
            one["properties"]["models"] = [asdict(link) for link in links]
    return graph


def with_kept_seeds(graph: dict[str, Any], node_ids: Sequence[str]) -> dict[str, Any]:
    """The same graph; what the page does with the seeds of these nodes after a run is nothing."""
    for one in graph["nodes"]:
        if str(one["id"]) in node_ids:
            one["widgets_values"] = ["fixed" if value == "randomize" else value for value in one["widgets_values"]]
    return graph


def tidy(graph: dict[str, Any]) -> dict[str, Any]:
    """Without what belongs to this machine or this run: the view, the page's version, a random identity."""
    for key in ("id", "revision"):
        graph.pop(key, None)
    graph["extra"] = {}
    graph["nodes"] = sorted(graph["nodes"], key=lambda one: one["id"])
    for one in graph["nodes"]:
        one.get("properties", {}).pop("ver", None)
    return graph
