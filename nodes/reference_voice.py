"""Reference Voice: a clip is spoken with the voice of a recording."""

from __future__ import annotations

from comfy_api.latest import io, ui

from ..engine.media.voice import LEAST_VOICE_S, MOST_VOICE_S
from ..engine.sampling.guidance import StepWindow
from ..model_loader.families.voice import FAMILY_IDENTITY, Identity
from ..model_loader.tandem_model import TandemModel
from ..model_loader.voices import with_voice
from .limits import LARGEST_SCALE, require_numbers, require_span
from .sockets import CATEGORY, joined_lines, tandem_model_input


class TandemReferenceVoice(io.ComfyNode):
    """The recording itself is not in the clip; who speaks sounds like it."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemReferenceVoice",
            display_name="Reference Voice (Tandem)",
            category=CATEGORY,
            description="Lets a clip speak with the voice of a recording: LTX-2 with its ID-LoRA on the MODEL, MiniMax "
            "H3 with its Ref2VA checkpoint.",
            search_aliases=["id-lora", "voice clone", "speaker", "reference audio"],
            inputs=[
                tandem_model_input(),
                io.Conditioning.Input("positive", tooltip="The prompt, from Text Encode."),
                io.Conditioning.Input("negative", tooltip="The negative prompt, from Text Encode."),
                io.Audio.Input(
                    "audio",
                    tooltip=f"The voice alone, {LEAST_VOICE_S:g} to {MOST_VOICE_S:g} seconds at any rate; LTX-2's "
                    "ID-LoRA was trained with about 5.",
                ),
                io.Float.Input(
                    "identity_scale",
                    default=FAMILY_IDENTITY,
                    min=FAMILY_IDENTITY,
                    max=LARGEST_SCALE,
                    step=0.1,
                    round=0.01,
                    tooltip="LTX-2 only, 0 to 30: how far the clip is pushed away from one without this voice. -1 is "
                    "the family's own, 3; 0 is off. One more prediction per step.",
                ),
                _share("start", 0.0, "Share of the steps, 0 to 1, after which identity_scale begins."),
                _share("end", 1.0, "Share of the steps, 0 to 1, after which identity_scale ends. More than start."),
            ],
            outputs=[
                io.Conditioning.Output(id="positive", display_name="positive"),
                io.Conditioning.Output(id="negative", display_name="negative"),
            ],
        )

    @classmethod
    def execute(
        cls, tandem_model: TandemModel, positive, negative, audio: dict, identity_scale: float, start: float, end: float
    ) -> io.NodeOutput:
        require_numbers(identity_scale=identity_scale, start=start, end=end)
        require_span(start, end)
        identity = Identity(identity_scale, StepWindow(start, end))
        voiced = with_voice(tandem_model, positive, negative, audio, identity)
        told = joined_lines(*voiced.notes)
        return io.NodeOutput(voiced.positive, voiced.negative, ui=ui.PreviewText(told, cls=cls))


def _share(name: str, default: float, tooltip: str) -> io.Input:
    return io.Float.Input(name, default=default, min=0.0, max=1.0, step=0.01, round=0.001, tooltip=tooltip)
