"""Which weight files there are, and whether a checkpoint fits the networks it says it fits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch

from ..engine.mini.audio_autoencoder import AudioAutoencoder
from ..engine.mini.checkpoint import Checkpoint, CheckpointError, load
from ..engine.mini.operations import PlainOperations
from ..engine.mini.text.encoder import MiniTextEncoder
from ..engine.mini.transformer import JointTransformer
from ..engine.mini.video_autoencoder import VideoAutoencoder

BUILT_IN = "tandem-mini (built in)"
FOLDER = "tandem"
"""Name of the ComfyUI model folder in which users put further checkpoints."""

NETWORKS: dict[str, Callable[..., torch.nn.Module]] = {
    "transformer": JointTransformer,
    "video_vae": VideoAutoencoder,
    "audio_vae": AudioAutoencoder,
    "text_encoder": MiniTextEncoder,
}
NAMED_FAULTS = 3


def shape_only(layer: type[torch.nn.Module]) -> type[torch.nn.Module]:
    """The layer without its random start, which on the meta device costs seconds and gives nothing."""
    return type(layer.__name__, (layer,), {"reset_parameters": lambda self: None})


class ShapeOperations(PlainOperations):
    """Layers that know the names and shapes of their weights and hold none."""

    Linear = shape_only(torch.nn.Linear)
    Conv1d = shape_only(torch.nn.Conv1d)
    Conv2d = shape_only(torch.nn.Conv2d)
    GroupNorm = shape_only(torch.nn.GroupNorm)
    LayerNorm = shape_only(torch.nn.LayerNorm)
    Embedding = shape_only(torch.nn.Embedding)


def built_in_path() -> Path:
    """The weights that come with the pack."""
    return Path(__file__).resolve().parent.parent / "weights" / "tandem-mini.safetensors"


def load_checked(path: Path) -> Checkpoint:
    """The checkpoint at `path`. Raises CheckpointError when it is missing, damaged, foreign, or lacks weights."""
    checkpoint = load(path)
    faults = [fault for part in NETWORKS for fault in part_faults(checkpoint, part)]
    if faults:
        named = ", ".join(faults[:NAMED_FAULTS])
        more = f" and {len(faults) - NAMED_FAULTS} more" if len(faults) > NAMED_FAULTS else ""
        raise CheckpointError(f"weights: {Path(path).name} does not fit tandem-mini: {named}{more}")
    return checkpoint


def part_faults(checkpoint: Checkpoint, part: str) -> list[str]:
    """Tensors of one part that are missing, of a wrong shape, or not known; empty when all fit."""
    try:
        wanted = NETWORKS[part](**checkpoint.config[part], operations=ShapeOperations, device="meta").state_dict()
    except TypeError as error:
        return [f"{part} has settings that this version does not know ({error})"]
    found = checkpoint.parts[part]
    missing = [f"{part}.{name} is missing" for name in wanted.keys() - found.keys()]
    unknown = [f"{part}.{name} is unknown" for name in found.keys() - wanted.keys()]
    reshaped = [
        f"{part}.{name} is {list(found[name].shape)} instead of {list(wanted[name].shape)}"
        for name in wanted.keys() & found.keys()
        if found[name].shape != wanted[name].shape
    ]
    return sorted(missing + unknown + reshaped)
