"""Reading and writing the one file that holds tandem-mini: four parts, their config, no pickle."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import safetensors
import torch
from safetensors.torch import save_file

PARTS = ("transformer", "video_vae", "audio_vae", "text_encoder")
FORMAT = "tandem-mini-9"
SCALE_SUFFIX = ".int8_scale"
SMALLEST_QUANTISED = 4096

StateDict = dict[str, torch.Tensor]


class CheckpointError(ValueError):
    """A weight file that cannot be used, said in one sentence."""


@dataclass(frozen=True)
class Checkpoint:
    """`config[part]` are the keyword arguments of the part's module, `parts[part]` its state dict in fp16 or fp32."""

    config: dict[str, dict]
    parts: dict[str, StateDict]


def quantise(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Symmetric int8 with one float32 scale per row: `[out, ...]` -> int8 `[out, ...]`, `[out]`."""
    flat = weight.float().flatten(1)
    scale = flat.abs().amax(dim=1).clamp(min=1e-12) / 127
    return (flat / scale[:, None]).round().to(torch.int8).reshape(weight.shape), scale


def dequantise(weight: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
    """The inverse of `quantise`, float32."""
    return (weight.float().flatten(1) * scale[:, None]).reshape(weight.shape)


def save(path: Path, checkpoint: Checkpoint, notes: dict[str, str] | None = None) -> None:
    """Writes `path` in one move: large matrices as int8, every other tensor as float16."""
    tensors: StateDict = {}
    for part, state in checkpoint.parts.items():
        for name, value in state.items():
            key = f"{part}.{name}"
            if value.ndim > 1 and value.numel() >= SMALLEST_QUANTISED:
                tensors[key], tensors[key + SCALE_SUFFIX] = quantise(value)
            else:
                tensors[key] = value.half().contiguous() if value.is_floating_point() else value.contiguous()
    metadata = {"format": "pt", "tandem": FORMAT, "config": json.dumps(checkpoint.config), **(notes or {})}
    unfinished = path.with_suffix(".unfinished")
    try:
        save_file(tensors, unfinished, metadata=metadata)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def load(path: Path) -> Checkpoint:
    """Raises CheckpointError when the file is missing, cut short, or not a tandem-mini checkpoint."""
    if not Path(path).is_file():
        raise CheckpointError(f"weights: expected a file at {path}, found none")
    try:
        with safetensors.safe_open(str(path), framework="pt") as file:
            metadata = file.metadata() or {}
            if metadata.get("tandem") != FORMAT:
                raise CheckpointError(
                    f"weights: {Path(path).name} is not a tandem-mini checkpoint "
                    f"(expected the metadata tandem={FORMAT}, found {metadata.get('tandem', 'none')})"
                )
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a dict)
    except safetensors.SafetensorError as error:
        raise CheckpointError(f"weights: {Path(path).name} is damaged or not a safetensors file ({error})") from error
    config = json.loads(metadata["config"])
    missing = [part for part in PARTS if part not in config]
    if missing:
        raise CheckpointError(f"weights: {Path(path).name} lacks the parts {missing}")
    return Checkpoint(config, {part: _part(tensors, part + ".") for part in PARTS})


def _part(tensors: StateDict, prefix: str) -> StateDict:
    state: StateDict = {}
    for key, value in tensors.items():
        if not key.startswith(prefix) or key.endswith(SCALE_SUFFIX):
            continue
        scale = tensors.get(key + SCALE_SUFFIX)
        state[key[len(prefix) :]] = value if scale is None else dequantise(value, scale)
    return state
