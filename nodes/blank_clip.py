"""Blank Clip: an empty joint latent of the nearest legal length."""

from __future__ import annotations

import torch
from comfy_api.latest import io

from ..engine.canvas import MAX_S, MIN_S, mini_canvas
from ..engine.latents import AVLatent
from ..engine.mini.geometry import LATENT_SECONDS, PICTURE_SIZE
from ..model_loader.av_latents import to_intermediate, write_latent
from ..model_loader.tandem_model import MINI_DEFAULTS, TandemModel
from .sockets import CATEGORY, SHOWN_STEP_S, tandem_model_input


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
                    default=MINI_DEFAULTS.duration_s,
                    min=float(MIN_S),
                    max=float(MAX_S),
                    step=SHOWN_STEP_S,
                    round=0.01,
                    tooltip=f"Length in seconds, {float(MIN_S):.2f} to {float(MAX_S):.2f} for tandem-mini, rounded to "
                    f"steps of {float(LATENT_SECONDS):.2f}. Extend Clip makes it longer.",
                ),
                _size("width", "Width"),
                _size("height", "Height"),
            ],
            outputs=[
                io.Latent.Output(id="latent", display_name="latent"),
                io.Float.Output(id="seconds", display_name="seconds"),
            ],
        )

    @classmethod
    def execute(cls, tandem_model: TandemModel, seconds: float, width: int, height: int) -> io.NodeOutput:
        canvas = mini_canvas(seconds, width, height)
        blank = AVLatent(torch.zeros(canvas.video_shape()), torch.zeros(canvas.audio_shape()))
        return io.NodeOutput(write_latent(to_intermediate(blank)), float(canvas.duration_s))


def _size(name: str, title: str) -> io.Input:
    return io.Int.Input(
        name,
        default=PICTURE_SIZE,
        min=PICTURE_SIZE,
        max=PICTURE_SIZE,
        step=32,
        tooltip=f"{title} in pixels. tandem-mini draws {PICTURE_SIZE}.",
    )
