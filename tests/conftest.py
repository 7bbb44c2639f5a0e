"""What every test may use: ComfyUI's modules in this process, and one real server for the whole run."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from tandem.devtools.faults import SetupError
from tandem.devtools.places import comfyui_dir

if TYPE_CHECKING:
    from tandem.devtools.comfy_client import ComfyClient
    from tandem.devtools.comfy_server import ComfyServer
    from tandem.model_loader.tandem_model import TandemModel

IMPORT_COMFYUI = ("nodes", "model_loader")
RUN_EVERYTHING = os.environ.get("TANDEM_RUN_EVERYTHING") == "1"
HERE = Path(__file__).parent


def _missing_comfyui() -> str:
    """Why there is no ComfyUI here, or an empty string."""
    try:
        folder = comfyui_dir()
    except SetupError as fault:
        return str(fault)
    if not (folder / "main.py").is_file():
        return f"there is no ComfyUI in {folder}: run the tests by `python dev.py test`, which fetches one"
    return ""


def pytest_configure(config: pytest.Config) -> None:
    """Make `comfy`, `folder_paths` and `nodes` importable, on the CPU; nothing of them is imported but the options."""
    if _missing_comfyui():
        return
    sys.path.insert(0, str(comfyui_dir()))
    importlib.import_module("comfy.options")
    importlib.import_module("comfy.cli_args").args.cpu = True


class WithoutComfyUI(pytest.Module):
    """A test file that imports ComfyUI's modules, where there are none: not imported, skipped with the reason."""

    def collect(self) -> NoReturn:
        pytest.skip(_missing_comfyui())


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Files that need a ComfyUI are not imported where there is none."""
    in_tests = module_path.is_relative_to(HERE) and module_path.relative_to(HERE).parts[0] in IMPORT_COMFYUI
    if in_tests and not RUN_EVERYTHING and _missing_comfyui():
        return WithoutComfyUI.from_parent(parent, path=module_path)
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by folder."""
    for item in items:
        folder = item.path.relative_to(HERE).parts[0]
        if folder in ("server", "page"):
            item.add_marker(folder)


@pytest.fixture(scope="session")
def unavailable() -> Callable[[str], NoReturn]:
    """Skip for a reason that lies outside the repository; an error where every test must run."""

    def stop(reason: str) -> NoReturn:
        if RUN_EVERYTHING:
            pytest.fail(reason)
        pytest.skip(reason)

    return stop


@pytest.fixture(scope="session")
def comfy_server(tmp_path_factory: pytest.TempPathFactory, tiny_models_dir: Path) -> Iterator[ComfyServer]:
    """One ComfyUI server with this pack in it, for the whole run; the tiny models lie in its models folder.

    The test bed's custom node makes core's text encoders and autoencoders of LTX-2 and MiniMax H3 tiny there too.
    """
    from tandem.devtools.comfy_server import ComfyServer
    from tandem.devtools.tiny_models import CUSTOM_NODE

    base = tmp_path_factory.mktemp("comfyui")
    shutil.copytree(tiny_models_dir, base / "models")
    shutil.copytree(CUSTOM_NODE, base / "custom_nodes" / "tiny_models", ignore=shutil.ignore_patterns("__pycache__"))
    with ComfyServer(base, arguments=["--cpu"], environment={"OMP_NUM_THREADS": "1"}) as server:
        yield server


@pytest.fixture(scope="session")
def comfy(comfy_server: ComfyServer) -> ComfyClient:
    """The client of that server: `run`, `fetch`, `object_info`, `post`, `interrupt`."""
    return comfy_server.client


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Attach the end of the server's log to a test that failed on it."""
    report = yield
    server = getattr(item, "funcargs", {}).get("comfy_server")
    if server is not None and report.failed:
        report.sections.append(("ComfyUI log", server.log_tail()))
    return report


@pytest.fixture(scope="session")
def tiny_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint with a small random transformer and the text encoder of the built-in weights."""
    from tandem.model_loader.weights import built_in_path
    from tandem.training.random_checkpoint import write

    path = tmp_path_factory.mktemp("weights") / "tiny.safetensors"
    write(path, text_from=built_in_path() if built_in_path().is_file() else None)
    return path


@pytest.fixture(scope="session")
def tiny_model(tiny_weights: Path) -> TandemModel:
    """That checkpoint as a TANDEM_MODEL whose transformer computes in fp32."""
    import torch
    from tandem.model_loader.tandem_model import tandem_model_from

    return tandem_model_from(tiny_weights, "tiny", {"dtype": torch.float32})


@pytest.fixture(scope="session")
def comfyui(unavailable: Callable[[str], NoReturn]) -> Path:
    """The folder of the ComfyUI whose modules this process imports."""
    if missing := _missing_comfyui():
        unavailable(missing)
    return comfyui_dir()


@pytest.fixture(scope="session")
def tiny_models_dir(comfyui: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A models folder with tiny LTX-2 and MiniMax H3 models; from here on core builds its fixed-size classes tiny in
    this process."""
    from tandem.devtools.tiny_models import write_tiny_models

    folder = tmp_path_factory.mktemp("models")
    write_tiny_models(folder)
    return folder
