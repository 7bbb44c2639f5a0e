"""The page, the command, and the folder that it writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tandem.devtools.gallery import __main__ as gallery
from tandem.devtools.gallery.entries import ENTRIES
from tandem.devtools.gallery.page import page
from tandem.devtools.gallery.sizes import CLIP_BYTES, FOLDER_BYTES, OVERVIEW_BYTES, SHEET_BYTES
from tandem.engine.media.mux import write_mp4
from tandem.engine.media.probe import Decoded, probe

FILES = [f"{entry.name}{ending}" for entry in ENTRIES for ending in (".mp4", ".png")] + ["gallery.png", "README.md"]


def test_the_page_has_a_row_with_every_prompt_clip_and_sheet() -> None:
    rows = page().splitlines()[-len(ENTRIES) :]
    for entry, row in zip(ENTRIES, rows, strict=True):
        assert row.count("|") == 6 and entry.prompt in row and entry.look_for in row
        assert re.findall(r"\]\(([^)]+)\)", row) == [f"{entry.name}.mp4", f"{entry.name}.png"]


def test_the_page_says_what_the_clips_are() -> None:
    for words in ("cartoons of a synthetic world", "unedited", "the seeds are 0 to 9", "No clip was picked"):
        assert words in " ".join(page().split())


def test_pictures_and_page_are_made_from_the_clips_alone(tmp_path: Path, clip: Decoded) -> None:
    for entry in ENTRIES:
        write_mp4(tmp_path / f"{entry.name}.mp4", iter(clip.frames), clip.samples, clip.frame_rate, 16_000)
    gallery.write_pictures(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(FILES)


def test_a_missing_clip_and_an_unknown_name_are_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gallery, "FOLDER", tmp_path)
    assert gallery.main(["--pictures"]) == 1
    said = capsys.readouterr().err
    assert "talk_english.mp4" in said and said.count("\n") == 1
    assert gallery.main(["no-such-clip"]) == 2
    assert "no-such-clip" in capsys.readouterr().err


def test_the_folder_holds_every_file_of_the_page_and_no_other() -> None:
    assert {path.name for path in gallery.FOLDER.iterdir()} == set(FILES)


def test_the_page_in_the_folder_is_the_page_of_the_list() -> None:
    assert (gallery.FOLDER / "README.md").read_text(encoding="utf-8") == page()


def test_the_files_in_the_folder_are_small() -> None:
    limits = {".mp4": CLIP_BYTES, ".png": SHEET_BYTES, ".md": 10_000}
    sizes = {path.name: path.stat().st_size for path in gallery.FOLDER.iterdir()}
    large = [
        name
        for name, size in sizes.items()
        if size >= (OVERVIEW_BYTES if name == "gallery.png" else limits[Path(name).suffix])
    ]
    assert not large and sum(sizes.values()) < FOLDER_BYTES


def test_the_clips_in_the_folder_are_as_long_as_the_page_says() -> None:
    for entry in ENTRIES:
        facts = probe(gallery.FOLDER / f"{entry.name}.mp4")
        assert (facts.width, facts.height, float(facts.picture_s)) == (256, 256, entry.seconds)
        assert not facts.black and not facts.silent
