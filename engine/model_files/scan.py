"""All weight files of joint models in a machine's model folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .gguf import read_gguf_architecture
from .header import ModelFileError, read_header
from .identify import identify, variant_named_in
from .parts import Identity, PartFile

SAFETENSORS, GGUF = ".safetensors", ".gguf"
SKIPPED_FOLDERS = {".git"}
REMEMBERED_FILES = 4096


class Reading(NamedTuple):
    """What one look into a file gave."""

    identity: Identity | None = None
    gguf_architecture: str | None = None
    fault: str | None = None


def scan(folders: Mapping[str, Sequence[str | Path]]) -> list[PartFile]:
    """Every file that belongs to a joint model, every GGUF file, and every damaged file with its fault.

    `folders` maps a ComfyUI model folder's name to its paths; they are searched with all folders below them. Order: as
    the folders are given, then by name. A file that can be reached on several ways is listed once; of two files with
    one name in one model folder, the first, as core's loaders do. Files of other models are left out. An unchanged
    file (same path, size and time) is read once in a process.
    """
    found = (part for folder, paths in folders.items() for path in paths for part in _files_in(folder, Path(path)))
    named: dict[tuple[str, str], PartFile] = {}
    for part in found:
        named.setdefault((part.folder, part.name), part)
    once: dict[Path, PartFile] = {}
    for part in named.values():
        once.setdefault(part.path.resolve(), part)
    return list(once.values())


def _files_in(folder: str, root: Path) -> Iterator[PartFile]:
    for path in _weight_files(root):
        part = _part_file(path, folder, str(path.relative_to(root)))
        if part:
            yield part


def _weight_files(root: Path) -> list[Path]:
    """Sorted; links are followed as ComfyUI follows them, each folder once."""
    files, visited = [], set()
    for place, below, names in os.walk(root, followlinks=True):
        real = os.path.realpath(place)
        below[:] = [] if real in visited else [name for name in below if name not in SKIPPED_FOLDERS]
        if real not in visited:
            files += [Path(place, name) for name in names if name.lower().endswith((SAFETENSORS, GGUF))]
        visited.add(real)
    return sorted(files)


def _part_file(path: Path, folder: str, name: str) -> PartFile | None:
    """None for a file of no joint model, and for one that is gone by now."""
    try:
        facts = path.stat()
    except OSError:
        return None
    is_gguf = path.suffix.lower() == GGUF
    identity, architecture, fault = read_once(path, facts.st_size, facts.st_mtime_ns)
    if identity is None and fault is None and not is_gguf:
        return None
    return PartFile(
        path=path,
        folder=folder,
        name=name,
        size_bytes=facts.st_size,
        identity=identity,
        variant_hint=_variant_hint(identity, name),
        is_gguf=is_gguf,
        gguf_architecture=architecture,
        fault=fault,
    )


@lru_cache(maxsize=REMEMBERED_FILES)
def read_once(path: Path, size_bytes: int, changed_ns: int) -> Reading:
    """What the file is. Size and time are only there to read it again when it has changed."""
    try:
        if path.suffix.lower() == GGUF:
            return Reading(gguf_architecture=read_gguf_architecture(path))
        return Reading(identity=identify(read_header(path)))
    except ModelFileError as fault:
        return Reading(fault=str(fault))


def _variant_hint(identity: Identity | None, name: str) -> str | None:
    if identity is None or identity.variant or not identity.transformer_parameters:
        return None
    return variant_named_in(name, identity.family)
