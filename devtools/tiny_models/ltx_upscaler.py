"""The tiny latent upsampler of LTX-2, which core's LatentUpscaleModelLoader takes."""

from __future__ import annotations

import json
from typing import Any

from torch import Tensor

from .random_weights import random_weights

CONFIG = {
    "_class_name": "LatentUpsampler",
    "in_channels": 128,
    "mid_channels": 32,
    "num_blocks_per_stage": 1,
    "dims": 3,
}
"""Its norms have 32 groups, so it cannot be narrower."""


def upscaler(seed: int, **changes: Any) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The tensors and the metadata of its file: twice the sides, unless `changes` to its config say otherwise."""
    import comfy.ops
    from comfy.ldm.lightricks.latent_upsampler import LatentUpsampler

    config = {**CONFIG, "spatial_upsample": True, "temporal_upsample": False, **changes}
    network = LatentUpsampler.from_config(config, operations=comfy.ops.disable_weight_init)
    return random_weights(network, seed), {"config": json.dumps(config)}
