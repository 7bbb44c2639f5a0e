"""Running a node in this process as ComfyUI runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True, scope="session")
def model_folder() -> None:
    """What the extension does when ComfyUI loads it."""
    from tandem.model_loader.listing import register_model_folder

    register_model_folder()


@pytest.fixture
def execute() -> Callable[..., Any]:
    """`execute(node, hidden={...}, **inputs)`."""

    def run(node: Any, hidden: dict[str, Any] | None = None, **inputs: Any) -> Any:
        from comfy_api.latest import io

        node.GET_SCHEMA()
        told = {io.Hidden[name]: value for name, value in (hidden or {}).items()}
        return node.PREPARE_CLASS_CLONE({"hidden_inputs": told}).execute(**inputs)

    return run


@pytest.fixture
def output_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """ComfyUI's output folder, empty."""
    import folder_paths

    folder = tmp_path / "output"
    folder.mkdir()
    monkeypatch.setattr(folder_paths, "output_directory", str(folder))
    return folder


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any], str]]:
    """Every message to the page, by a server that only notes them."""
    import server

    class Notes:
        client_id = "page"

        def __init__(self) -> None:
            self.messages: list[tuple[str, dict[str, Any], str]] = []

        def send_sync(self, event: str, data: dict[str, Any], client: str) -> None:
            self.messages.append((event, data, client))

    notes = Notes()
    monkeypatch.setattr(server.PromptServer, "instance", notes, raising=False)
    return notes.messages
