"""The patch of core's sizes, and the folder through which a server gets it."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from tandem.devtools.tiny_models import CUSTOM_NODE, install
from tandem.devtools.tiny_models.custom_node.shrink import set_sizes


class Module:
    depth = 6

    def __init__(self, device, width=64, heads=8):
        self.width, self.heads = width, heads


@dataclass
class Config:
    width: int = 64
    heads: int = 8
    depth = 6


def test_a_size_replaces_the_default_of_a_constructor_or_an_attribute() -> None:
    set_sizes(Module, {"heads": 2, "depth": 1})
    module = Module("cpu")
    assert (module.width, module.heads, module.depth) == (64, 2, 1)
    assert Module("cpu", heads=4).heads == 4


def test_a_size_replaces_the_default_of_a_dataclass() -> None:
    set_sizes(Config, {"heads": 2, "depth": 1})
    assert (Config().width, Config().heads, Config().depth) == (64, 2, 1)


def test_a_second_call_changes_nothing(comfyui: Path) -> None:
    from comfy.text_encoders.lt import LTXAVTEModel

    install()
    patched = LTXAVTEModel.__init__, LTXAVTEModel.load_sd
    install()
    assert (LTXAVTEModel.__init__, LTXAVTEModel.load_sd) == patched


def test_core_loads_a_copy_of_the_folder_that_shrinks_it(
    comfyui: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from comfy.ldm.minimax.audio_vae import BigVGAN

    import nodes

    full_size = (2048, 1024, (5, 5, 2, 2, 2, 2, 2), (9, 9, 4, 4, 4, 4, 4), (3, 7, 11), ((1, 3, 5),) * 3)
    monkeypatch.setattr(BigVGAN.__init__, "__defaults__", full_size)
    shutil.copytree(CUSTOM_NODE, tmp_path / "tiny_models", ignore=shutil.ignore_patterns("__pycache__"))
    assert asyncio.run(nodes.load_custom_node(str(tmp_path / "tiny_models"), module_parent="custom_nodes"))
    assert BigVGAN.__init__.__defaults__ == (*full_size[:4], (3,), ((1, 3, 5),))
