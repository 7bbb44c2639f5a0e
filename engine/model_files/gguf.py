"""GGUF files: recognised by their first bytes and listed, not looked into further.

Format (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md): magic, version, number of tensors, number of
key-value pairs, then the pairs; writers put `general.architecture` first.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from .header import ModelFileError

MAGIC = b"GGUF"
OLDEST_64_BIT_VERSION = 2
STRING_TYPE = 8
LONGEST_TEXT_BYTES = 200
ARCHITECTURE_KEY = "general.architecture"


def read_gguf_architecture(path: Path) -> str | None:
    """What the file calls its architecture, such as `ltxv`; None when it does not say so in its first pair.

    Raises ModelFileError when the file cannot be read or does not begin as a GGUF file does.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise ModelFileError(f"{path.name}: is not a GGUF file, it does not begin with {MAGIC.decode()}")
            return _first_architecture(file)
    except OSError as error:
        raise ModelFileError(f"{path.name}: cannot be read ({error.strerror or error})") from error


def _first_architecture(file: BinaryIO) -> str | None:
    start = file.read(struct.calcsize("<IQQ"))
    if len(start) < struct.calcsize("<IQQ"):
        return None
    version, _, pairs = struct.unpack("<IQQ", start)
    if version < OLDEST_64_BIT_VERSION or pairs == 0 or _text(file) != ARCHITECTURE_KEY:
        return None
    return _text(file) if file.read(4) == struct.pack("<I", STRING_TYPE) else None


def _text(file: BinaryIO) -> str | None:
    """One length-prefixed text; None where there is none or it is longer than a name would be."""
    start = file.read(struct.calcsize("<Q"))
    if len(start) < struct.calcsize("<Q"):
        return None
    (length,) = struct.unpack("<Q", start)
    if length > LONGEST_TEXT_BYTES:
        return None
    text = file.read(length)
    return text.decode("utf-8", errors="replace") if len(text) == length else None
