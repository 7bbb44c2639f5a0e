"""Load Model: a weight file becomes one TANDEM_MODEL."""

from __future__ import annotations

from comfy_api.latest import io

from ..model_loader.tandem_model import load_tandem_model, path_of, weight_options
from .sockets import CATEGORY, TandemModelSocket


class TandemLoadModel(io.ComfyNode):
    """The first node of every graph of this pack."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemLoadModel",
            display_name="Load Model (Tandem)",
            category=CATEGORY,
            description="Loads a joint picture-and-sound model. tandem-mini comes with the pack; other checkpoints are "
            "read from the folder models/tandem.",
            inputs=[
                io.Combo.Input(
                    "model",
                    options=weight_options(),
                    tooltip='Built-in weights, or a .safetensors file of ComfyUI\'s model folder "tandem".',
                )
            ],
            outputs=[TandemModelSocket.Output(display_name="tandem_model")],
        )

    @classmethod
    def fingerprint_inputs(cls, model: str) -> str:
        """Loads again when the file has changed. Core writes this into saved files: it names no folder of the user."""
        path = path_of(model)
        return f"{model} {path.stat().st_mtime_ns} {path.stat().st_size}" if path.is_file() else model

    @classmethod
    def execute(cls, model: str) -> io.NodeOutput:
        return io.NodeOutput(load_tandem_model(model))
