"""Tiny random models of the families that ComfyUI's core knows, to prove the pack on core's code without weights.

`write_tiny_models` writes the files, `install` lets core load them in this process, and `CUSTOM_NODE` is the folder
that does so in a server. `install` changes core's classes: this is a test bed and never runs in a user's ComfyUI.
"""

from pathlib import Path

from .custom_node.shrink import install
from .files import FILES, LTX_UPSCALER, write_tiny_models

CUSTOM_NODE = Path(__file__).parent / "custom_node"

__all__ = ["CUSTOM_NODE", "FILES", "LTX_UPSCALER", "install", "write_tiny_models"]
