"""GGUF files: recognised by their first bytes, the architecture read where it is the first thing said."""

from __future__ import annotations

import struct

import pytest
from tandem.engine.model_files.gguf import read_gguf_architecture
from tandem.engine.model_files.header import ModelFileError


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value)) + value.encode()


def gguf(pairs: bytes, version: int = 3, count: int = 1) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", version, 0, count) + pairs


ARCHITECTURE = text("general.architecture") + struct.pack("<I", 8) + text("ltxv")


def test_the_architecture_is_read(tmp_path):
    path = tmp_path / "a.gguf"
    path.write_bytes(gguf(ARCHITECTURE))
    assert read_gguf_architecture(path) == "ltxv"


@pytest.mark.parametrize(
    "content",
    [
        b"GGUF",
        gguf(b"", count=0),
        gguf(ARCHITECTURE, version=1),
        gguf(text("general.name") + struct.pack("<I", 8) + text("ltxv")),
        gguf(text("general.architecture") + struct.pack("<I", 4) + struct.pack("<I", 1)),
        gguf(struct.pack("<Q", 2**60)),
        gguf(ARCHITECTURE[:-1]),
        gguf(ARCHITECTURE[:10]),
    ],
    ids=["magic only", "no pairs", "first version", "other key", "a number", "endless text", "cut short", "cut in key"],
)
def test_a_file_that_does_not_say_it_at_once_has_none(tmp_path, content):
    path = tmp_path / "a.gguf"
    path.write_bytes(content)
    assert read_gguf_architecture(path) is None


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "a.gguf"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(ModelFileError, match=r"a\.gguf: is not a GGUF file, it does not begin with GGUF"):
        read_gguf_architecture(path)


def test_a_file_that_is_gone(tmp_path):
    with pytest.raises(ModelFileError, match=r"a\.gguf: cannot be read"):
        read_gguf_architecture(tmp_path / "a.gguf")
