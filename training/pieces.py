"""Large files in pieces, for a way between two machines that lets only small files through.

`python -m tandem.training.pieces split FOLDER FILE ...` and, on the other side, `python -m tandem.training.pieces join
FOLDER` write and read the pieces in FOLDER. A list with a checksum of every file lies beside them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

LARGEST = 15 * 2**20
LIST = "pieces.json"


class PiecesError(ValueError):
    """Pieces that do not make the file they were cut from."""


def split(files: Sequence[Path], folder: Path, root: Path, largest: int = LARGEST) -> list[Path]:
    """Cuts `files`, all below `root`, into pieces of at most `largest` bytes in `folder`; returns the pieces."""
    folder.mkdir(parents=True, exist_ok=True)
    listed, pieces = [], []
    for number, file in enumerate(files):
        data = file.read_bytes()
        parts = [data[start : start + largest] for start in range(0, max(len(data), 1), largest)]
        names = [f"{number:02d}-{index:03d}" for index in range(len(parts))]
        for name, part in zip(names, parts, strict=True):
            (folder / name).write_bytes(part)
            pieces.append(folder / name)
        listed.append({"path": str(file.relative_to(root)), "pieces": names, "sha256": _checksum(data)})
    (folder / LIST).write_text(json.dumps(listed, indent=1), encoding="utf-8")
    return pieces


def join(folder: Path, root: Path) -> list[Path]:
    """Puts the files of `folder` together again below `root`. Raises PiecesError when a checksum differs."""
    written = []
    for entry in json.loads((folder / LIST).read_text(encoding="utf-8")):
        data = b"".join((folder / name).read_bytes() for name in entry["pieces"])
        if _checksum(data) != entry["sha256"]:
            raise PiecesError(f"pieces: {entry['path']} is not whole; bring {', '.join(entry['pieces'])} again")
        path = root / entry["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written.append(path)
    return written


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("split", "join"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", type=Path, nargs="*", help="relative to --root")
    parser.add_argument("--root", type=Path, default=Path.cwd())
    given = parser.parse_args()
    root = given.root.resolve()
    if given.what == "split":
        split([root / file for file in given.files], given.folder, root)
    else:
        join(given.folder, root)
