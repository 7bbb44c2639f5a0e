"""Anchor Audio: the sound of a clip is a recording, and the picture is made to it."""

from __future__ import annotations

from comfy_api.latest import io

from ..model_loader.av_latents import read_latent, write_latent
from ..model_loader.sound_anchors import clip_sound, sound_anchored
from ..model_loader.tandem_model import TandemModel
from .limits import LATEST_START_S, require_numbers
from .sockets import CATEGORY, tandem_model_input


class TandemAnchorAudio(io.ComfyNode):
    """Sound to picture: the sampler keeps this sound and finds the picture that belongs to it."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemAnchorAudio",
            display_name="Anchor Audio (Tandem)",
            category=CATEGORY,
            description="Locks the sound of a clip to a recording: the picture is made to it.",
            search_aliases=["audio to video", "a2v", "lip sync", "soundtrack"],
            inputs=[
                tandem_model_input(),
                io.Latent.Input("latent", tooltip="The clip whose sound is given, from Blank Clip or Anchor Frames."),
                io.Audio.Input(
                    "audio",
                    tooltip="The recording, at any rate. It is cut to the length of the clip; silence follows one that "
                    "is shorter.",
                ),
                io.Float.Input(
                    "start_seconds",
                    default=0.0,
                    min=0.0,
                    max=LATEST_START_S,
                    step=0.01,
                    round=0.01,
                    tooltip="Where in the recording the clip begins, in seconds.",
                ),
            ],
            outputs=[
                io.Latent.Output(id="latent", display_name="latent"),
                io.Audio.Output(id="audio", display_name="audio"),
            ],
        )

    @classmethod
    def execute(cls, tandem_model: TandemModel, latent: dict, audio: dict, start_seconds: float) -> io.NodeOutput:
        require_numbers(start_seconds=start_seconds)
        clip = read_latent(latent, tandem_model.family)
        sound = clip_sound(tandem_model, clip, audio, start_seconds)
        streams, mask = sound_anchored(tandem_model, clip, sound)
        latent = write_latent(streams, mask, clip.script, clip.frame_rate, clip.shown_size, clip.anchors)
        return io.NodeOutput(latent, sound)
