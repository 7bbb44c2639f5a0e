"""Unpacking ComfyUI: only its own files, only below its folder, complete or not at all."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest
from tandem.devtools import comfyui_source
from tandem.devtools.faults import SetupError


def archive(path: Path, *names: str, link: str | None = None) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = 4
            tar.addfile(member, io.BytesIO(b"text"))
        if link is not None:
            member = tarfile.TarInfo(link)
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(member)
    return path


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_only_the_files_of_comfyui_are_written(tmp_path: Path) -> None:
    tar = archive(tmp_path / "a.tar.gz", "p/setup.py", "p/vendor/ComfyUI/main.py", "p/vendor/ComfyUI/comfy/sd.py")
    comfyui_source.unpack(tar, tmp_path / "out")
    assert files_below(tmp_path / "out") == ["comfy/sd.py", "main.py"]


def test_links_are_left_out(tmp_path: Path) -> None:
    tar = archive(tmp_path / "a.tar.gz", "p/vendor/ComfyUI/main.py", link="p/vendor/ComfyUI/secret")
    comfyui_source.unpack(tar, tmp_path / "out")
    assert files_below(tmp_path / "out") == ["main.py"]


def test_a_name_that_climbs_out_is_refused(tmp_path: Path) -> None:
    tar = archive(tmp_path / "a.tar.gz", "p/vendor/ComfyUI/../../../evil.py")
    with pytest.raises(SetupError, match="outside its folder"):
        comfyui_source.unpack(tar, tmp_path / "out")
    assert not (tmp_path / "evil.py").exists()


def test_an_archive_that_is_not_the_known_one_is_not_used(tmp_path: Path) -> None:
    def download(arguments) -> None:
        archive(Path(arguments[arguments.index("--dest") + 1]) / "other.tar.gz", "p/vendor/ComfyUI/main.py")

    with pytest.raises(SetupError, match="not the known one"):
        comfyui_source.fetch(tmp_path / "ComfyUI", download)
    assert not list(tmp_path.iterdir())
