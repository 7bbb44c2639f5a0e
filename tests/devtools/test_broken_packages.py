"""Finding packages that an interrupted install left incomplete."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest
from tandem.devtools.broken_packages import is_complete


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """An installed package of one file of four bytes."""
    info = tmp_path / "thing-1.0.dist-info"
    info.mkdir()
    (tmp_path / "thing.py").write_text("x=1\n")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n")
    (info / "RECORD").write_text("thing.py,,4\nthing.pyc,,\nthing-1.0.dist-info/METADATA,,\n")
    return tmp_path


def complete(folder: Path) -> bool:
    (distribution,) = metadata.distributions(path=[str(folder)])
    return is_complete(distribution)


def test_a_whole_package_is_complete_even_without_its_bytecode(package: Path) -> None:
    assert complete(package)


def test_a_missing_file_a_short_file_and_a_missing_list_are_noticed(package: Path) -> None:
    (package / "thing.py").write_text("x")
    assert not complete(package)
    (package / "thing.py").unlink()
    assert not complete(package)
    (package / "thing-1.0.dist-info/RECORD").unlink()
    assert not complete(package)
