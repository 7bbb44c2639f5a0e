"""Text Encode: a prompt becomes CONDITIONING, and the node says what it understood."""

from __future__ import annotations

from comfy_api.latest import io, ui

from ..engine.mini.reading import reading_in_words
from ..engine.mini.text.encoder import MAX_PROMPT_CHARACTERS
from ..model_loader.take import script_of
from ..model_loader.tandem_model import TandemModel
from ..model_loader.text import encode, notes_of
from .limits import require_short
from .sockets import CATEGORY, tandem_model_input


class TandemTextEncode(io.ComfyNode):
    """Free words for what is seen and heard; quoted words are spoken."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        longest = f"{MAX_PROMPT_CHARACTERS:,} characters"
        return io.Schema(
            node_id="TandemTextEncode",
            display_name="Text Encode (Tandem)",
            category=CATEGORY,
            description="Reads a prompt in English or Chinese. Words in quotation marks are spoken. The node shows "
            "what it understood.",
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
            ],
            outputs=[
                io.Conditioning.Output(id="positive", display_name="positive"),
                io.Conditioning.Output(id="negative", display_name="negative"),
                io.String.Output(id="reading", display_name="reading"),
            ],
        )

    @classmethod
    def execute(cls, tandem_model: TandemModel, prompt: str, negative: str) -> io.NodeOutput:
        require_short(prompt=prompt, negative=negative)
        positive = encode(tandem_model.clip, prompt)
        reading = reading_in_words(positive[0][0][0], script_of(positive), notes_of(positive))
        return io.NodeOutput(
            positive, encode(tandem_model.clip, negative), reading, ui=ui.PreviewText(reading, cls=cls)
        )
