"""A custom node without nodes, for tests only: it lets ComfyUI load the tiny models of `devtools/tiny_models`.

Copy or link this folder into `custom_nodes/` of a throwaway ComfyUI. It changes core's classes, see `shrink.py`.
"""

from __future__ import annotations


async def comfy_entrypoint():
    """What ComfyUI calls when it loads the folder; returns an extension with no node."""
    from comfy_api.latest import ComfyExtension

    from .shrink import install

    class TinyModels(ComfyExtension):
        async def get_node_list(self):
            return []

    install()
    return TinyModels()
