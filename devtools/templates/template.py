"""What a template graph is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ApiNode = dict[str, Any]
Prompt = dict[str, ApiNode]
NOTES = Path(__file__).parent / "notes"


@dataclass(frozen=True)
class Note:
    """A Markdown note; its width is its column's, its height is in pixels of the graph."""

    title: str
    text: str
    height: int


@dataclass(frozen=True)
class Column:
    """Nodes (by id) and notes from top to bottom under a group title.

    `heights` sets the height of a node that would otherwise be as low as its inputs allow.
    """

    title: str
    items: Sequence[str | Note]
    width: int
    heights: Mapping[str, int]


@dataclass(frozen=True)
class ModelLink:
    """A published file that a node loads: its name, where it comes from, and the model folder it belongs to."""

    name: str
    url: str
    directory: str


@dataclass(frozen=True)
class Template:
    """A graph and its columns from left to right.

    `models` are the files that a node loads, by the node's id; `kept_seeds` are the nodes whose seed stays after a run.
    """

    name: str
    prompt: Prompt
    columns: Sequence[Column]
    models: Mapping[str, Sequence[ModelLink]] = field(default_factory=dict)
    kept_seeds: Sequence[str] = ()


def node(class_type: str, title: str | None = None, /, **inputs: Any) -> ApiNode:
    """One node in API format; a link is `[node id, output index]`."""
    made: ApiNode = {"class_type": class_type, "inputs": inputs}
    return {**made, "_meta": {"title": title}} if title else made


def note(name: str, height: int) -> Note:
    """The text of `notes/<name>.md`."""
    return Note("Read me", (NOTES / f"{name}.md").read_text(encoding="utf-8").strip(), height)


def column(title: str, *items: str | Note, width: int = 340, heights: Mapping[str, int] | None = None) -> Column:
    return Column(title, items, width, heights or {})
