"""The two stages that learn on a card, at toy size on a processor."""

import json
import time
from types import SimpleNamespace

import pytest
import torch
from safetensors.torch import save_file
from tandem.engine.mini.text.attributes import SLOT_COUNT
from tandem.engine.mini.text.script import COLUMNS
from tandem.training import run_log
from tandem.training.card import joint
from tandem.training.card.growing_clips import GrowingClips
from tandem.training.card.joint import Learner, random_batch
from tandem.training.card.picture import HELD_OUT, Windows, beginning
from tandem.training.mini.picture_anew import PICTURE_PARTS, without_picture
from tandem.training.mini.train_transformer import begin_with, build


@pytest.fixture
def learner(monkeypatch):
    monkeypatch.setattr(joint, "LENGTHS", {12: (2, 1.0)})
    torch.manual_seed(0)
    store = GrowingClips(12, 4)
    store.add({
        "video": torch.randn(4, 12, 8, 8, 64), "still": torch.randn(4, 8, 8, 64), "audio": torch.randn(4, 48, 32),
        "slots": torch.ones(4, SLOT_COUNT, dtype=torch.uint8), "script": torch.ones(4, 48, COLUMNS, dtype=torch.uint8),
    })  # fmt: skip
    return Learner(build(), {12: store}, seed=1, factor=1)


@pytest.mark.parametrize("apart", [0.0, 1.0])
def test_a_step_moves_the_weights_and_the_average_follows(learner, monkeypatch, apart):
    monkeypatch.setattr(joint, "APART", apart)
    before = learner.model.video_out.weight.clone()
    for _ in range(2):
        learner.learn(0.5)
    assert (
        learner.step == 2
        and learner.clips == (2 if apart else 4)
        and learner.means.isfinite().all()
        and learner.means.min() > 0
    )
    assert not torch.equal(learner.model.video_out.weight, before)
    assert not torch.equal(learner.average.video_out.weight, learner.model.video_out.weight)


def test_batches_of_nothing_have_the_shapes_of_real_ones(learner):
    real = learner.stores[12].batch(3, torch.Generator().manual_seed(0))
    blank = random_batch(12, 3, torch.device("cpu"))
    for name, value in vars(real).items():
        assert (getattr(blank, name).shape, getattr(blank, name).dtype) == (value.shape, value.dtype), name


def test_a_new_picture_starts_anew_and_the_rest_stays():
    torch.manual_seed(2)
    earlier, model = build().state_dict(), build()
    torch.nn.init.normal_(earlier["video_out.weight"])
    kept = without_picture(earlier)
    begin_with(model, kept)
    assert not any(name.startswith(PICTURE_PARTS) or ".bridge." in name for name in kept)
    assert torch.equal(model.audio_in.weight, earlier["audio_in.weight"])
    assert not torch.equal(model.video_in.weight, earlier["video_in.weight"])
    assert model.video_out.weight.abs().sum() == 0


def test_windows_stop_where_the_room_ends_and_the_held_out_ones_are_not_learned_from():
    windows = Windows(HELD_OUT + 20, torch.device("cpu"))
    for value, count in ((10, HELD_OUT), (200, 16), (200, 16)):
        windows.add({"frames": torch.full((count, 12, 256, 256, 3), value, dtype=torch.uint8)})
    assert windows.full and windows.count == HELD_OUT + 20
    windows.pictures[HELD_OUT:, 1:4] = 90
    frames = windows.batch(24, torch.Generator().manual_seed(0))
    assert frames.shape == (24, 3, 12, 256, 256) and frames[:, :, 0].min() > 0.5
    still = (frames[:, :, 1:4] == frames[:, :, :1]).flatten(1).all(dim=1)
    assert 0 < still.sum() < 12


def test_a_profile_names_what_the_steps_did(learner, capsys):
    joint.profile(learner, 1)
    assert "1 steps in" in (printed := capsys.readouterr().out) and "aten::" in printed


def test_learning_takes_in_what_is_encoded_and_ends_with_the_time(learner, tmp_path, monkeypatch):
    monkeypatch.setattr(run_log, "RUNS", tmp_path / "runs")
    store, made = learner.stores[12], tmp_path / "encoded"
    made.mkdir()
    save_file({name: value[:2].clone() for name, value in store.rows.items()}, made / "12-000000000007.safetensors")
    workshop = SimpleNamespace(made=made, check=lambda: None)
    monkeypatch.setattr(joint, "ENOUGH", {12: 6})
    joint.wait_for_clips(learner.stores, workshop)
    monkeypatch.setattr(joint, "SAVE_EVERY_S", -1)
    joint.learn_until(time.time() + 0.5, learner, workshop, run_log.RunLog("transformer", 1), {"further": False})
    assert store.seen == 6 and learner.step >= 1 and not list(made.iterdir())
    assert json.loads((tmp_path / "runs/transformer/log.json").read_text())["rendered"] == {"12": 6}


def test_a_picture_autoencoder_begins_with_weights_of_half_precision(tmp_path):
    torch.manual_seed(3)
    earlier = beginning(None).state_dict()
    save_file({name: value.half().contiguous() for name, value in earlier.items()}, tmp_path / "half.safetensors")
    weight = beginning(tmp_path / "half.safetensors").encoder[0].weight
    assert weight.dtype == torch.float32 and torch.equal(weight, earlier["encoder.0.weight"].half().float())
