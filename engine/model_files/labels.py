"""How a model is called in a list: family and release, size, variant, number format, file."""

from __future__ import annotations

from .parts import FAMILY_NAMES, Family, Identity

BILLION, MILLION = 10**9, 10**6

PUBLISHED_BILLIONS: dict[Family, tuple[int, ...]] = {"ltx": (19, 22), "minimax_h3": (20, 33), "kandinsky6": (3, 29)}
"""The sizes under which the models are known. Their authors count other parts along, or leave some out."""
TOLERANCE = 0.25


def model_label(identity: Identity, name: str) -> str:
    """For example `LTX-2.3, 22B, fp8: ltx-2.3-22b-dev-fp8.safetensors`."""
    facts = (_title(identity), _size(identity), identity.variant, identity.quantisation)
    return f"{', '.join(fact for fact in facts if fact)}: {name}"


def _title(identity: Identity) -> str:
    if identity.family != "ltx":
        return FAMILY_NAMES[identity.family]
    return f"LTX-{identity.versions[0]}" if len(identity.versions) == 1 else "LTX-2.x"


def _size(identity: Identity) -> str:
    """`22B`: the published size nearest to what was counted, and what was counted where none is near."""
    counted = identity.transformer_parameters
    sizes = PUBLISHED_BILLIONS.get(identity.family, ())
    near = [size for size in sizes if abs(size * BILLION - counted) <= TOLERANCE * size * BILLION]
    if near:
        return f"{min(near, key=lambda size: abs(size * BILLION - counted))}B"
    unit, name = (BILLION, "B") if counted >= BILLION else (MILLION, "M")
    return f"{counted / unit:.0f}{name}" if counted >= MILLION else f"{counted} weights"
