"""The families that this pack knows, and which of them a MODEL belongs to."""

from __future__ import annotations

import torch

from .family import Family
from .ltx import LTXFamily
from .mini import MiniFamily
from .minimax_h3 import H3Family
from .parts import Parts, PartsError, class_name

FAMILIES: tuple[Family, ...] = (MiniFamily(), LTXFamily(), H3Family())


def family_of(model: torch.nn.Module) -> Family:
    """The family of the `comfy.model_base` object inside a MODEL. Raises PartsError for one of no family."""
    for family in FAMILIES:
        if family.owns(model):
            return family
    known = ", ".join(family.rules.display_name for family in FAMILIES)
    raise PartsError(
        f"model: expected a joint picture-and-sound model ({known}), got {class_name(model)}, which makes no sound "
        "together with its picture"
    )


def checked(parts: Parts) -> Family:
    """The family of `parts`. Raises PartsError with everything that does not belong together."""
    family = family_of(parts.model.model)
    faults = family.part_faults(parts)
    if faults:
        raise PartsError("; ".join(faults))
    return family
