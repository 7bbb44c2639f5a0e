"""What the registry, Manager and a user's ComfyUI read: pyproject, requirements, the files they name."""

from __future__ import annotations

import re
from email.message import Message
from importlib import metadata
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
BROUGHT_BY_COMFYUI = {"torch", "torchaudio", "torchvision", "numpy", "av", "safetensors", "comfyui-frontend-package"}
ICON_LIMIT_PIXELS = 400
VERSION_MARKS = re.compile(r"[=<>~!]")


@pytest.fixture(scope="module")
def installed() -> Message:
    """The metadata of the installed package."""
    return metadata.metadata("tandem-av")


def settings(section: str) -> dict[str, str]:
    """The plain `key = "value"` lines of one table of pyproject.toml (Python 3.10 has no TOML reader)."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    body = text.split(f"[{section}]\n", 1)[1].split("\n[", 1)[0]
    return dict(re.findall(r'^"?([\w -]+?)"? = "(.*)"$', body, flags=re.MULTILINE))


def plain_requirements() -> list[str]:
    """What a plain install asks for, without the extras."""
    return [line for line in metadata.requires("tandem-av") or () if "extra ==" not in line]


def test_name_version_and_licence_are_those_of_the_release(installed: Message) -> None:
    assert installed["Name"] == "tandem-av"
    assert settings("project")["version"] == installed["Version"]
    assert installed["License-Expression"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text()


def test_the_changelog_tells_of_this_version() -> None:
    assert settings("project")["version"] in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_dependency_is_pinned() -> None:
    assert not [line for line in plain_requirements() if VERSION_MARKS.search(line)]
    assert {"torch", "torchaudio", "safetensors", "av", "comfyui-frontend-package"} <= set(plain_requirements())


def test_requirements_hold_only_what_comfyui_lacks() -> None:
    lines = (ROOT / "requirements.txt").read_text().split()
    assert set(lines) == set(plain_requirements()) - BROUGHT_BY_COMFYUI
    assert not [line for line in lines if VERSION_MARKS.search(line)]


def test_the_registry_entry_is_complete() -> None:
    comfy = settings("tool.comfy")
    assert comfy["PublisherId"] and comfy["DisplayName"] == "Tandem"
    assert comfy["requires-comfyui"] == ">=0.30.0"
    assert settings("project.urls")["Repository"].startswith("https://")


def test_the_icon_is_a_small_square_file_of_this_repository() -> None:
    icon = settings("tool.comfy")["Icon"]
    assert icon.startswith("https://")
    path = ROOT / icon.split("/main/", 1)[1]
    width, height = Image.open(path).size
    assert width == height <= ICON_LIMIT_PIXELS


def test_the_registry_gets_what_the_nodes_need_and_no_tests() -> None:
    ignored = (ROOT / ".comfyignore").read_text().split()
    assert {"tests/", "training/", "benchmarks/", "devtools/"} <= set(ignored)
    assert not {"engine/", "nodes/", "model_loader/", "web/", "locales/", "workflows/", "weights/"} & set(ignored)
