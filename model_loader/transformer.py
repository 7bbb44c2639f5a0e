"""The joint transformer with the services that ComfyUI gives to a diffusion model."""

from __future__ import annotations

import comfy.model_prefetch
import comfy.patcher_extension
import torch
import torch.nn.functional as F
from comfy.ldm.modules.attention import attention_pytorch, optimized_attention

from ..engine.mini.geometry import AUDIO_LATENTS_PER_VIDEO_LATENT
from ..engine.mini.picture_tokens import TOKENS_PER_LATENT
from ..engine.mini.transformer import JointTransformer


def attention(query, key, value, heads: int, mask=None, transformer_options=None) -> torch.Tensor:
    """The attention that ComfyUI was started with; on a CPU torch's own, which is faster there than core's choice."""
    chosen = attention_pytorch if query.device.type == "cpu" else optimized_attention
    return chosen(query, key, value, heads, mask=mask, transformer_options=transformer_options or {})


class ComfyTransformer(JointTransformer):
    """`JointTransformer` with core's attention, its DIFFUSION_MODEL wrappers and its prefetch of offloaded layers."""

    def __init__(self, **config) -> None:
        super().__init__(attention=attention, **config)

    def forward(self, x, timestep, context=None, transformer_options=None, **conds):
        options = transformer_options or {}
        wrappers = comfy.patcher_extension.get_all_wrappers(comfy.patcher_extension.WrappersMP.DIFFUSION_MODEL, options)
        executor = comfy.patcher_extension.WrapperExecutor.new_class_executor(self.predict, self, wrappers)
        return executor.execute(x, timestep, context, options, **conds)

    def predict(self, x, timestep, context=None, transformer_options=None, **conds):
        device = x[0].device
        queue = comfy.model_prefetch.make_prefetch_queue(list(self.blocks), device, transformer_options)

        def fetch(_index: int, block: torch.nn.Module | None) -> None:
            comfy.model_prefetch.prefetch_queue_pop(queue, device, block)

        extra = extra_picture_latents(x)
        picture_time = timestep[0] if timestep[0].ndim == 1 else timestep[0][:, extra * TOKENS_PER_LATENT :]
        picture, sound = super().forward(
            [x[0][:, :, extra:], x[1]],
            (picture_time, timestep[1]),
            context,
            transformer_options=transformer_options,
            before_block=fetch,
            **conds,
        )
        fetch(len(self.blocks), None)
        return [F.pad(picture, (0, 0, 0, 0, extra, 0)) if extra else picture, sound]


def extra_picture_latents(x: list[torch.Tensor]) -> int:
    """Picture latents before the first sound: core's context windows put one there, and drop its prediction again.

    It helps autoencoders whose first latent is special. Ours has none, and picture and sound would fall out of step.
    """
    return x[0].shape[2] - x[1].shape[2] // AUDIO_LATENTS_PER_VIDEO_LATENT
