"""Where things lie, relative to the repository."""

from __future__ import annotations

import os
from pathlib import Path

from .faults import SetupError

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PRIVATE = ROOT / ".tandem"
RESULTS = ROOT / "runs"
PACK_FOLDER_NAME = "ComfyUI-Tandem"


def venv_python() -> Path:
    """The interpreter of the private environment, whether it exists yet or not."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def chosen_comfyui() -> Path | None:
    """The ComfyUI that COMFYUI_DIR names, or None; raises SetupError when that folder is not one."""
    named = os.environ.get("COMFYUI_DIR")
    if not named:
        return None
    folder = Path(named).expanduser().resolve()
    if not (folder / "main.py").is_file() or not (folder / "comfy").is_dir():
        raise SetupError(f"COMFYUI_DIR names {folder}, which holds no ComfyUI: correct or unset it.")
    return folder


def comfyui_dir() -> Path:
    """The ComfyUI in use: COMFYUI_DIR, else the one that dev.py fetched."""
    return chosen_comfyui() or PRIVATE / "ComfyUI"
