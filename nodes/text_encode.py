"""Text Encode: a prompt becomes CONDITIONING, and the node says what it understood."""

from __future__ import annotations

import torch
from comfy_api.latest import io, ui

from ..engine.mini.text.encoder import MAX_PROMPT_CHARACTERS
from ..model_loader.tandem_model import TandemModel
from .limits import require_short
from .sockets import CATEGORY, tandem_model_input


class TandemTextEncode(io.ComfyNode):
    """Free words for what is seen and heard; quoted words are spoken."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        longest = f"{MAX_PROMPT_CHARACTERS:,} characters for tandem-mini"
        return io.Schema(
            node_id="TandemTextEncode",
            display_name="Text Encode (Tandem)",
            category=CATEGORY,
            description="Reads a prompt; words in quotation marks are spoken. The node shows how it was read or "
            "worded for the model.",
            search_aliases=["prompt", "clip text encode", "dialogue", "speech"],
            inputs=[
                tandem_model_input(),
                io.String.Input(
                    "prompt",
                    multiline=True,
                    default="",
                    dynamic_prompts=True,
                    tooltip=f"What is seen and heard, in free words; at most {longest}. Put spoken words in quotation "
                    "marks. May be empty.",
                ),
                io.String.Input(
                    "negative",
                    multiline=True,
                    default="",
                    dynamic_prompts=True,
                    tooltip=f"What guidance moves away from; at most {longest}. Empty is the usual choice.",
                ),
                io.Image.Input(
                    "images",
                    optional=True,
                    tooltip="Pictures that are read with the prompt, from images of Anchor Frames: MiniMax H3 needs "
                    "its first and last frame here too. Other families read none.",
                ),
            ],
            outputs=[
                io.Conditioning.Output(id="positive", display_name="positive"),
                io.Conditioning.Output(id="negative", display_name="negative"),
                io.String.Output(id="reading", display_name="reading"),
            ],
        )

    @classmethod
    def execute(
        cls, tandem_model: TandemModel, prompt: str, negative: str, images: torch.Tensor | None = None
    ) -> io.NodeOutput:
        family = tandem_model.family
        if family.longest_prompt is not None:
            require_short(family.longest_prompt, prompt=prompt, negative=negative)
        read = family.encode(tandem_model.parts, prompt, negative, tandem_model.variant, images)
        return io.NodeOutput(read.positive, read.negative, read.reading, ui=ui.PreviewText(read.reading, cls=cls))
