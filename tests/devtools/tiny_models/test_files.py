"""What is written, where, and that it is always the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tandem.devtools.tiny_models import FILES, LTX_UPSCALER
from tandem.devtools.tiny_models.__main__ import main

SMALL_BYTES = 60_000_000
TEMPLATE_FOLDERS = {"checkpoints", "diffusion_models", "latent_upscale_models", "text_encoders", "vae"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_command_writes_the_same_bytes_again(
    tiny_models_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))  # puts back what the command adds
    assert main([str(tmp_path / "models")]) == 0
    first, second = contents(tiny_models_dir), contents(tmp_path / "models")
    assert first == second
    assert all(name in capsys.readouterr().out for name in ["tiny_ltx-2.3.safetensors"])


def test_the_files_are_small_and_lie_in_the_folders_of_the_templates(tiny_models_dir: Path) -> None:
    written = contents(tiny_models_dir)
    assert set(written) == {file for files in FILES.values() for file in files} | {LTX_UPSCALER}
    assert {name.split("/")[0] for name in written} == TEMPLATE_FOLDERS
    assert sum(map(len, written.values())) < SMALL_BYTES


def test_the_command_says_what_is_wrong_without_a_comfyui(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tandem.devtools.tiny_models.__main__.comfyui_dir", lambda: tmp_path / "nowhere")
    assert main([str(tmp_path / "models")]) == 1
    assert capsys.readouterr().err == (
        f"there is no ComfyUI in {tmp_path / 'nowhere'}: run `python dev.py setup`, which fetches one.\n"
    )
    assert not (tmp_path / "models").exists()
