"""The server's surroundings; the server itself runs in tests/server."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest
from tandem.devtools import comfy_server
from tandem.devtools.comfy_client import ComfyClient, PromptRejected
from tandem.devtools.comfy_server import ComfyServer, ServerDied
from tandem.devtools.places import PACK_FOLDER_NAME, ROOT


def test_the_base_folder_holds_the_pack_and_keeps_the_settings_of_its_user(tmp_path: Path) -> None:
    comfy_server.prepare_base(tmp_path)
    assert (tmp_path / "custom_nodes" / PACK_FOLDER_NAME / "__init__.py").samefile(ROOT / "__init__.py")
    settings = tmp_path / "user/default/comfy.settings.json"
    assert json.loads(settings.read_text())["Comfy.TutorialCompleted"] is True
    settings.write_text("{}")
    comfy_server.prepare_base(tmp_path)
    assert settings.read_text() == "{}"


def test_a_port_with_a_listener_is_not_free() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert not comfy_server.is_free(listener.getsockname()[1])
    assert comfy_server.is_free(comfy_server.free_port())


def test_a_comfyui_that_ends_while_starting_is_reported_with_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    (broken / "comfy").mkdir(parents=True)
    (broken / "main.py").write_text("raise SystemExit('no such option')")
    monkeypatch.setenv("COMFYUI_DIR", str(broken))
    server = ComfyServer(tmp_path / "base")
    with pytest.raises(ServerDied, match="no such option"), server:
        pass
    assert not server.is_running()
    with pytest.raises(ServerDied, match="not been started"):
        server.peak_memory_bytes()


def test_peak_memory_counts_what_a_process_once_held() -> None:
    before = comfy_server.peak_memory_bytes(os.getpid())
    held = bytearray(64 * 2**20)
    held[::4096] = b"x" * len(held[::4096])
    del held
    assert comfy_server.peak_memory_bytes(os.getpid()) >= max(before, 64 * 2**20)


def test_a_rejection_says_each_sentence_once() -> None:
    error = {"type": "custom_validation_failed", "message": "Custom validation failed for node"}
    answer = {
        "node_errors": {
            "3": {
                "class_type": "TandemBlankClip",
                "errors": [{**error, "details": f"{name} - seconds: too long"} for name in ("seconds", "width")],
            }
        }
    }
    assert str(PromptRejected(answer)) == "TandemBlankClip: seconds: too long"
    assert "no prompt" in str(PromptRejected({"error": {"message": "no prompt"}}))


def test_a_client_without_a_server_fails_at_once() -> None:
    with ComfyClient(f"http://127.0.0.1:{comfy_server.free_port()}") as client, pytest.raises(OSError):
        client.object_info()
