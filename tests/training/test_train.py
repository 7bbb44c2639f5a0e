"""The order of the training: nothing is done twice, and a failed stage stops the run with its name."""

import sys

import pytest
from tandem.training import train
from tandem.training.train import LETTERS, PROFILES, Stage, chosen, require_words, stages


def stage(tmp_path, code: str, done: str = "done") -> Stage:
    script = tmp_path / "stage_module.py"
    script.write_text(code)
    return Stage("a stage", (("stage_module",),), (tmp_path / done,))


@pytest.fixture
def as_module(tmp_path, monkeypatch):
    """Runs stage modules out of `tmp_path` instead of this package."""
    monkeypatch.setattr(train, "PACKAGE", "pretended")
    package = tmp_path / "pretended"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.setattr(train, "environment", lambda: {"PYTHONPATH": str(tmp_path), "PATH": sys.exec_prefix})
    return package


def test_a_finished_stage_is_skipped(as_module, tmp_path, capsys):
    (tmp_path / "done").touch()
    train.run(stage(as_module, "raise SystemExit(1)", "../done"))
    assert "done before" in capsys.readouterr().out


def test_an_open_stage_is_run(as_module):
    train.run(stage(as_module, "import pathlib; (pathlib.Path(__file__).parent / 'done').touch()"))
    assert (as_module / "done").exists()


def test_a_failed_stage_stops_the_run_with_its_name(as_module):
    with pytest.raises(SystemExit, match="a stage failed"):
        train.run(stage(as_module, "raise SystemExit(3)"))


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_every_stage_names_a_module_that_exists(profile):
    from importlib.util import find_spec

    for planned in stages(PROFILES[profile]):
        for module, *_ in planned.commands:
            assert find_spec(f"tandem.training.{module}") is not None, module


def test_stages_can_be_chosen_by_name_and_keep_their_order():
    planned = stages(PROFILES["smoke"])
    assert [stage.name for stage in chosen(planned, ["export", "windows"])] == ["windows", "export"]
    assert chosen(planned, None) == planned
    with pytest.raises(SystemExit, match="dancing"):
        chosen(planned, ["dancing"])


def test_a_list_of_words_that_is_missing_is_told_before_anything_runs(tmp_path):
    """Not an hour later, by a traceback."""
    words = tmp_path / "words"
    planned = [Stage("windows", (), ()), Stage(LETTERS, (), (tmp_path / "letters",))]
    with pytest.raises(SystemExit, match="wamerican-small"):
        require_words(planned, words)
    require_words(planned[:1], words)
    words.touch()
    require_words(planned, words)
    assert LETTERS in [stage.name for stage in stages(PROFILES["cpu"])]
