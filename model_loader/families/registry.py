"""The families that this pack knows, and which of them a MODEL belongs to."""

from __future__ import annotations

import torch

from .family import Family
from .ltx import LTXFamily
from .mini import MiniFamily
from .minimax_h3 import H3Family
from .parts import Parts, PartsError, class_name

FAMILIES: tuple[Family, ...] = (MiniFamily(), LTXFamily(), H3Family())

OWN_PACK = "kandinsky6"
"""In the names of the classes of Kandinsky 6, which core lacks: the pack that brings them also samples them."""


def family_of(model: torch.nn.Module) -> Family:
    """The family of the `comfy.model_base` object inside a MODEL. Raises PartsError for one of no family."""
    for family in FAMILIES:
        if family.owns(model):
            return family
    name = class_name(model)
    if OWN_PACK in name.lower():
        raise PartsError(f"model: {name} is sampled by the nodes of its own pack, that of Kandinsky 6; use those")
    known = ", ".join(family.rules.display_name for family in FAMILIES)
    raise PartsError(
        f"model: expected a joint picture-and-sound model ({known}), got {name}, which makes no sound "
        "together with its picture"
    )


def checked(parts: Parts) -> Family:
    """The family of `parts`. Raises PartsError with everything that does not belong together."""
    family = family_of(parts.model.model)
    faults = family.part_faults(parts)
    if faults:
        raise PartsError("; ".join(faults))
    return family
