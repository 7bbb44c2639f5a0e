"""A real clip, and what the judges found in it, as one safetensors file."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file

from ..world.scene import Quote
from .coded_clip import Coded, HeldOutClip
from .judges import Observation

PARTS = {"clip": HeldOutClip, "observation": Observation}


def write(path: Path, clip: HeldOutClip, observation: Observation) -> None:
    """Whole or not at all, also when two evaluations write the same clip."""
    tensors, words = {}, {}
    for part, value in (("clip", clip), ("observation", observation)):
        for item in fields(value):
            name, content = f"{part}.{item.name}", getattr(value, item.name)
            if isinstance(content, np.ndarray | torch.Tensor):
                tensors[name] = torch.as_tensor(np.ascontiguousarray(content))
            elif item.name == "quotes":
                words[name] = [asdict(quote) for quote in content]
            else:
                words[name] = content
    partial = path.with_suffix(f".{os.getpid()}.partial")
    save_file(tensors, partial, metadata={"words": json.dumps(words, ensure_ascii=False)})
    partial.replace(path)


def read(path: Path) -> Coded:
    """What `write` wrote: arrays are arrays again, and tensors tensors."""
    with safe_open(path, "pt") as file:
        names = file.keys()
        tensors = {name: file.get_tensor(name) for name in names}
        words = json.loads(file.metadata()["words"])
    words["clip.quotes"] = tuple(Quote(**quote) for quote in words["clip.quotes"])
    words["observation.phonemes"] = tuple(words["observation.phonemes"])
    found = []
    for part, kind in PARTS.items():
        values = {item.name: words.get(f"{part}.{item.name}") for item in fields(kind)}
        for item in fields(kind):
            tensor = tensors.get(f"{part}.{item.name}")
            if tensor is not None:
                values[item.name] = tensor if item.type == "torch.Tensor" else tensor.numpy()
        found.append(kind(**values))
    clip, observation = found
    return clip, observation
