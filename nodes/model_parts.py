"""Model Parts: a TANDEM_MODEL as core's own MODEL, CLIP and two VAEs."""

from __future__ import annotations

from comfy_api.latest import io

from ..model_loader.step_watch import watched
from ..model_loader.tandem_model import TandemModel
from .live_preview import pictures_of_running_node
from .sockets import CATEGORY, tandem_model_input


class TandemModelParts(io.ComfyNode):
    """The door to every core node. The MODEL brings its moving preview along to core's samplers."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemModelParts",
            display_name="Model Parts (Tandem)",
            category=CATEGORY,
            description="Takes a Tandem model apart into core's own MODEL, CLIP and two VAEs, so that core nodes can "
            "drive it.",
            inputs=[tandem_model_input()],
            outputs=[
                io.Model.Output(display_name="model"),
                io.Clip.Output(display_name="clip"),
                io.Vae.Output(id="picture_vae", display_name="picture_vae"),
                io.Vae.Output(id="sound_vae", display_name="sound_vae"),
            ],
        )

    @classmethod
    def execute(cls, tandem_model: TandemModel) -> io.NodeOutput:
        model = watched(tandem_model.model, pictures_of_running_node(tandem_model.preview_map))
        return io.NodeOutput(model, tandem_model.clip, tandem_model.picture_vae, tandem_model.sound_vae)
