"""What the judges are trained towards."""

import pytest
import torch
from tandem.training.evaluation.judge_losses import augmented, shifted, slot_loss, sound_loss
from tandem.training.evaluation.judge_networks import SoundReading
from tandem.training.evaluation.judge_sets import NOT_ASKED, SoundSet


def test_unknown_labels_cost_nothing():
    logits = {"scene": torch.tensor([[9.0, 0.0], [0.0, 9.0]]), "floor": torch.tensor([[0.0, 9.0], [5.0, 0.0]])}
    right = {"scene": torch.tensor([0, 1]), "floor": torch.tensor([1, NOT_ASKED])}
    assert slot_loss(logits, right) < 0.01
    wrong = {**right, "floor": torch.tensor([0, NOT_ASKED])}
    assert slot_loss(logits, wrong) > 4


def test_a_slot_that_few_clips_have_counts_less():
    logits = {"scene": torch.zeros(4, 2)}
    every = slot_loss(logits, {"scene": torch.tensor([0, 0, 0, 0])})
    single = slot_loss(logits, {"scene": torch.tensor([0, NOT_ASKED, NOT_ASKED, NOT_ASKED])})
    assert single == pytest.approx(every.item() / 2)


def test_clips_as_recorded_keep_their_loudness():
    torch.manual_seed(0)
    samples = torch.full((40, 1600), 0.1)
    as_recorded = torch.arange(40) < 20
    level = augmented(samples, as_recorded).mean(1)
    assert (level[:20] - 0.1).abs().max() < 2e-3
    assert (level[20:] - 0.1).abs().mean() > 1e-2


def test_loudness_is_asked_of_clips_as_recorded_only(monkeypatch):
    torch.manual_seed(0)
    asked = []
    monkeypatch.setattr(
        "tandem.training.evaluation.judge_losses.slot_loss", lambda _, labels: asked.append(labels) or torch.zeros(())
    )
    count = 200
    data = SoundSet(
        torch.zeros(count, 48_000), torch.zeros(count, 150), torch.zeros(count), torch.zeros(count, 150),
        (None,) * count, {"loudness": torch.ones(count, dtype=torch.int64), "scene": torch.ones(count).long()},
    )  # fmt: skip
    sound_loss(lambda samples: SoundReading(torch.zeros(count, samples.shape[1] // 320), {}), data, torch.arange(count))
    known = (asked[0]["loudness"] != NOT_ASKED).float().mean()
    assert 0.3 < known < 0.7
    assert (asked[0]["scene"] == 1).all()


def test_a_shift_moves_pixels_and_repeats_edges():
    rows = torch.arange(6, dtype=torch.uint8).view(1, 1, 6, 1, 1).expand(1, 1, 6, 6, 3)
    assert shifted(rows, 2, 0)[0, 0, :, 0, 0].tolist() == [0, 0, 0, 1, 2, 3]
    assert shifted(rows.transpose(2, 3), 0, -1)[0, 0, 0, :, 0].tolist() == [1, 2, 3, 4, 5, 5]
