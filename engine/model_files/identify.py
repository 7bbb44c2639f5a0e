"""From a header to what the file is: the families are asked one after the other."""

from __future__ import annotations

import re
from dataclasses import replace

from . import kandinsky6, ltx, mini, minimax_h3
from .header import Header
from .parts import Family, Identity
from .quantisation import count_parameters, quantisation_of

FAMILIES = (mini.find, ltx.find, minimax_h3.find, kandinsky6.find)

VARIANT_KEYS = ("variant", "model_variant", "modelspec.title")
"""Metadata in which a file may name its variant. The shapes of dev and distilled weights are the same."""

VARIANT_WORDS: dict[Family, dict[str, str]] = {
    "mini": {},
    "ltx": {"distilled": "distilled", "dev": "dev"},
    "minimax_h3": {"fl2va": "FL2VA", "ref2va": "Ref2VA"},
    "kandinsky6": {"distilled": "distilled", "distill": "distilled"},
}


def identify(header: Header) -> Identity | None:
    """What the file is; None for a file of no joint model."""
    found = next((identity for find in FAMILIES if (identity := find(header))), None)
    if found is None:
        return None
    prefix = next((part.prefix for part in found.parts if part.role == "transformer"), None)
    return replace(
        found,
        variant=found.variant or (None if prefix is None else _stated_variant(header, found.family)),
        quantisation=quantisation_of(header, prefix or ""),
        transformer_parameters=0 if prefix is None else count_parameters(header, prefix),
    )


def variant_named_in(text: str, family: Family) -> str | None:
    """The variant of that family that a text names as a word of its own, such as a file name; None without one."""
    words = set(re.split(r"[^a-z0-9]+", text.lower()))
    return next((variant for word, variant in VARIANT_WORDS[family].items() if word in words), None)


def _stated_variant(header: Header, family: Family) -> str | None:
    texts = (header.metadata[key] for key in VARIANT_KEYS if key in header.metadata)
    return next((variant for text in texts if (variant := variant_named_in(text, family))), None)
