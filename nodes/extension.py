"""The list of nodes that ComfyUI asks for."""

from __future__ import annotations

from comfy_api.latest import ComfyExtension, io

from ..model_loader.listing import register_model_folder
from .advanced_guidance import TandemAdvancedGuidance
from .anchor_audio import TandemAnchorAudio
from .anchor_frames import TandemAnchorFrames
from .audio_decode import TandemAudioDecode
from .blank_clip import TandemBlankClip
from .extend_clip import TandemExtendClip
from .joint_sampler import TandemJointSampler
from .load_model import TandemLoadModel
from .model_from_parts import TandemModelFromParts
from .model_parts import TandemModelParts
from .mux import TandemMux
from .reference_voice import TandemReferenceVoice
from .text_encode import TandemTextEncode
from .upscale_clip import TandemUpscaleClip
from .video_decode import TandemVideoDecode

NODES: list[type[io.ComfyNode]] = [
    TandemLoadModel,
    TandemModelParts,
    TandemTextEncode,
    TandemBlankClip,
    TandemAnchorFrames,
    TandemJointSampler,
    TandemVideoDecode,
    TandemAudioDecode,
    TandemExtendClip,
    TandemMux,
    TandemModelFromParts,
    TandemAdvancedGuidance,
    TandemAnchorAudio,
    TandemUpscaleClip,
    TandemReferenceVoice,
]


class TandemExtension(ComfyExtension):
    """What `comfy_entrypoint` returns."""

    async def on_load(self) -> None:
        register_model_folder()

    async def get_node_list(self) -> list[type[io.ComfyNode]]:
        return NODES
