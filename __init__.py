"""Tandem: picture and sound sampled together, for ComfyUI. Importing this package never imports ComfyUI."""

WEB_DIRECTORY = "./web"


async def comfy_entrypoint():
    """What ComfyUI calls to learn the nodes of this pack."""
    from .nodes.extension import TandemExtension

    return TandemExtension()
