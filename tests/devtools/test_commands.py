"""dev.py itself: which Python it takes, what it starts, and how it ends."""

from __future__ import annotations

import sys

import pytest
from tandem import dev
from tandem.devtools import commands, environment
from tandem.devtools.faults import SetupError


@pytest.mark.parametrize("version", [(3, 9, 1), (3, 15, 0)])
def test_a_python_that_pytorch_is_not_built_for_is_refused_in_one_sentence(
    version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    assert dev.main() == 2
    said = capsys.readouterr().err
    assert f"{version[0]}.{version[1]}" in said and "3.10" in said and said.count("\n") == 1


def test_what_cannot_be_installed_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise SetupError("The disk is full.")

    monkeypatch.setattr(environment, "ensure", fail)
    assert commands.run(["demo"]) == 2
    assert capsys.readouterr().err == "The disk is full.\n"


def test_the_program_gets_the_arguments_and_its_status_is_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    def remember(module: str, arguments: list[str]) -> int:
        started.append((module, arguments))
        return 5

    monkeypatch.setattr(environment, "ensure", lambda: None)
    monkeypatch.setattr(commands, "run_program", remember)
    assert commands.run(["test", "-k", "clock", "--maxfail=1"]) == 5
    assert commands.run(["demo", "--seed", "4", "--json"]) == 5
    assert commands.run(["setup"]) == 0
    assert started == [("pytest", ["-k", "clock", "--maxfail=1"]), ("tandem.devtools.demo", ["--seed", "4", "--json"])]


def test_a_program_that_fails_passes_its_status_on() -> None:
    assert commands.run_program("timeit", ["1 / 0"]) == 1
