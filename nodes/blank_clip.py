"""Blank Clip: an empty joint latent of the nearest legal length, size and rate."""

from __future__ import annotations

from comfy_api.latest import io, ui

from ..engine.canvas import MAX_S, MIN_S
from ..engine.families.request import ClipRequest
from ..engine.families.rules import RULES
from ..engine.mini.geometry import LATENT_SECONDS, PICTURE_SIZE
from ..model_loader.av_latents import write_latent
from ..model_loader.blank import blank_clip, canvas_sentences
from ..model_loader.tandem_model import TandemModel
from .limits import FASTEST_FPS
from .sockets import CATEGORY, SHOWN_STEP_S, tandem_model_input

SHORTEST_S, LONGEST_S = 0.08, 150.0
"""Of any family; each has limits of its own."""
LARGEST_PIXELS = 4096


class TandemBlankClip(io.ComfyNode):
    """Picture and sound of one clip, all zeros."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemBlankClip",
            display_name="Blank Clip (Tandem)",
            category=CATEGORY,
            description="An empty clip of the nearest legal length: picture and sound in one latent.",
            search_aliases=["empty latent", "empty clip", "duration", "length"],
            inputs=[
                tandem_model_input(),
                io.Float.Input(
                    "seconds",
                    default=RULES["mini"].seconds,
                    min=SHORTEST_S,
                    max=LONGEST_S,
                    step=SHOWN_STEP_S,
                    round=0.01,
                    tooltip=f"Length in seconds, {float(MIN_S):.2f} to {float(MAX_S):.2f} in steps of "
                    f"{float(LATENT_SECONDS):.2f} for tandem-mini; other families have limits of their own. The node "
                    "shows the length that it takes.",
                ),
                _size("width", "Width"),
                _size("height", "Height"),
                io.Float.Input(
                    "frame_rate",
                    default=0.0,
                    min=0.0,
                    max=FASTEST_FPS,
                    step=0.001,
                    round=0.001,
                    optional=True,
                    tooltip="Frames per second; 0 takes the family's own. tandem-mini makes 25, MiniMax H3 24, "
                    "LTX-2 1 to 120.",
                ),
                io.Boolean.Input(
                    "clean_grid",
                    default=True,
                    optional=True,
                    tooltip="Takes the nearest length at which picture and sound meet exactly, so that a chain of "
                    "clips never drifts. Off: the nearest length that the family can make.",
                ),
            ],
            outputs=[
                io.Latent.Output(id="latent", display_name="latent"),
                io.Float.Output(id="seconds", display_name="seconds"),
            ],
        )

    @classmethod
    def execute(
        cls,
        tandem_model: TandemModel,
        seconds: float,
        width: int,
        height: int,
        frame_rate: float = 0.0,
        clean_grid: bool = True,
    ) -> io.NodeOutput:
        request = ClipRequest(seconds, width, height, frame_rate, clean_grid)
        canvas = tandem_model.family.rules.canvas(request)
        latent = write_latent(blank_clip(tandem_model, canvas), frame_rate=canvas.frame_rate)
        shown = canvas_sentences(tandem_model, canvas)
        return io.NodeOutput(latent, float(canvas.duration_s), ui=ui.PreviewText(shown, cls=cls))


def _size(name: str, title: str) -> io.Input:
    return io.Int.Input(
        name,
        default=0,
        min=0,
        max=LARGEST_PIXELS,
        step=32,
        tooltip=f"{title} in pixels; 0 takes the family's own. tandem-mini draws {PICTURE_SIZE}, LTX-2 and MiniMax H3 "
        "multiples of 32.",
    )
