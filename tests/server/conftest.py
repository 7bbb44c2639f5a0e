"""Templates as prompts, and clips as files on this side of the server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tandem.devtools import prompt_edits
from tandem.devtools.api_prompt import to_api
from tandem.devtools.comfy_client import ComfyClient, Event, Prompt, PromptRejected, Run, RunFailed
from tandem.devtools.places import ROOT

FREE_TAKES_S = 0.3
SMALL_SIDE, SHORT_S = 256, 1.92
"""A size and a length that every family takes or rounds."""


@pytest.fixture(scope="session")
def object_info(comfy: ComfyClient) -> dict[str, Any]:
    """Every node of the server."""
    return comfy.object_info()


@pytest.fixture
def template(object_info: dict[str, Any]) -> Callable[[str], Prompt]:
    """A template of this pack by name, in API format."""

    def load(name: str) -> Prompt:
        return to_api(json.loads((ROOT / f"workflows/{name}.json").read_text(encoding="utf-8")), object_info)

    return load


@pytest.fixture
def save_clip(comfy: ComfyClient, tmp_path: Path) -> Callable[[Run], Path]:
    """The last MP4 of a run, as a file of this test."""

    def save(run: Run) -> Path:
        item = run.files(".mp4")[-1]
        path = tmp_path / f"{run.prompt_id}-{item['filename']}"
        path.write_bytes(comfy.fetch(item))
        return path

    return save


@pytest.fixture
def forget_results(comfy: ComfyClient) -> Callable[[], None]:
    """Make the server forget the results it keeps, so that the next prompt runs in every node."""

    def forget() -> None:
        comfy.post("/free", {"free_memory": True})
        time.sleep(FREE_TAKES_S)  # the server's worker does it when it wakes, and answers before

    return forget


@pytest.fixture
def refusal(comfy: ComfyClient) -> Callable[[Prompt], str]:
    """What the user is told about a prompt that is refused before anything is sampled."""

    def sentence(prompt: Prompt) -> str:
        stepped: list[Event] = []

        def watch(event: Event) -> None:
            if event.type == "progress" and prompt[event.data["node"]]["class_type"] in prompt_edits.SAMPLING:
                stepped.append(event)

        with pytest.raises((PromptRejected, RunFailed)) as failure:
            comfy.run(prompt, on_event=watch)
        assert not stepped
        return str(failure.value)

    return sentence


@pytest.fixture
def option(comfy: ComfyClient) -> Callable[[str], str]:
    """What Load Model calls the model of a file, asked anew each time, as the page does when it is opened."""

    def find(file_name: str) -> str:
        choices = comfy.object_info()["TandemLoadModel"]["input"]["required"]["model"][1]["options"]
        (label,) = [choice for choice in choices if choice.endswith(file_name)]
        return label

    return find


@pytest.fixture
def small_graph(template: Callable[[str], Prompt], option: Callable[[str], str]) -> Callable[[str, str], Prompt]:
    """A template as it is but for the size of its clips, with a model of a file chosen in Load Model."""

    def load(name: str, model: str) -> Prompt:
        prompt = template(name)
        prompt_edits.set_seconds(prompt, SHORT_S)
        for node in prompt.values():
            if node["class_type"] == "TandemBlankClip":
                node["inputs"].update(width=SMALL_SIDE, height=SMALL_SIDE)
            if node["class_type"] == "TandemLoadModel":
                node["inputs"]["model"] = option(model)
        return prompt

    return load
