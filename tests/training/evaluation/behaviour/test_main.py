"""The command, as far as it needs no clips."""

import sys

import pytest

command = pytest.importorskip("tandem.training.evaluation.behaviour.__main__", exc_type=ImportError)
from tandem.training.evaluation.behaviour.findings import Claim, Estimate, Finding  # noqa: E402


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--clips", "0"], "--clips: expected at least 1, got 0"),
        (["--document", "--only", "face"], "leave out one of the two"),
    ],
)
def test_what_cannot_be_measured_is_refused(monkeypatch, capsys, arguments, said):
    monkeypatch.setattr(sys, "argv", ["behaviour", *arguments])
    assert command.main() == 2
    assert said in capsys.readouterr().err


def test_the_tables_go_to_the_folder_and_to_the_document(monkeypatch, capsys, tmp_path):
    finding = Finding("A face", "About.", ("a",), (("1",),), (Claim("c", Estimate.of([1.0, 1.1])),), ({"a": 1},))
    monkeypatch.setattr(command, "EXPERIMENTS", {"face": lambda subject: finding})
    monkeypatch.setattr(command, "prepared", lambda args: None)
    monkeypatch.setattr(command, "DOCUMENT", tmp_path / "docs.md")
    monkeypatch.setattr(sys, "argv", ["behaviour", "--output", str(tmp_path / "out"), "--document"])
    assert command.main() == 0
    written = (tmp_path / "docs.md").read_text(encoding="utf-8")
    assert "## A face" in written and "--clips 1`" in written
    assert written == (tmp_path / "out" / "docs.md").read_text(encoding="utf-8") == capsys.readouterr().out[:-1]
    assert '"verdict": "yes"' in (tmp_path / "out" / "behaviour.json").read_text(encoding="utf-8")


def test_without_weights_there_is_nothing_to_measure(monkeypatch, capsys, tmp_path):
    def no_bank(folder):
        return []

    monkeypatch.setattr(command, "held_out_bank", no_bank)
    monkeypatch.setattr(sys, "argv", ["behaviour", "--weights", str(tmp_path / "none.safetensors")])
    assert command.main() == 2
    assert "none.safetensors" in capsys.readouterr().err
