"""Templates as prompts, and clips as files on this side of the server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tandem.devtools.api_prompt import to_api
from tandem.devtools.comfy_client import ComfyClient, Prompt, Run
from tandem.devtools.places import ROOT

FREE_TAKES_S = 0.3


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
