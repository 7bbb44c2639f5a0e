"""Rendered sets kept in a folder, so that training can be carried on without drawing them again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import torch

from .. import world
from . import judge_sets, mood_sets
from .autoencoders import Autoencoders
from .fingerprint import fingerprint

Data = TypeVar("Data", judge_sets.PictureSet, judge_sets.SoundSet, mood_sets.FaceSet, mood_sets.VoiceSet)


def origin(coders: Autoencoders, *code: ModuleType) -> str:
    """Of what sets are made: changes with the world's code, with that of the sets (and the `code` that these use
    beside), and with either autoencoder."""
    sources = sorted(Path(world.__file__).parent.rglob("*.py"))
    own = [Path(str(module.__file__)) for module in (judge_sets, *code)]
    return fingerprint((*sources, *own), (coders.video, coders.audio))


def kept(folder: Path | None, name: str, kind: type[Data], make: Callable[[], Data]) -> Data:
    """What `make` returns, read from `folder` when it was made before; without a folder it is always made."""
    if folder is None:
        return make()
    path = folder / f"{name}.pt"
    if path.is_file():
        return kind(**torch.load(path, weights_only=True))
    data = make()
    folder.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save({item.name: getattr(data, item.name) for item in fields(data)}, partial)
    partial.replace(path)
    return data
