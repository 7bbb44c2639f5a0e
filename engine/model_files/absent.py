"""An official model of which not even the transformer lies on this machine: what to fetch, and where to put it."""

from __future__ import annotations

from collections.abc import Sequence

from .official_files import ANY_VERSION, TABLES, OfficialFile, Table
from .pairing import MissingPart
from .parts import Family, PartFile


def absent_parts(name: str, files: Sequence[PartFile]) -> tuple[MissingPart, ...]:
    """Everything that the official transformer file `name` still needs, itself first; empty for any other name.

    `files` are the weight files of this machine; a part that one of them holds is not asked for.
    """
    for family, tables in TABLES.items():
        for version, table in tables.items():
            own = tuple(file for file in table["transformer"] if file.name == name)
            if own:
                whole = MissingPart("transformer", own)
                return (whole, *_other_parts(family, version, table, name, files))
    return ()


def _other_parts(
    family: Family, version: str, table: Table, name: str, files: Sequence[PartFile]
) -> tuple[MissingPart, ...]:
    """One for each further file: a file that holds several parts is named once."""
    missing: dict[tuple[OfficialFile, ...], MissingPart] = {}
    for role, official in table.items():
        comes_along = any(file.name == name for file in official)
        if not comes_along and not any(_holds(file, family, version, role) for file in files):
            missing.setdefault(official, MissingPart(role, official))
    return tuple(missing.values())


def _holds(file: PartFile, family: Family, version: str, role: str) -> bool:
    return file.family == family and role in file.roles and (version == ANY_VERSION or version in file.versions)
