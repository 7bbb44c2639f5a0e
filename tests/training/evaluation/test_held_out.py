"""Real clips of the same kinds, and with the same efforts, as the prompts ask for."""

from types import SimpleNamespace

from tandem.training.evaluation import held_out
from tandem.training.evaluation.held_out import bank_of, held_out_clips
from tandem.training.speech.voices import ALL_MANNERS
from tandem.training.world.scenes import SCENES


def test_a_bank_that_is_missing_is_made_with_every_mood(tmp_path, monkeypatch):
    asked = {}
    monkeypatch.setattr(held_out, "build_bank", lambda folder, *_, **options: asked.update(options, folder=folder))
    monkeypatch.setattr(held_out, "load_bank", lambda folder: [folder])
    assert bank_of(tmp_path / "new", 3, 1, "test") == [tmp_path / "new"]
    assert set(asked["emotions"]) == set(ALL_MANNERS)


def test_a_bank_that_is_there_is_not_made_again(tmp_path, monkeypatch):
    (tmp_path / "index.json").write_text("{}")
    monkeypatch.setattr(held_out, "load_bank", lambda folder: [folder])
    monkeypatch.delattr(held_out, "build_bank")
    assert bank_of(tmp_path, 3, 1, "test") == [tmp_path]


def test_every_kind_comes_as_often_and_some_talkers_whisper():
    drawn = []
    real = SimpleNamespace(clip=lambda seed, latents, scene: drawn.append((seed, scene)))
    list(held_out_clips(2, 12, real))
    kinds = [scene for scene in SCENES for _ in range(2)]
    kinds[1] = "whisper"
    assert [scene for _, scene in drawn] == kinds
    assert len({seed for seed, _ in drawn}) == len(drawn)
