"""One line on a terminal, one line per node elsewhere."""

from __future__ import annotations

import io

from tandem.devtools.comfy_client import Event
from tandem.devtools.progress_bar import ProgressBar

PROMPT = {"1": {"_meta": {"title": "Joint Sampler"}}, "2": {"_meta": {"title": "Mux"}}}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def play(stream: io.StringIO) -> str:
    with ProgressBar(PROMPT, stream) as bar:
        bar.show(Event("executing", {"node": "1"}, 0.0))
        bar.show(Event("progress", {"node": "1", "value": 6, "max": 24}, 0.1))
        bar.show(Event("binary:4", b"preview", 0.1))
        bar.show(Event("executing", {"node": "2"}, 0.2))
        bar.show(Event("executing", {"node": None}, 0.3))
    return stream.getvalue()


def test_a_terminal_shows_node_steps_and_a_growing_bar() -> None:
    lines = play(Terminal()).split("\r")
    assert any("Joint Sampler 6/24" in line for line in lines)
    filled = [line.count("#") for line in lines if line.startswith("[")]
    assert filled == sorted(filled) and filled[-1] > filled[0]


def test_a_log_file_gets_one_line_per_node() -> None:
    assert play(io.StringIO()).split() == ["Joint", "Sampler", "Mux"]
