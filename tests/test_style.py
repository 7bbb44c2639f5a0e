"""The checkers that pyproject.toml sets up find nothing: ruff everywhere, mypy over the engine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "command", [["ruff", "check", "--quiet", "."], ["mypy", "--no-error-summary"]], ids=lambda c: c[0]
)
def test_the_checker_finds_nothing(command: list[str]) -> None:
    ran = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
