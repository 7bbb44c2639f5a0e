"""What is added to a graph that the page saved."""

from __future__ import annotations

from tandem.devtools.templates.draw import with_kept_seeds, with_models
from tandem.devtools.templates.template import ModelLink

LINK = ModelLink("a.safetensors", "https://example.org/a.safetensors", "checkpoints")


def test_links_lie_in_the_properties_of_their_node_alone():
    graph = {"nodes": [{"id": 1, "properties": {"kept": 1}}, {"id": 2, "properties": {}}]}
    linked = {"name": "a.safetensors", "url": "https://example.org/a.safetensors", "directory": "checkpoints"}
    assert [node["properties"] for node in with_models(graph, {"1": [LINK]})["nodes"]] == [
        {"kept": 1, "models": [linked]},
        {},
    ]


def test_a_kept_seed_is_that_of_the_named_node_alone():
    graph = {"nodes": [{"id": one, "widgets_values": [7, "randomize", "euler"]} for one in (1, 2)]}
    kept = [node["widgets_values"] for node in with_kept_seeds(graph, ["2"])["nodes"]]
    assert kept == [[7, "randomize", "euler"], [7, "fixed", "euler"]]
