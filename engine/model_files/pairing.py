"""From all weight files of a machine to the models that can be chosen: each transformer with the parts that fit it.

When several files could be a part, the first by this order is taken:

1. the transformer's own file;
2. the file whose release is told most exactly;
3. official file names, in the order of their table;
4. the smaller file;
5. the name, then the folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .labels import model_label
from .official_files import REMARKS, OfficialFile, needed_roles, official_files
from .parts import ROLE_NAMES, Family, PartFile, Role

SELF_CONTAINED: tuple[Family, ...] = ("mini",)
"""Families whose checkpoints were each trained with latents of their own: a part of another file would not fit."""


@dataclass(frozen=True)
class MissingPart:
    """A part that no file of the machine holds, and what could fill the place."""

    role: Role
    files: tuple[OfficialFile, ...]
    remark: str | None = None

    @property
    def sentence(self) -> str:
        """For example `text encoder missing: put gemma_3_12B_it_fp4_mixed.safetensors into models/text_encoders`."""
        start = f"{ROLE_NAMES[self.role]} missing"
        folders = dict.fromkeys(file.folder for file in self.files)
        places = [
            f"{' or '.join(file.name for file in self.files if file.folder == folder)} into models/{folder}"
            for folder in folders
        ]
        asked = f"{start}: put {', or '.join(places)}" if places else f"{start}: no official file is known for it"
        return f"{asked} ({self.remark})" if self.remark else asked


@dataclass(frozen=True)
class Choice:
    """One entry of Load Model: a transformer and the file of every other part; None for a part that is missing or that
    the family does not have."""

    label: str
    transformer: PartFile
    text_encoder: PartFile | None = None
    pooled_text_encoder: PartFile | None = None
    text_projection: PartFile | None = None
    picture_vae: PartFile | None = None
    sound_vae: PartFile | None = None
    missing: tuple[MissingPart, ...] = ()

    @property
    def family(self) -> Family:
        return _family(self.transformer)

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def text_files(self) -> tuple[PartFile, ...]:
        """The files that core's text encoder loader is given, each once: the encoder first."""
        files = (self.text_encoder, self.pooled_text_encoder, self.text_projection)
        return tuple(dict.fromkeys(file for file in files if file is not None))


def choices(files: Sequence[PartFile]) -> list[Choice]:
    """One choice for each transformer, in the order of the files, with labels that differ."""
    transformers = [file for file in files if "transformer" in file.roles]
    seen = Counter(_label(file, file.name) for file in transformers)

    def distinct_label(file: PartFile) -> str:
        label = _label(file, file.name)
        return label if seen[label] == 1 else _label(file, f"{file.folder}/{file.name}")

    return [_choice(distinct_label(file), file, files) for file in transformers]


def candidates(role: Role, transformer: PartFile, files: Iterable[PartFile]) -> list[PartFile]:
    """Every file that can be that part of this transformer's model, the preferred one first."""
    official = [file.name for file in official_files(_family(transformer), transformer.versions, role)]

    def preference(file: PartFile) -> tuple:
        base_name = file.path.name
        rank = official.index(base_name) if base_name in official else len(official)
        return (file != transformer, len(file.versions), rank, file.size_bytes, file.name, file.folder)

    return sorted((file for file in files if role in file.roles and _fits(transformer, file)), key=preference)


def _choice(label: str, transformer: PartFile, files: Sequence[PartFile]) -> Choice:
    needed = [role for role in needed_roles(_family(transformer)) if role != "transformer"]
    found = {role: next(iter(candidates(role, transformer, files)), None) for role in needed}
    missing = tuple(_missing(role, transformer) for role, file in found.items() if file is None)
    return Choice(label=label, transformer=transformer, missing=missing, **found)


def _label(transformer: PartFile, name: str) -> str:
    assert transformer.identity is not None
    return model_label(transformer.identity, name)


def _missing(role: Role, transformer: PartFile) -> MissingPart:
    family = _family(transformer)
    return MissingPart(role, official_files(family, transformer.versions, role), REMARKS.get((family, role)))


def _fits(transformer: PartFile, file: PartFile) -> bool:
    if file.family != transformer.family:
        return False
    if transformer.family in SELF_CONTAINED:
        return file == transformer
    return file.versions == transformer.versions or bool(set(file.versions) & set(transformer.versions))


def _family(transformer: PartFile) -> Family:
    assert transformer.family is not None
    return transformer.family
