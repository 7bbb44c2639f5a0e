"""Weight files with true names, types and shapes and no content: the data are a hole in the file."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from tandem.engine.model_files.header import Header, TensorEntry
from tandem.engine.model_files.identify import identify
from tandem.engine.model_files.parts import PartFile

BYTES = {"F32": 4, "BF16": 2, "F16": 2, "F8_E4M3": 1, "I8": 1, "U8": 1}

Tensors = Mapping[str, tuple[str, tuple[int, ...]]]
WriteWeights = Callable[..., Path]
MakeHeader = Callable[..., Header]
MakePartFile = Callable[..., PartFile]


def weights_text(tensors: Tensors, metadata: Mapping[str, str] | None = None) -> tuple[bytes, int]:
    """The header's JSON and the number of bytes of the data behind it."""
    entries: dict[str, dict] = {"__metadata__": dict(metadata)} if metadata else {}
    end = 0
    for name, (dtype, shape) in tensors.items():
        start, end = end, end + BYTES[dtype] * math.prod(shape)
        entries[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [start, end]}
    return json.dumps(entries).encode(), end


@pytest.fixture
def write_weights() -> WriteWeights:
    """`write_weights(path, tensors, metadata)`: a valid file, however large, that takes no room."""

    def write(path: Path, tensors: Tensors, metadata: Mapping[str, str] | None = None) -> Path:
        text, data_bytes = weights_text(tensors, metadata)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(len(text).to_bytes(8, "little") + text)
            file.truncate(8 + len(text) + data_bytes)
        return path

    return write


@pytest.fixture
def make_header() -> MakeHeader:
    """`make_header(names, sizes, metadata)`: a header of bf16 tensors of shape [2, 2] where no other shape is given."""

    def make(
        names: Iterable[str] = (),
        sizes: Mapping[str, tuple[int, ...]] | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> Header:
        shapes = {**dict.fromkeys(names, (2, 2)), **(sizes or {})}
        return Header({name: TensorEntry("BF16", shape) for name, shape in shapes.items()}, metadata or {}, 0)

    return make


@pytest.fixture
def make_part_file() -> MakePartFile:
    """`make_part_file(header, folder, name)`: the file as the scan would list it, of one byte."""

    def make(header: Header, folder: str, name: str, size_bytes: int = 1) -> PartFile:
        return PartFile(Path("/models", folder, name), folder, name, size_bytes, identify(header))

    return make
