"""Model From Parts: any MODEL, CLIP and two VAEs as one TANDEM_MODEL."""

from __future__ import annotations

from comfy_api.latest import io, ui

from ..model_loader.families.parts import Parts
from ..model_loader.listing import AUTO, sentences, variant_options
from ..model_loader.step_watch import unwatched
from ..model_loader.tandem_model import model_from_parts
from .sockets import CATEGORY, TandemModelSocket

NAME = "model from parts"


class TandemModelFromParts(io.ComfyNode):
    """How models with a LoRA, quantised models and patched models come in."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemModelFromParts",
            display_name="Model From Parts (Tandem)",
            category=CATEGORY,
            description="Makes a Tandem model of a MODEL, a CLIP and two VAEs, wherever they come from: with a LoRA, "
            "quantised, or patched by other nodes.",
            search_aliases=["lora", "gguf", "quantised", "custom model"],
            inputs=[
                io.Model.Input("model", tooltip="A joint picture-and-sound model: LTX-2, MiniMax H3 or tandem-mini."),
                io.Clip.Input("clip", tooltip="Its text encoder."),
                io.Vae.Input("picture_vae", tooltip="Its picture VAE."),
                io.Vae.Input("sound_vae", tooltip="Its sound VAE."),
                io.Combo.Input(
                    "variant",
                    options=variant_options(),
                    default=AUTO,
                    tooltip="Which checkpoint of its family it is: steps, sampler and scales follow from it. auto "
                    "takes the usual one; choose a distilled one when a distilled LoRA is loaded.",
                ),
            ],
            outputs=[TandemModelSocket.Output(display_name="tandem_model")],
        )

    @classmethod
    def execute(cls, model, clip, picture_vae, sound_vae, variant: str = AUTO) -> io.NodeOutput:
        # Our samplers show their steps themselves; a MODEL from Model Parts would show each a second time.
        parts = Parts(unwatched(model), clip, picture_vae, sound_vae)
        made = model_from_parts(NAME, parts, "" if variant == AUTO else variant)
        shown = sentences(made.name, made.family.rules.name, made.variant)
        return io.NodeOutput(made, ui=ui.PreviewText(shown, cls=cls))
