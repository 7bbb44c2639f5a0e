"""CONDITIONING as the families hand it on, and telling whether it is of the right text encoder."""

from __future__ import annotations

from collections.abc import Collection


def with_values(conditioning: list, values: dict) -> list:
    """The same CONDITIONING with more in its dicts."""
    return [[context, {**extra, **values}] for context, extra in conditioning]


def width_faults(family: str, name: str, conditioning: list, widths: Collection[int]) -> list[str]:
    """A sentence when the CONDITIONING of the input `name` does not have one of the widths that the model reads."""
    found = sorted({context.shape[-1] for context, _ in conditioning} - set(widths))
    if not found:
        return []
    wanted = " or ".join(str(width) for width in sorted(set(widths)))
    return [
        f"{name}: {family} reads CONDITIONING of width {wanted}, got {', '.join(map(str, found))}: it comes from the "
        "text encoder of another model; encode it with Text Encode (Tandem) and the same tandem_model"
    ]
