"""`python -m tandem.devtools.templates.graph_card TEMPLATE`: the template's picture where no clip of it can be shown.

It is the graph itself: its boxes, links and name, drawn from the file. Templates of models whose weights were never run
get it, so that nobody takes the picture of another model for theirs.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from ..places import ROOT
from .family_graphs import TEMPLATES
from .thumbnail import save_small

SIDE = 480
MARGIN, TITLE_TOP, TITLE_PIXELS, SMALL_PIXELS = 24, 34, 34, 20
GRAPH_TOP = 160
NODE_TITLE_HEIGHT = 30
BACKGROUND, GROUP, BOX, TITLE_BAR, LINK, TEXT = "#202126", "#2c3a4d", "#4b4f59", "#6d7280", "#e0a458", "#f2f2f2"
FAMILIES = {"ltx": "LTX-2.3", "h3": "MiniMax H3"}


def graph_card(name: str, graph: dict[str, Any]) -> Image.Image:
    """480x480: the template's name, the model it needs, and its graph below."""
    picture = Image.new("RGB", (SIDE, SIDE), BACKGROUND)
    draw = ImageDraw.Draw(picture)
    family, _, rest = name.partition("_")
    draw.text((MARGIN, TITLE_TOP), rest.replace("_", " "), TEXT, ImageFont.load_default(TITLE_PIXELS))
    needs = f"{FAMILIES[family]}, with your own files"
    draw.text((MARGIN, TITLE_TOP + 2 * SMALL_PIXELS + 10), needs, LINK, ImageFont.load_default(SMALL_PIXELS))
    _draw_graph(draw, graph)
    return picture


def _draw_graph(draw: ImageDraw.ImageDraw, graph: dict[str, Any]) -> None:
    """Groups, then links from the right edge of a node to the left edge of another, then nodes."""
    boxes = [tuple(group["bounding"]) for group in graph["groups"]]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    scale = min((SIDE - 2 * MARGIN) / (right - left), (SIDE - GRAPH_TOP - MARGIN) / (bottom - top))

    def place(x: float, y: float) -> tuple[float, float]:
        return MARGIN + (x - left) * scale, GRAPH_TOP + (y - top) * scale

    for x, y, width, height in boxes:
        draw.rectangle([place(x, y), place(x + width, y + height)], fill=GROUP)
    nodes = {node["id"]: node for node in graph["nodes"]}
    for _, source, _, target, _, _ in graph["links"]:
        (x, y), (width, _) = nodes[source]["pos"], nodes[source]["size"]
        draw.line([place(x + width, y), place(*nodes[target]["pos"])], fill=LINK, width=2)
    for node in nodes.values():
        (x, y), (width, height) = node["pos"], node["size"]
        draw.rectangle([place(x, y), place(x + width, y + height)], fill=BOX)
        draw.rectangle([place(x, y - NODE_TITLE_HEIGHT), place(x + width, y)], fill=TITLE_BAR)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tandem.devtools.templates.graph_card")
    parser.add_argument("template", choices=[make.__name__ for make in TEMPLATES])
    name = parser.parse_args().template
    graph = json.loads((ROOT / f"workflows/{name}.json").read_text(encoding="utf-8"))
    save_small(graph_card(name, graph), ROOT / "workflows" / f"{name}.jpg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
