"""The command line of the evaluation, as far as it needs no model."""

import sys

import pytest

command = pytest.importorskip("tandem.training.evaluation.__main__", exc_type=ImportError)


def test_a_promise_that_is_measured_slowly_alone_cannot_be_asked_for_quickly(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["evaluate", "--quick", "--promise", "sound to picture and back", "continuation"])
    assert command.main() == 2
    assert "leave out --quick" in capsys.readouterr().err


def test_without_weights_there_is_nothing_to_measure(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "argv", ["evaluate", "--quick", "--weights", str(tmp_path / "none.safetensors")])
    assert command.main() == 2
    assert "none.safetensors" in capsys.readouterr().err
