"""Audio Decode: the sound of a clip or chain as a waveform."""

from __future__ import annotations

from comfy_api.latest import io

from ..model_loader.av_latents import read_latent
from ..model_loader.decoding import decode_samples
from ..model_loader.tandem_model import TandemModel
from .sockets import CATEGORY, tandem_model_input


class TandemAudioDecode(io.ComfyNode):
    """Exactly the picture's length, and the level the model gave it: core's own node rescales each clip."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemAudioDecode",
            display_name="Audio Decode (Tandem)",
            category=CATEGORY,
            description="Turns the sound of a clip into a waveform of exactly the picture's length. Its loudness is "
            "not changed.",
            search_aliases=["vae decode audio", "latent to audio"],
            inputs=[
                tandem_model_input(),
                io.Latent.Input("latent", tooltip="A finished clip or chain of any length."),
            ],
            outputs=[io.Audio.Output(id="audio", display_name="audio")],
        )

    @classmethod
    def execute(cls, tandem_model: TandemModel, latent: dict) -> io.NodeOutput:
        clip = read_latent(latent, tandem_model.family)
        waveform = decode_samples(tandem_model, clip.streams, clip.frame_rate)
        return io.NodeOutput({"waveform": waveform, "sample_rate": tandem_model.sample_rate_hz})
