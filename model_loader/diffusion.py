"""The MODEL: the joint transformer in a ModelPatcher of ComfyUI."""

from __future__ import annotations

from pathlib import Path

import comfy.cli_args
import comfy.model_management as memory
import comfy.model_patcher
import comfy.utils
import torch

from ..engine.mini.checkpoint import Checkpoint
from ..engine.mini.preview import preview_map_of
from ..engine.sampling.precision import cpu_has_native_bf16
from .joint_model import MiniConfig
from .weights import load_checked


def load_model(path: Path, model_options: dict | None = None, disable_dynamic: bool = False):
    """A fresh MODEL from a weight file: how core reloads the mini when it needs an unpatched copy."""
    return build_model(load_checked(path), path, model_options, disable_dynamic)


def build_model(
    checkpoint: Checkpoint, path: Path, model_options: dict | None = None, disable_dynamic: bool = False
) -> comfy.model_patcher.ModelPatcher:
    """The MODEL of a loaded checkpoint. `model_options` takes core's keys `dtype` and `custom_operations`.

    These are the steps of core's `load_diffusion_model_state_dict`, with our config in place of its detection.
    """
    options = model_options or {}
    state = dict(checkpoint.parts["transformer"])
    device, offload = memory.get_torch_device(), memory.unet_offload_device()
    config = MiniConfig({**MiniConfig.unet_config, **checkpoint.config["transformer"]})
    dtype = options.get("dtype") or transformer_dtype(state, device)
    config.set_inference_dtype(dtype, manual_cast(dtype, device), device=device)
    config.custom_operations = options.get("custom_operations")
    model = config.get_model(state)
    model.latent_format.show_with(preview_map_of(checkpoint))
    patcher_class = comfy.model_patcher.ModelPatcher if disable_dynamic else comfy.model_patcher.CoreModelPatcher
    patcher = patcher_class(model, load_device=device, offload_device=offload)
    if not memory.is_device_cpu(offload):
        model.to(offload)
    model.load_model_weights(state, "", assign=patcher.is_dynamic())
    patcher.cached_patcher_init = (load_model, (path, options))
    return patcher


def transformer_dtype(state: dict[str, torch.Tensor], device: torch.device) -> torch.dtype:
    """Core's choice, except that a CPU with native bf16 uses it: core would take fp32 there, several times slower."""
    chosen = memory.unet_dtype(
        model_params=comfy.utils.calculate_parameters(state),
        supported_dtypes=list(MiniConfig.supported_inference_dtypes),
        weight_dtype=comfy.utils.weight_dtype(state),
    )
    asked_for_fp32 = comfy.cli_args.args.fp32_unet
    if chosen == torch.float32 and memory.is_device_cpu(device) and cpu_has_native_bf16() and not asked_for_fp32:
        return torch.bfloat16
    return chosen


def manual_cast(dtype: torch.dtype, device: torch.device) -> torch.dtype | None:
    """The dtype to compute in when it is not that of the weights; None when it is."""
    if dtype == torch.bfloat16 and memory.is_device_cpu(device) and cpu_has_native_bf16():
        return None
    return memory.unet_manual_cast(dtype, device, MiniConfig.supported_inference_dtypes)
