"""ComfyUI's own template graphs, which a ComfyUI brings along as a package of JSON files."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest

PACKAGE = "comfyui_workflow_templates_json"


@dataclass(frozen=True)
class Official:
    """The nodes of a template and of its subgraphs."""

    nodes: tuple[dict[str, Any], ...]

    @classmethod
    def read(cls, path: Path) -> Official:
        graph = json.loads(path.read_text(encoding="utf-8"))
        levels = [graph, *graph.get("definitions", {}).get("subgraphs", [])]
        return cls(tuple(node for level in levels for node in level["nodes"]))

    def widgets(self, node_type: str) -> list[list]:
        """The widget values of every node of a class."""
        return [node["widgets_values"] for node in self.nodes if node["type"] == node_type]

    def titled(self, title: str) -> Any:
        """The value of the one box with this title."""
        (value,) = {node["widgets_values"][0] for node in self.nodes if node.get("title") == title}
        return value

    @property
    def models(self) -> list[dict[str, str]]:
        """Every file that a node links, once."""
        links = [link for node in self.nodes for link in node.get("properties", {}).get("models", ())]
        return [link for place, link in enumerate(links) if link not in links[:place]]


@pytest.fixture(scope="session")
def official(unavailable: Callable[[str], NoReturn]) -> Callable[[str], Official]:
    """`official(name)`: one of ComfyUI's templates."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        unavailable(f"{PACKAGE} is not installed: ComfyUI's requirements bring it")
    folder = Path(found.origin).parent / "templates"
    return lambda name: Official.read(folder / f"{name}.json")
