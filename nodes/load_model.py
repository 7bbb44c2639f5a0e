"""Load Model: a joint model of this machine becomes one TANDEM_MODEL."""

from __future__ import annotations

from comfy_api.latest import io, ui

from ..model_loader.listing import AUTO, absence, fingerprint, model_options, sentences, variant_options
from ..model_loader.tandem_model import load_tandem_model
from .sockets import CATEGORY, TandemModelSocket


class TandemLoadModel(io.ComfyNode):
    """The first node of every graph of this pack."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemLoadModel",
            display_name="Load Model (Tandem)",
            category=CATEGORY,
            description="Loads a joint picture-and-sound model with its text encoder and both VAEs: tandem-mini, which "
            "comes with the pack, or an LTX-2 or MiniMax H3 of ComfyUI's model folders.",
            inputs=[
                io.Combo.Input(
                    "model",
                    options=model_options(),
                    tooltip="The built-in weights, or a model found in ComfyUI's folders checkpoints, diffusion_models "
                    "and tandem. A part that is missing is named when the graph runs; nothing is downloaded.",
                ),
                io.Combo.Input(
                    "variant",
                    options=variant_options(),
                    default=AUTO,
                    optional=True,
                    tooltip="Which checkpoint of its family it is: steps, sampler and scales follow from it. auto "
                    "reads the file, then its name; dev and distilled weights look the same inside.",
                ),
            ],
            outputs=[TandemModelSocket.Output(display_name="tandem_model")],
        )

    @classmethod
    def validate_inputs(cls, model: str | None = None) -> bool | str:
        """Takes file names too, so that a graph finds its model where the list words its entry otherwise.

        Refuses a model that is not there with the files and folders that it needs.
        """
        return True if model is None else absence(model) or True

    @classmethod
    def fingerprint_inputs(cls, model: str, variant: str = AUTO) -> str:
        """Loads again when a file of the model has changed."""
        return f"{model} {variant} {fingerprint(model)}"

    @classmethod
    def execute(cls, model: str, variant: str = AUTO) -> io.NodeOutput:
        loaded = load_tandem_model(model, variant)
        shown = sentences(loaded.name, loaded.family.rules.name, loaded.variant)
        return io.NodeOutput(loaded, ui=ui.PreviewText(shown, cls=cls))
