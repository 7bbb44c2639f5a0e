"""An installation that is done once, repaired when cut short, and explained in one sentence when it cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from tandem.devtools import environment, places
from tandem.devtools.environment import Step
from tandem.devtools.faults import SetupError, check_disk_space, explain_pip_failure


@pytest.fixture
def stamps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "stamps"
    monkeypatch.setattr(environment, "STAMPS", folder)
    return folder


def step(work, fingerprint: str = "one") -> Step:
    return Step("torch", "Installing", fingerprint, work)


@pytest.mark.usefixtures("stamps")
def test_a_step_is_done_once_and_again_when_what_it_installs_changes() -> None:
    ran = []
    step(lambda: ran.append(1)).run()
    assert step(lambda: ran.append(2)).is_done()
    assert not step(lambda: ran.append(2), "two").is_done()
    assert ran == [1]


@pytest.mark.usefixtures("stamps")
def test_an_interrupted_step_is_not_done_and_the_next_run_repairs(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    repairs = []
    monkeypatch.setattr(environment, "reinstall_broken_packages", lambda: repairs.append(1))
    with pytest.raises(KeyboardInterrupt):
        step(interrupted).run()
    assert not step(interrupted).is_done() and not repairs
    step(lambda: None).run()
    assert step(interrupted).is_done() and repairs == [1]
    step(lambda: None, "two").run()
    assert repairs == [1]


def test_only_incomplete_packages_are_installed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Found:
        stdout = "torch==2.11.0\ntandem-av==0.1.0\n"

    calls = []
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: Found)
    monkeypatch.setattr(environment, "pip", calls.append)
    environment.reinstall_broken_packages()
    assert calls == [["install", "--ignore-installed", "--no-deps", "torch==2.11.0"]]


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        (
            "WARNING: Retrying ... NewConnectionError(...: Temporary failure in name resolution')': /simple/torch/\n"
            "ERROR: No matching distribution found for torch==2.11.0",
            "cannot be reached",
        ),
        ("Collecting x\nERROR: No matching distribution found for x==9\n", "No matching distribution found for x==9"),
        ("", "without a reason"),
    ],
)
def test_each_failure_of_pip_is_one_sentence(output: str, sentence: str) -> None:
    said = explain_pip_failure(output, Path("install.log"))
    assert sentence in said and "\n" not in said and "install.log" in said


def test_a_full_disk_is_noticed_before_the_download(tmp_path: Path) -> None:
    check_disk_space(tmp_path, 0.0)
    with pytest.raises(SetupError, match="needs 1e.09 GiB"):
        check_disk_space(tmp_path, 1e9)


def test_a_comfyui_of_ones_own_must_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMFYUI_DIR", str(tmp_path))
    with pytest.raises(SetupError, match="holds no ComfyUI"):
        places.chosen_comfyui()
    (tmp_path / "main.py").touch()
    (tmp_path / "comfy").mkdir()
    assert places.comfyui_dir() == tmp_path
    monkeypatch.delenv("COMFYUI_DIR")
    assert places.comfyui_dir() == places.PRIVATE / "ComfyUI"


def test_pip_that_fails_raises_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "LOG", tmp_path / "install.log")
    with pytest.raises(SetupError, match="no-such-command"):
        environment.pip(["no-such-command"])
    assert "no-such-command" in (tmp_path / "install.log").read_text()
