"""Makes core build its fixed-size classes tiny. This changes ComfyUI itself: never outside a test bed.

Where `install` ran, the published weights of Gemma 3 12B, Qwen3-VL 32B and the MiniMax H3 autoencoders no longer fit.
"""

from __future__ import annotations

import inspect
from functools import wraps
from typing import Any

from . import sizes


def install() -> None:
    """Shrink core's text encoders of LTX-2 and MiniMax H3, and H3's autoencoders. A second call changes nothing."""
    from comfy.ldm.lightricks.embeddings_connector import Embeddings1DConnector
    from comfy.ldm.minimax import audio_vae, vae
    from comfy.text_encoders import llama, lt, qwen3vl

    set_sizes(llama.Gemma3_12B_Config, sizes.GEMMA)
    set_sizes(Embeddings1DConnector, sizes.CONNECTOR)
    set_sizes(llama.Qwen3VL_32BConfig, sizes.QWEN)
    qwen3vl.QWEN3VL_VISION["qwen3vl_32b"].update(sizes.QWEN_VISION)
    set_sizes(vae.MiniMaxH3VideoVAE, sizes.H3_VIDEO_VAE)
    set_sizes(vae.ViT3DDecoder, sizes.H3_VIDEO_DECODER)
    set_sizes(audio_vae.MiniMaxH3AudioVAE, sizes.H3_AUDIO_VAE)
    set_sizes(audio_vae.BigVGAN, sizes.H3_VOCODER)
    if not hasattr(lt.LTXAVTEModel.__init__, "__wrapped__"):
        _shrink_text_projection(lt)


def set_sizes(cls: type, values: dict[str, Any]) -> None:
    """Make each value the default of the constructor's argument of that name, or else the class's attribute."""
    constructor = cls.__init__
    named = inspect.signature(constructor).parameters.values()
    defaults = {argument.name: argument.default for argument in named if argument.default is not argument.empty}
    for name, value in values.items():
        if name in defaults:
            defaults[name] = value
        else:
            setattr(cls, name, value)
    constructor.__defaults__ = tuple(defaults.values())


def _shrink_text_projection(lt: Any) -> None:
    """The projection of Gemma's states and the LTX-2.0 connectors, whose widths core writes as numbers in the code."""
    core_init, core_load_sd = lt.LTXAVTEModel.__init__, lt.LTXAVTEModel.load_sd

    @wraps(core_init)
    def init(self: Any, *args: Any, text_projection_type: str = "single_linear", **options: Any) -> None:
        core_init(self, *args, text_projection_type="built below", **options)
        self.text_projection_type = text_projection_type
        placed = {"dtype": options.get("dtype"), "device": options.get("device")}
        states = sizes.GEMMA["hidden_size"] * (sizes.GEMMA_LAYERS + 1)
        operations = self.gemma3_12b.operations
        if text_projection_type == "dual_linear":
            widths = (sizes.LTX_VIDEO_TEXT_WIDTH, sizes.LTX_AUDIO_TEXT_WIDTH)
            self.text_embedding_projection = lt.DualLinearProjection(states, *widths, operations=operations, **placed)
        else:
            self.text_embedding_projection = operations.Linear(states, sizes.LTX_TEXT_WIDTH, bias=False, **placed)

    @wraps(core_load_sd)
    def load_sd(self: Any, sd: dict[str, Any]) -> Any:
        if _holds_ltx_2_0_connectors(sd):
            self.enable_compat_mode()
            for stream in ("video", "audio"):
                prefix = f"model.diffusion_model.{stream}_embeddings_connector."
                weights = {key.removeprefix(prefix): value for key, value in sd.items() if key.startswith(prefix)}
                connector = getattr(self, f"{stream}_embeddings_connector")
                connector.load_state_dict(weights, assign=getattr(self, "can_assign_sd", False))
        return core_load_sd(self, sd)

    lt.LTXAVTEModel.__init__ = init
    lt.LTXAVTEModel.load_sd = load_sd


def _holds_ltx_2_0_connectors(sd: dict[str, Any]) -> bool:
    """Core's own test (two blocks, not three) without the width of 3840 that it also asks for."""
    query = "model.diffusion_model.audio_embeddings_connector.transformer_1d_blocks.{}.attn1.to_q.bias"
    return query.format(0) in sd and query.format(2) not in sd
