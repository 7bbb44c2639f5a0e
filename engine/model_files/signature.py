"""Recognising a part by tensor names that no other model has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .header import Header
from .parts import Part, Role

CHECKPOINT_PREFIXES = ("", "model.diffusion_model.", "model.")
"""Where core looks for a transformer: `unet_prefix_from_state_dict` in ComfyUI's comfy/model_detection.py."""

VAE_PREFIXES = ("", "vae.")


class Size(NamedTuple):
    """The length of one axis of one tensor."""

    name: str
    axis: int
    length: int


@dataclass(frozen=True)
class Signature:
    """All of `names` and none of `absent`, below one of `prefixes`, with the given sizes."""

    role: Role
    names: tuple[str, ...]
    absent: tuple[str, ...] = ()
    sizes: tuple[Size, ...] = ()
    prefixes: tuple[str, ...] = ("",)

    def prefix_in(self, header: Header) -> str | None:
        """The prefix at which the part lies in this file; None when it is not there."""
        return next((prefix for prefix in self.prefixes if self._fits(header, prefix)), None)

    def _fits(self, header: Header, prefix: str) -> bool:
        tensors = header.tensors
        if not all(prefix + name in tensors for name in self.names):
            return False
        if any(prefix + name in tensors for name in self.absent):
            return False
        return all(has_size(header, prefix, size) for size in self.sizes)


def has_size(header: Header, prefix: str, size: Size) -> bool:
    """Whether that tensor is there and has that length."""
    entry = header.tensors.get(prefix + size.name)
    return entry is not None and len(entry.shape) > size.axis and entry.shape[size.axis] == size.length


def parts_in(header: Header, signatures: Iterable[Signature]) -> tuple[Part, ...]:
    """Every part that is found, each role once: the first signature of a role that fits counts."""
    found: dict[Role, Part] = {}
    for signature in signatures:
        prefix = signature.prefix_in(header)
        if prefix is not None:
            found.setdefault(signature.role, Part(signature.role, prefix))
    return tuple(found.values())
