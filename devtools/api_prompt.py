"""From a saved graph (UI format) to a prompt the server runs (API format), by the server's own /object_info."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

PAGE_ONLY_NODES = ("Note", "MarkdownNote")
NEVER, BYPASS = 2, 4
DYNAMIC_COMBO = "COMFY_DYNAMICCOMBO_V3"
EMPTY_WIDGETS: Mapping[str, Any] = {"INT": 0, "FLOAT": 0.0, "STRING": "", "BOOLEAN": False, "COMBO": None}
SEED_NAMES = ("seed", "noise_seed")


class WorkflowError(ValueError):
    """A graph that cannot be turned into a prompt; the message is one sentence."""


@dataclass(frozen=True)
class Input:
    """One input of a node as /object_info describes it; an old-style list of choices has that list as its type."""

    name: str
    type: Any
    options: Mapping[str, Any]

    @property
    def is_widget(self) -> bool:
        """True when the page shows a field for it."""
        shown = isinstance(self.type, list) or self.type in EMPTY_WIDGETS or self.type == DYNAMIC_COMBO
        return shown and not self.options.get("forceInput")

    @property
    def extra_values(self) -> int:
        """Values the page saves after this one: what happens to a seed after a run, or an upload button."""
        follows = self.options.get("control_after_generate") or (self.type == "INT" and self.name in SEED_NAMES)
        uploads = any(key.endswith("_upload") and value for key, value in self.options.items())
        return int(bool(follows)) + int(uploads)

    @property
    def default(self) -> Any:
        """What the page would fill in; None for a list without entries."""
        if "default" in self.options:
            return self.options["default"]
        choices = self.type if isinstance(self.type, list) else self.options.get("options")
        if not choices:
            return EMPTY_WIDGETS.get(str(self.type))
        return choices[0]["key"] if self.type == DYNAMIC_COMBO else choices[0]

    def revealed_by(self, value: Any) -> Iterator[Input]:
        """The inputs that a dynamic combo shows while it stands on `value`, named `combo.input`."""
        if self.type == DYNAMIC_COMBO:
            for option in self.options["options"]:
                if option["key"] == value:
                    for entry in _inputs(option["inputs"], {}):
                        yield replace(entry, name=f"{self.name}.{entry.name}")


def to_api(workflow: Mapping[str, Any], object_info: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Convert a flat graph. Raises WorkflowError for nodes the server lacks and for bypassed nodes."""
    computing = [node for node in workflow["nodes"] if node["type"] not in PAGE_ONLY_NODES]
    running = [node for node in computing if node.get("mode", 0) != NEVER]
    missing = sorted({node["type"] for node in running if node["type"] not in object_info})
    if missing:
        raise WorkflowError(f"This ComfyUI has no node {', '.join(missing)}: install the pack it comes from.")
    bypassed = [node["type"] for node in running if node.get("mode", 0) == BYPASS]
    if bypassed:
        raise WorkflowError(f"The graph bypasses {', '.join(bypassed)}: remove that or switch it on, then save again.")
    ids = {node["id"] for node in running}
    sources = {link[0]: [str(link[1]), link[2]] for link in workflow["links"] if link[1] in ids}
    return {str(node["id"]): _convert_node(node, object_info[node["type"]], sources) for node in running}


def widget_values(inputs: Iterable[Input], saved: Iterable[Any]) -> dict[str, Any]:
    """The value of every widget by name, from the list in the file; what is missing there gets the server's default."""
    rest = iter(saved)
    values: dict[str, Any] = {}

    def take(entry: Input) -> None:
        values[entry.name] = next(rest, entry.default)
        for _ in range(entry.extra_values):
            next(rest, None)
        for revealed in entry.revealed_by(values[entry.name]):
            take(revealed)

    for entry in inputs:
        if entry.is_widget:
            take(entry)
    return values


def _convert_node(node: Mapping[str, Any], info: Mapping[str, Any], sources: Mapping[int, list[Any]]) -> dict[str, Any]:
    values = widget_values(_inputs(info["input"], info.get("input_order", {})), node.get("widgets_values") or ())
    for slot in node.get("inputs", ()):
        if slot.get("link") in sources:
            values[slot["name"]] = sources[slot["link"]]
    return {"class_type": node["type"], "inputs": values, "_meta": {"title": node.get("title", node["type"])}}


def _inputs(groups: Mapping[str, Any], order: Mapping[str, Any]) -> Iterator[Input]:
    """The inputs of one node in the order of the page."""
    for group in ("required", "optional"):
        described = groups.get(group, {})
        for name in order.get(group, described):
            kind, *rest = described[name]
            yield Input(name, kind, rest[0] if rest else {})
