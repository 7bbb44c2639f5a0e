"""Mux: frames and sound to one MP4 with the workflow inside."""

from __future__ import annotations

import json

import comfy.model_management as memory
import comfy.utils
import torch
from comfy.cli_args import args
from comfy_api.latest import InputImpl, io, ui

from ..engine.clock import exact_rate
from ..engine.media.mux import DEFAULT_CRF, write_mp4
from .limits import (
    FASTEST_FPS,
    LOSSLESS_CRF,
    SLOWEST_FPS,
    SMALLEST_FILE_CRF,
    require_numbers,
)
from .saving import next_mp4
from .sockets import CATEGORY


class TandemMux(io.ComfyNode):
    """H.264 and AAC; the file appears whole or not at all."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemMux",
            display_name="Mux (Tandem)",
            category=CATEGORY,
            description="Writes frames and sound to an MP4 (H.264 and AAC) with the workflow inside, and plays it on "
            "the node.",
            search_aliases=["save video", "mp4", "video combine", "export"],
            inputs=[
                io.Image.Input("images", tooltip="The frames. Width and height must be even."),
                io.Audio.Input(
                    "audio", tooltip="The sound. It is cut, or followed by silence, to the length of the picture."
                ),
                io.String.Input(
                    "filename_prefix",
                    default="tandem/clip",
                    tooltip="Folder and beginning of the file name inside ComfyUI's output folder.",
                ),
                io.Float.Input(
                    "frame_rate",
                    default=25.0,
                    min=SLOWEST_FPS,
                    max=FASTEST_FPS,
                    step=0.001,
                    round=0.001,
                    tooltip="Frames per second, from Video Decode; tandem-mini makes 25. 23.976 and 29.97 are taken as "
                    "the exact broadcast rates.",
                ),
                io.Int.Input(
                    "quality",
                    default=DEFAULT_CRF,
                    min=LOSSLESS_CRF,
                    max=SMALLEST_FILE_CRF,
                    tooltip="H.264 CRF: 0 is lossless, 18 looks the same as the original, 51 is smallest.",
                ),
            ],
            outputs=[io.Video.Output(id="video", display_name="video")],
            hidden=[io.Hidden.prompt, io.Hidden.extra_pnginfo],
            is_output_node=True,
        )

    @classmethod
    def execute(
        cls, images: torch.Tensor, audio: dict, filename_prefix: str, frame_rate: float, quality: int
    ) -> io.NodeOutput:
        require_numbers(frame_rate=frame_rate, quality=quality)
        rate = exact_rate(frame_rate)
        place = next_mp4(filename_prefix, width=images.shape[2], height=images.shape[1])
        sound, rate_hz = audio["waveform"][0], int(audio["sample_rate"])
        tags, on_frame = cls.workflow_tags(), _progress(len(images))
        write_mp4(place.path, images, sound, rate, rate_hz, tags, quality, on_frame)
        return io.NodeOutput(InputImpl.VideoFromFile(str(place.path)), ui=ui.PreviewVideo([place.shown]))

    @classmethod
    def workflow_tags(cls) -> dict[str, str]:
        """The same tags as core's Save Video writes, so that the page finds the graph in the file."""
        if args.disable_metadata:
            return {}
        tags = dict(cls.hidden.extra_pnginfo or {})
        if cls.hidden.prompt is not None:
            tags["prompt"] = cls.hidden.prompt
        return {key: json.dumps(value) for key, value in tags.items()}


def _progress(frames: int):
    bar = comfy.utils.ProgressBar(frames)

    def on_frame(count: int) -> None:
        memory.throw_exception_if_processing_interrupted()
        bar.update_absolute(count)

    return on_frame
