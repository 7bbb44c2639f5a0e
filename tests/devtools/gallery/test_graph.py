"""The graph of a gallery clip against the template it comes from."""

from __future__ import annotations

import json

from tandem.devtools.demo import TEMPLATE
from tandem.devtools.gallery.entries import ENTRIES
from tandem.devtools.gallery.graph import graph_of


def values(graph: dict, kind: str) -> list:
    (node,) = [node for node in graph["nodes"] if node["type"] == kind]
    return node["widgets_values"]


def test_prompt_length_seed_and_quality_reach_their_nodes_and_nothing_else_changes() -> None:
    template = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    entry = ENTRIES[4]
    graph = graph_of(entry, template, 26)
    assert values(graph, "TandemTextEncode") == [entry.prompt, ""]
    assert values(graph, "TandemBlankClip") == [entry.seconds, *values(template, "TandemBlankClip")[1:]]
    before = values(template, "TandemJointSampler")
    assert values(graph, "TandemJointSampler") == [4, "fixed", 4, *before[3:]]
    assert values(graph, "TandemMux")[:3] == [f"tandem/{entry.name}", 25, 26]
    for one, other in zip(template["nodes"], graph["nodes"], strict=True):
        assert {**one, "widgets_values": 0} == {**other, "widgets_values": 0}


def test_the_template_stays_as_it_was() -> None:
    template = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    graph_of(ENTRIES[0], template, 30)
    assert template == json.loads(TEMPLATE.read_text(encoding="utf-8"))
