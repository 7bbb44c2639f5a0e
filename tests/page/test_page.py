"""What a user does first, done in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tandem.devtools.api_prompt import to_api
from tandem.devtools.comfy_client import ComfyClient
from tandem.devtools.comfy_server import ComfyServer
from tandem.devtools.places import PACK_FOLDER_NAME, ROOT

RUN_LIMIT_S = 300
TEMPLATES = sorted(path.stem for path in (ROOT / "workflows").glob("*.json"))


def saved(name: str) -> dict[str, Any]:
    return json.loads((ROOT / f"workflows/{name}.json").read_text(encoding="utf-8"))


def without_titles(prompt: dict[str, Any]) -> dict[str, Any]:
    return {node: {key: value for key, value in body.items() if key != "_meta"} for node, body in prompt.items()}


def newest_clip(server: ComfyServer) -> Path:
    return max((server.base / "output").rglob("*.mp4"), key=lambda path: path.stat().st_mtime)


def test_a_template_runs_from_the_browser_to_the_player(page: Any, comfy_server: ComfyServer) -> None:
    page.open_template(PACK_FOLDER_NAME, "text_to_clip")
    page.press_run()
    player = page.wait_for_player(RUN_LIMIT_S)
    picture = Image.open(page.screenshot("text_to_clip"))
    assert (player["width"], player["height"]) == (256, 256)
    assert 1.9 < player["seconds"] < 10.3
    assert len(picture.convert("RGB").getcolors(2**24)) > 1000
    assert not page.faults


def test_dropping_a_clip_on_the_page_restores_its_graph(
    page: Any, comfy_server: ComfyServer, comfy: ComfyClient
) -> None:
    graph = saved("text_to_clip")
    run = comfy.run(to_api(graph, comfy.object_info()), workflow=graph)
    clip = run.files(".mp4")[-1]
    before = {body["class_type"] for body in page.to_api().values()}
    page.drop_file(f"/view?filename={clip['filename']}&subfolder={clip['subfolder']}&type=output", clip["filename"])
    page.tab.wait_for_timeout(1000)
    after = page.to_api()
    assert "TandemJointSampler" not in before
    assert without_titles(after) == without_titles(to_api(graph, comfy.object_info()))


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_prompt_of_the_tools_is_the_prompt_of_the_page(page: Any, comfy: ComfyClient, name: str) -> None:
    page.load(saved(name))
    assert without_titles(page.to_api()) == without_titles(to_api(saved(name), comfy.object_info()))
    assert not page.faults
