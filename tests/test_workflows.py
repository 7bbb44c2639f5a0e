"""The template graphs: what the page can show, what the server can run, and that both are what is described."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from PIL import Image
from tandem.devtools.api_prompt import PAGE_ONLY_NODES, to_api
from tandem.devtools.templates.catalogue import TEMPLATES

FOLDER = Path(__file__).resolve().parent.parent / "workflows"
NAMES = [make.__name__ for make in TEMPLATES]
TITLE_HEIGHT = 30
LARGEST_PICTURE_BYTES = 60_000


def graph(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def box(node: dict) -> tuple[float, float, float, float]:
    """Left, top with the title bar, right, bottom."""
    (x, y), (width, height) = node["pos"], node["size"]
    return x, y - TITLE_HEIGHT, x + width, y + height


def test_there_is_one_file_for_each_described_template_and_no_other():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_flat(name):
    found = graph(name)
    assert not found.get("definitions", {}).get("subgraphs")
    assert all(node["mode"] == 0 for node in found["nodes"])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_lies_over_anything_else(name):
    for one, other in itertools.combinations(graph(name)["nodes"], 2):
        a, b = box(one), box(other)
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one["type"], other["type"])


@pytest.mark.parametrize("name", NAMES)
def test_every_node_lies_in_exactly_one_group(name):
    found = graph(name)
    for node in found["nodes"]:
        left, top, right, bottom = box(node)
        around = [
            group["title"]
            for group in found["groups"]
            for x, y, width, height in [group["bounding"]]
            if x <= left and y <= top and right <= x + width and bottom <= y + height
        ]
        assert len(around) == 1, (node["type"], around)


@pytest.mark.parametrize("name", NAMES)
def test_links_run_from_left_to_right_between_existing_sockets(name):
    found = graph(name)
    nodes = {node["id"]: node for node in found["nodes"]}
    for link_id, source, output, target, slot, _ in found["links"]:
        assert link_id in nodes[source]["outputs"][output]["links"]
        assert nodes[target]["inputs"][slot]["link"] == link_id
        assert nodes[source]["pos"][0] <= nodes[target]["pos"][0]


@pytest.mark.parametrize("name", NAMES)
def test_a_note_says_what_to_do(name):
    notes = [node for node in graph(name)["nodes"] if node["type"] in PAGE_ONLY_NODES]
    assert notes and all(len(note["widgets_values"][0]) > 200 for note in notes)


@pytest.mark.parametrize("make", TEMPLATES, ids=NAMES)
def test_the_notes_in_the_file_are_those_that_are_described(make):
    notes = [node for node in graph(make.__name__)["nodes"] if node["type"] in PAGE_ONLY_NODES]
    described = [item for column in make().columns for item in column.items if not isinstance(item, str)]
    assert [(note["title"], note["widgets_values"][0]) for note in notes] == [(n.title, n.text) for n in described]


@pytest.mark.parametrize("make", TEMPLATES, ids=NAMES)
def test_the_file_is_the_graph_that_is_described(make, comfy):
    """What the server would run from the file equals the description, node by node and value by value."""
    saved = to_api(graph(make.__name__), comfy.object_info())
    described = make().prompt
    assert set(saved) == set(described)
    for node_id, node in described.items():
        assert saved[node_id]["class_type"] == node["class_type"]
        assert {key: saved[node_id]["inputs"][key] for key in node["inputs"]} == node["inputs"], node_id


@pytest.mark.parametrize("name", NAMES)
def test_the_page_offers_the_template_with_its_picture(name, comfy):
    offered = comfy.get_json("/workflow_templates")
    (pack,) = [pack for pack, names in offered.items() if name in names]
    assert comfy.get(f"/api/workflow_templates/{pack}/{name}.jpg") == (FOLDER / f"{name}.jpg").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_of_a_template_is_small_and_square(name):
    path = FOLDER / f"{name}.jpg"
    assert path.stat().st_size < LARGEST_PICTURE_BYTES
    with Image.open(path) as picture:
        assert picture.size == (480, 480)
