"""Video Decode: the picture of a clip or chain as frames."""

from __future__ import annotations

from comfy_api.latest import io

from ..model_loader.av_latents import read_latent
from ..model_loader.decoding import shown_frames
from ..model_loader.tandem_model import TandemModel
from .sockets import CATEGORY, tandem_model_input


class TandemVideoDecode(io.ComfyNode):
    """All frames of a clip, whatever its length, and the rate at which they are shown."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemVideoDecode",
            display_name="Video Decode (Tandem)",
            category=CATEGORY,
            description="Turns the picture of a clip into frames, and tells the rate at which they are to be shown.",
            search_aliases=["vae decode", "latent to video"],
            inputs=[
                tandem_model_input(),
                io.Latent.Input("latent", tooltip="A finished clip or chain of any length."),
            ],
            outputs=[
                io.Image.Output(id="images", display_name="images"),
                io.Float.Output(id="frame_rate", display_name="frame_rate"),
            ],
        )

    @classmethod
    def execute(cls, tandem_model: TandemModel, latent: dict) -> io.NodeOutput:
        clip = read_latent(latent, tandem_model.family)
        return io.NodeOutput(shown_frames(tandem_model, clip), float(clip.frame_rate))
