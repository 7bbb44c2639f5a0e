"""The graph of a gallery clip: the template text_to_clip with another prompt, length, seed and file quality."""

from __future__ import annotations

import copy
from typing import Any

from .entries import Entry, seed_of

PLACES = {
    "TandemTextEncode": {"prompt": 0},
    "TandemBlankClip": {"seconds": 0},
    "TandemJointSampler": {"picture_seed": 0, "after a run": 1, "sound_seed": 2},
    "TandemMux": {"filename_prefix": 0, "quality": 2},
}
"""Where the page keeps a widget's value in a saved node: a seed is followed by what becomes of it after a run."""


def graph_of(entry: Entry, template: dict[str, Any], quality: int) -> dict[str, Any]:
    """`template` in the page's own format, so that a clip dropped on the page brings back what made it.

    `quality` is the CRF of the file and changes nothing before it. Raises KeyError when the template lacks a node.
    """
    seed = seed_of(entry)
    wanted = {
        "TandemTextEncode": {"prompt": entry.prompt},
        "TandemBlankClip": {"seconds": entry.seconds},
        "TandemJointSampler": {"picture_seed": seed, "after a run": "fixed", "sound_seed": seed},
        "TandemMux": {"filename_prefix": f"tandem/{entry.name}", "quality": quality},
    }
    graph = copy.deepcopy(template)
    nodes = {node["type"]: node for node in graph["nodes"]}
    for kind, values in wanted.items():
        for name, value in values.items():
            nodes[kind]["widgets_values"][PLACES[kind][name]] = value
    return graph
