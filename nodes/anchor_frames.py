"""Anchor Frames: a moment of a clip is an image."""

from __future__ import annotations

import torch
from comfy_api.latest import io, ui

from ..engine.families.anchor_times import AT_A_TIME, FIRST, PLACES, anchored_frame
from ..engine.media.images import first_picture
from ..model_loader.anchors import anchor_pictures, anchor_sentence, canvas_of, with_anchor
from ..model_loader.av_latents import read_latent, write_latent
from ..model_loader.families.anchor import Anchor
from ..model_loader.tandem_model import TandemModel
from .limits import LATEST_START_S, WEAKEST_ANCHOR, require_numbers
from .sockets import CATEGORY, fit_input, tandem_model_input


class TandemAnchorFrames(io.ComfyNode):
    """Image to clip: the sampler keeps this image where it stands and makes the rest to it. One node for each image."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemAnchorFrames",
            display_name="Anchor Frames (Tandem)",
            category=CATEGORY,
            description="Sets the first frame, the last frame or a frame between to an image. Chain one node for each "
            "image.",
            search_aliases=["image to video", "first frame", "last frame", "i2v", "flf2v", "start image", "keyframe"],
            inputs=[
                tandem_model_input(),
                io.Latent.Input("latent", tooltip="The clip to anchor, from Blank Clip or another Anchor Frames."),
                io.Image.Input(
                    "image",
                    tooltip="The frame. Any size; of a batch the first image is taken; transparency lies over black.",
                ),
                fit_input(),
                *_place_inputs(),
            ],
            outputs=[
                io.Latent.Output(id="latent", display_name="latent"),
                io.Image.Output(id="images", display_name="images"),
            ],
        )

    @classmethod
    def execute(
        cls,
        tandem_model: TandemModel,
        latent: dict,
        image: torch.Tensor,
        fit: str,
        at: str = FIRST,
        time_s: float = 0.0,
        strength: float = 1.0,
    ) -> io.NodeOutput:
        require_numbers(time_s=time_s, strength=strength)
        clip = read_latent(latent, tandem_model.family)
        frame = anchored_frame(canvas_of(tandem_model, clip), at, time_s)
        anchor = Anchor(frame, first_picture(image), fit, strength)
        clip = with_anchor(tandem_model, clip, anchor)
        finished = write_latent(
            clip.streams, clip.mask, clip.script, clip.frame_rate, clip.shown_size, clip.anchors
        )  # fmt: skip
        shown = ui.PreviewText(anchor_sentence(tandem_model, clip, anchor), cls=cls)
        return io.NodeOutput(finished, anchor_pictures(tandem_model, clip), ui=shown)


def _place_inputs() -> list[io.Input]:
    return [
        io.Combo.Input(
            "at",
            options=list(PLACES),
            default=FIRST,
            optional=True,
            tooltip="Which frame the image is. MiniMax H3 takes its first and its last one.",
        ),
        io.Float.Input(
            "time_s",
            default=0.0,
            min=0.0,
            max=LATEST_START_S,
            step=0.04,
            round=0.001,
            optional=True,
            tooltip=f'When the image is seen, in seconds from the start of the clip; only for "{AT_A_TIME}". The node '
            "shows the frame that it takes.",
        ),
        io.Float.Input(
            "strength",
            default=1.0,
            min=WEAKEST_ANCHOR,
            max=1.0,
            step=0.05,
            round=0.01,
            optional=True,
            tooltip="How firmly the image is held: 1 keeps it, less lets the sampler change it; only LTX-2 takes less.",
        ),
    ]
