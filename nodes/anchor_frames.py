"""Anchor Frames: the beginning of a clip is locked to an image."""

from __future__ import annotations

import torch
from comfy_api.latest import io

from ..engine.media.images import FITS, anchor_frame
from ..model_loader.anchors import anchor_size, anchored
from ..model_loader.av_latents import read_latent, write_latent
from ..model_loader.tandem_model import TandemModel
from .sockets import CATEGORY, tandem_model_input


class TandemAnchorFrames(io.ComfyNode):
    """Image to clip: the sampler keeps the beginning as this image and moves on from it."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemAnchorFrames",
            display_name="Anchor Frames (Tandem)",
            category=CATEGORY,
            description="Locks the beginning of a clip to an image: the clip starts from it.",
            search_aliases=["image to video", "first frame", "i2v", "start image"],
            inputs=[
                tandem_model_input(),
                io.Latent.Input("latent", tooltip="The clip to anchor, from Blank Clip."),
                io.Image.Input(
                    "image",
                    tooltip="The first frame. Any size; of a batch the first image is taken; transparency lies over "
                    "black.",
                ),
                io.Combo.Input(
                    "fit",
                    options=list(FITS),
                    default=FITS[0],
                    tooltip="How an image of another shape than the clip fits: crop cuts what sticks out, pad adds "
                    "black bars, stretch squeezes.",
                ),
            ],
            outputs=[io.Latent.Output(id="latent", display_name="latent")],
        )

    @classmethod
    def execute(cls, tandem_model: TandemModel, latent: dict, image: torch.Tensor, fit: str) -> io.NodeOutput:
        clip = read_latent(latent, tandem_model.family)
        frame = anchor_frame(image, fit, *anchor_size(tandem_model, clip))
        streams, mask = anchored(tandem_model, clip, frame)
        return io.NodeOutput(write_latent(streams, mask, clip.script, clip.frame_rate))
