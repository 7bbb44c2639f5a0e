"""tandem-mini: one file with all parts, which says so in its metadata (`tandem` is `tandem-mini-4`)."""

from __future__ import annotations

from .header import Header
from .parts import Identity, Part, Role

STAMP = "tandem"
FORMAT_PREFIX = "tandem-mini-"

PREFIXES: dict[Role, str] = {
    "transformer": "transformer.",
    "text_encoder": "text_encoder.",
    "picture_vae": "video_vae.",
    "sound_vae": "audio_vae.",
}


def find(header: Header) -> Identity | None:
    """The parts of a tandem-mini checkpoint; None for every other file. The version is that of the file format."""
    stamp = header.metadata.get(STAMP, "")
    if not stamp.startswith(FORMAT_PREFIX):
        return None
    parts = tuple(
        Part(role, prefix)
        for role, prefix in PREFIXES.items()
        if any(name.startswith(prefix) for name in header.tensors)
    )
    return Identity("mini", parts, (stamp.removeprefix(FORMAT_PREFIX),)) if parts else None
