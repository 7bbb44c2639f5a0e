"""The weight file: round trip, int8 matrices, and one sentence for every way it can be wrong."""

import pytest
import torch
from safetensors.torch import save_file
from tandem.engine.mini.checkpoint import PARTS, Checkpoint, CheckpointError, dequantise, load, quantise, save


@pytest.fixture
def checkpoint():
    g = torch.Generator().manual_seed(0)
    state = {"big.weight": torch.randn(128, 64, generator=g), "small.bias": torch.randn(8, generator=g)}
    return Checkpoint({part: {"width": 3} for part in PARTS}, {part: dict(state) for part in PARTS})


def test_what_is_saved_is_loaded(tmp_path, checkpoint):
    path = tmp_path / "model.safetensors"
    save(path, checkpoint)
    loaded = load(path)
    assert loaded.config == checkpoint.config
    for part in PARTS:
        for name, value in checkpoint.parts[part].items():
            assert (loaded.parts[part][name].float() - value).abs().max() < 0.02
    assert list(tmp_path.iterdir()) == [path]


def test_int8_is_within_half_a_step_of_the_original():
    weight = torch.randn(16, 300)
    stored, scale = quantise(weight)
    assert stored.dtype == torch.int8
    assert ((dequantise(stored, scale) - weight).abs() <= scale[:, None] * 0.5001).all()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CheckpointError, match="expected a file at .*nothing.safetensors"):
        load(tmp_path / "nothing.safetensors")


def test_a_file_cut_short_is_called_damaged(tmp_path, checkpoint):
    path = tmp_path / "model.safetensors"
    save(path, checkpoint)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(CheckpointError, match="damaged"):
        load(path)


def test_another_models_file_is_refused(tmp_path):
    path = tmp_path / "other.safetensors"
    save_file({"x": torch.zeros(1)}, path)
    with pytest.raises(CheckpointError, match="not a tandem-mini checkpoint"):
        load(path)


def test_a_part_that_is_missing_is_named(tmp_path, checkpoint):
    path = tmp_path / "model.safetensors"
    save(path, Checkpoint({"transformer": {}}, {"transformer": checkpoint.parts["transformer"]}))
    with pytest.raises(CheckpointError, match="video_vae"):
        load(path)
