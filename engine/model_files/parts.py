"""The parts of a joint model, and what one file turns out to hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Family = Literal["mini", "ltx", "minimax_h3", "kandinsky6"]
Role = Literal["transformer", "text_encoder", "pooled_text_encoder", "text_projection", "picture_vae", "sound_vae"]

ROLES: tuple[Role, ...] = get_args(Role)
"""In the order in which they are listed and asked for."""

ROLE_NAMES: dict[Role, str] = {
    "transformer": "transformer",
    "text_encoder": "text encoder",
    "pooled_text_encoder": "second text encoder",
    "text_projection": "text projection",
    "picture_vae": "picture VAE",
    "sound_vae": "sound VAE",
}

FAMILY_NAMES: dict[Family, str] = {
    "mini": "tandem-mini",
    "ltx": "LTX",
    "minimax_h3": "MiniMax H3",
    "kandinsky6": "Kandinsky 6",
}

GGUF_NOTE = "GGUF: enters through Model From Parts"


@dataclass(frozen=True)
class Part:
    """One part inside a file: its tensors are those whose names begin with `prefix`."""

    role: Role
    prefix: str


@dataclass(frozen=True)
class Identity:
    """What a file is by its own header.

    `versions` are all releases of the family that it may belong to, in order; empty where the family has no such
    numbers. `variant` is what the file itself says or shows: never taken from its name. `quantisation` is that of the
    transformer where there is one, else that of the whole file.
    """

    family: Family
    parts: tuple[Part, ...]
    versions: tuple[str, ...] = ()
    variant: str | None = None
    quantisation: str | None = None
    transformer_parameters: int = 0


@dataclass(frozen=True)
class PartFile:
    """One weight file of this machine.

    `folder` is the ComfyUI model folder, `name` the path below it as ComfyUI's own loaders list it. `identity` is None
    for a GGUF file and for a damaged one, whose sentence is `fault`. `variant_hint` is a guess from the name, for
    transformers whose header does not tell: dev and distilled weights have the same shapes.
    """

    path: Path
    folder: str
    name: str
    size_bytes: int
    identity: Identity | None = None
    variant_hint: str | None = None
    is_gguf: bool = False
    gguf_architecture: str | None = None
    fault: str | None = None

    @property
    def family(self) -> Family | None:
        return self.identity.family if self.identity else None

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(part.role for part in self.identity.parts) if self.identity else frozenset()

    @property
    def versions(self) -> tuple[str, ...]:
        return self.identity.versions if self.identity else ()

    @property
    def version(self) -> str | None:
        """The release, where the header tells it."""
        return self.versions[0] if len(self.versions) == 1 else None

    @property
    def variant(self) -> str | None:
        return self.identity.variant if self.identity else None

    @property
    def quantisation(self) -> str | None:
        """fp32, bf16, fp16, fp8, mxfp8, int8, int4, nvfp4, GGUF, or mixed."""
        return "GGUF" if self.is_gguf else self.identity.quantisation if self.identity else None

    @property
    def note(self) -> str | None:
        """What a person should know of a file that is listed and cannot be chosen."""
        return self.fault or (GGUF_NOTE if self.is_gguf else None)

    def prefix_of(self, role: Role) -> str | None:
        """What the tensor names of that part begin with; None when the file does not hold it."""
        parts = self.identity.parts if self.identity else ()
        return next((part.prefix for part in parts if part.role == role), None)
