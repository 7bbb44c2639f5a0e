"""The header of a `.safetensors` file: names, types and shapes of its tensors, read without loading one.

Format (https://huggingface.co/docs/safetensors): 8 bytes with the length of the header, little endian; the header as
JSON; then the data of all tensors. Nothing here unpickles.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

LENGTH_BYTES = 8
LARGEST_HEADER_BYTES = 100_000_000
"""The limit of the safetensors library."""


class ModelFileError(ValueError):
    """A weight file that cannot be used, said in one sentence."""


@dataclass(frozen=True)
class TensorEntry:
    """One tensor as the header describes it; `dtype` is safetensors' own name, such as `BF16` or `F8_E4M3`."""

    dtype: str
    shape: tuple[int, ...]

    @property
    def numbers(self) -> int:
        return math.prod(self.shape)


@dataclass(frozen=True)
class Header:
    """What a whole file says of itself. `size_bytes` is that of the file."""

    tensors: Mapping[str, TensorEntry]
    metadata: Mapping[str, str]
    size_bytes: int

    def metadata_object(self, key: str) -> Mapping:
        """The JSON object under a metadata key; empty when there is none or it is not an object."""
        try:
            value = json.loads(self.metadata.get(key, "{}"))
        except json.JSONDecodeError:
            return {}
        return value if isinstance(value, dict) else {}


def read_header(path: Path) -> Header:
    """Raises ModelFileError when the file cannot be read, is not a safetensors file, or is cut short."""
    try:
        with path.open("rb") as file:
            size_bytes = os.fstat(file.fileno()).st_size
            text = _header_text(file, path.name, size_bytes)
    except OSError as error:
        raise ModelFileError(f"{path.name}: cannot be read ({error.strerror or error})") from error
    entries = _entries(text, path.name)
    metadata = entries.pop("__metadata__", {})
    expected_bytes = LENGTH_BYTES + len(text) + _data_bytes(entries, path.name)
    if size_bytes < expected_bytes:
        raise ModelFileError(
            f"{path.name}: is cut short, expected {expected_bytes} bytes and found {size_bytes}; download it again"
        )
    tensors = {name: TensorEntry(entry["dtype"], tuple(entry["shape"])) for name, entry in entries.items()}
    return Header(tensors, metadata, size_bytes)


def _header_text(file: BinaryIO, name: str, size_bytes: int) -> bytes:
    """The JSON as it stands in the file."""
    start = file.read(LENGTH_BYTES)
    if len(start) < LENGTH_BYTES:
        raise ModelFileError(f"{name}: is not a safetensors file, it has only {size_bytes} bytes")
    length = int.from_bytes(start, "little")
    if length > LARGEST_HEADER_BYTES:
        raise ModelFileError(
            f"{name}: is not a safetensors file, its header would be {length} bytes long "
            f"and {LARGEST_HEADER_BYTES} is the limit"
        )
    text = file.read(length)
    if len(text) < length:
        raise ModelFileError(
            f"{name}: is not a safetensors file or is cut short inside its header "
            f"(expected {length} bytes of it, found {len(text)})"
        )
    return text


def _entries(text: bytes, name: str) -> dict:
    """The header's JSON object, checked where this package looks into it."""
    try:
        entries = json.loads(text)
    except ValueError as error:
        raise ModelFileError(f"{name}: is not a safetensors file, its header is not JSON") from error
    if not isinstance(entries, dict):
        raise ModelFileError(f"{name}: is not a safetensors file, its header is not a JSON object")
    metadata = entries.get("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise ModelFileError(f"{name}: is not a safetensors file, its metadata are not texts")
    wrong = [key for key, entry in entries.items() if key != "__metadata__" and not _is_entry(entry)]
    if wrong:
        raise ModelFileError(f"{name}: is not a safetensors file, its header does not describe the tensor {wrong[0]!r}")
    return entries


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("dtype"), str):
        return False
    shape, offsets = entry.get("shape"), entry.get("data_offsets")
    return _are_counts(shape) and _are_counts(offsets) and len(entry["data_offsets"]) == 2


def _are_counts(numbers: object) -> bool:
    return isinstance(numbers, list) and all(type(number) is int and number >= 0 for number in numbers)


def _data_bytes(entries: dict, name: str) -> int:
    """Where the data of the last tensor end, counted from the end of the header."""
    if not entries:
        raise ModelFileError(f"{name}: holds no tensors")
    return max(entry["data_offsets"][1] for entry in entries.values())
