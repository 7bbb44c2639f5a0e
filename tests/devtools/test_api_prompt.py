"""From a saved graph to a prompt; tests/page compares the same with the real page."""

from __future__ import annotations

from typing import Any

import pytest
from tandem.devtools.api_prompt import WorkflowError, to_api

NODES: dict[str, Any] = {
    "Source": {
        "input": {
            "required": {
                "seed": ["INT", {"default": 3}],
                "mode": [["a", "b"], {}],
                "size": ["FLOAT", {"default": 2.5}],
            },
            "optional": {"image": ["COMBO", {"options": ["x.png"], "image_upload": True}], "text": ["STRING", {}]},
        }
    },
    "Sink": {
        "input": {
            "required": {
                "value": ["IMAGE", {}],
                "codec": [
                    "COMFY_DYNAMICCOMBO_V3",
                    {
                        "options": [
                            {"key": "auto", "inputs": {"required": {}}},
                            {"key": "h264", "inputs": {"required": {"crf": ["FLOAT", {"default": 23.0}]}}},
                        ]
                    },
                ],
                "name": ["STRING", {"default": "clip"}],
                "linked": ["INT", {"forceInput": True}],
            }
        }
    },
}


def graph(*nodes: dict, links: list | None = None) -> dict:
    return {"nodes": list(nodes), "links": links or []}


def inputs_of(prompt: dict, node: str) -> dict:
    return prompt[node]["inputs"]


def test_values_follow_the_fields_of_the_page_and_skip_what_only_the_page_needs() -> None:
    source = {"id": 1, "type": "Source", "widgets_values": [7, "randomize", "b", 1.5, "y.png", "image", "words"]}
    prompt = to_api(graph(source, {"id": 2, "type": "MarkdownNote", "widgets_values": ["read me"]}), NODES)
    assert list(prompt) == ["1"]
    assert inputs_of(prompt, "1") == {"seed": 7, "mode": "b", "size": 1.5, "image": "y.png", "text": "words"}


def test_a_file_from_before_an_input_existed_gets_its_default() -> None:
    prompt = to_api(graph({"id": 1, "type": "Source", "widgets_values": [7, "fixed", "b"]}), NODES)
    assert inputs_of(prompt, "1") == {"seed": 7, "mode": "b", "size": 2.5, "image": "x.png", "text": ""}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["auto", "out"], {"codec": "auto", "name": "out"}),
        (["h264", 18.0, "out"], {"codec": "h264", "codec.crf": 18.0, "name": "out"}),
        ([], {"codec": "auto", "name": "clip"}),
    ],
)
def test_a_dynamic_combo_brings_the_fields_it_reveals(values: list, expected: dict) -> None:
    assert inputs_of(to_api(graph({"id": 1, "type": "Sink", "widgets_values": values}), NODES), "1") == expected


def test_links_replace_fields_and_those_from_muted_nodes_vanish() -> None:
    source = {"id": 1, "type": "Source", "widgets_values": []}
    sink = {"id": 2, "type": "Sink", "inputs": [{"name": "value", "link": 5}, {"name": "name", "link": 6}]}
    links = [[5, 1, 0, 2, 0, "IMAGE"], [6, 1, 1, 2, 1, "STRING"]]
    linked = inputs_of(to_api(graph(source, sink, links=links), NODES), "2")
    assert linked == {"value": ["1", 0], "name": ["1", 1], "codec": "auto"}
    muted = to_api(graph({**source, "mode": 2}, sink, links=links), NODES)
    assert list(muted) == ["2"] and "value" not in inputs_of(muted, "2")


def test_an_unknown_node_is_named() -> None:
    with pytest.raises(WorkflowError, match="no node Missing"):
        to_api(graph({"id": 1, "type": "Missing"}), NODES)


def test_a_bypassed_node_is_named() -> None:
    with pytest.raises(WorkflowError, match="bypasses Source"):
        to_api(graph({"id": 1, "type": "Source", "mode": 4}), NODES)
