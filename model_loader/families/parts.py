"""The four objects of ComfyUI that make up one joint model."""

from __future__ import annotations

from dataclasses import dataclass

import comfy.model_patcher
import comfy.sd


class PartsError(ValueError):
    """Parts that do not belong together: every fault, one sentence each."""


@dataclass(frozen=True)
class Parts:
    """MODEL, CLIP and two VAEs, as every core node takes them."""

    model: comfy.model_patcher.ModelPatcher
    clip: comfy.sd.CLIP
    picture_vae: comfy.sd.VAE
    sound_vae: comfy.sd.VAE

    @property
    def diffusion_model(self):
        """The network inside the MODEL."""
        return self.model.model.diffusion_model


def class_name(part) -> str:
    """What a VAE or a model is, for a sentence to the user."""
    return type(part).__name__
