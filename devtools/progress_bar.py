"""One line in the terminal for a running prompt: which node, how far."""

from __future__ import annotations

import sys
from typing import TextIO

from .comfy_client import Event, Prompt

WIDTH = 28


class ProgressBar:
    """Give every event of a run to `show`. Draws only on a terminal; elsewhere it prints one line per node."""

    def __init__(self, prompt: Prompt, stream: TextIO = sys.stderr):
        self.prompt = prompt
        self.stream = stream
        self.nodes_begun = 0
        self.node = ""

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        if self.stream.isatty():
            self.stream.write("\r" + " " * 100 + "\r")

    def show(self, event: Event) -> None:
        if event.type == "executing" and event.data.get("node") is not None:
            self.nodes_begun += 1
            self.node = event.data["node"]
            self._draw(0.0, "")
        elif event.type == "progress" and event.data.get("max") and self.stream.isatty():
            value, most = event.data["value"], event.data["max"]
            self._draw(value / most, f"{value:g}/{most:g}")

    def _draw(self, part: float, count: str) -> None:
        title = self.prompt[self.node]["_meta"]["title"] if self.node in self.prompt else self.node
        if not self.stream.isatty():
            self.stream.write(f"  {title}\n")
            return
        done = (max(self.nodes_begun - 1, 0) + part) / len(self.prompt)
        bar = "#" * round(min(done, 1.0) * WIDTH)
        self.stream.write(f"\r[{bar:<{WIDTH}}] {title} {count}".ljust(100)[:100])
        self.stream.flush()
