"""Training of the judges: what it starts from."""

from types import SimpleNamespace

import pytest
import torch
from tandem.training.evaluation import train_judges
from tandem.training.speech.voices import ALL_MANNERS, MANNERS


def bank(moods) -> list[SimpleNamespace]:
    return [SimpleNamespace(emotion=mood) for mood in moods]


@pytest.mark.parametrize(("moods", "expected"), [(ALL_MANNERS, "train"), (MANNERS, "judges")])
def test_the_common_bank_serves_when_it_has_every_mood(tmp_path, monkeypatch, moods, expected):
    (tmp_path / "train").mkdir()
    (tmp_path / "train" / "index.json").write_text("{}")
    monkeypatch.setattr(train_judges, "load_bank", lambda folder: bank(moods))
    monkeypatch.setattr(train_judges, "bank_of", lambda folder, *_: folder.name)
    found = train_judges.utterances(tmp_path, "train", "judges", 5)
    assert found == (bank(moods) if expected == "train" else expected)


def test_training_makes_the_loss_smaller_within_its_time():
    torch.manual_seed(0)
    layer = torch.nn.Linear(2, 1)
    x = torch.randn(64, 2)

    def loss(index: torch.Tensor) -> torch.Tensor:
        return (layer(x[index]) - x[index, :1]).square().mean()

    before = loss(torch.arange(64)).item()
    steps = train_judges.train(layer, loss, 64, minutes=0.01, batch=16, rate=2e-2)
    assert steps > 5
    assert loss(torch.arange(64)).item() < before / 2


def test_minutes_and_steps_add_up_when_training_is_carried_on():
    before = {"processor_minutes": 2.0, "steps": 100}
    entry = train_judges._entry(3.0, 50, before)
    assert (entry["processor_minutes"], entry["steps"]) == (5.0, 150)
    assert train_judges._entry(3.0, 50, None)["steps"] == 50
