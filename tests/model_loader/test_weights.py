"""Weight files that fit, and those that do not."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from tandem.engine.mini.checkpoint import Checkpoint, CheckpointError, load, save
from tandem.model_loader.weights import load_checked


@pytest.fixture
def changed(tiny_weights, tmp_path):
    """`changed(part, state dict)`: the tiny checkpoint with another part, as a file."""

    def write(part: str, change) -> Path:
        checkpoint = load(tiny_weights)
        state = dict(checkpoint.parts[part])
        change(state)
        path = tmp_path / "changed.safetensors"
        save(path, Checkpoint(checkpoint.config, {**checkpoint.parts, part: state}))
        return path

    return write


def test_a_good_file_is_taken(tiny_weights) -> None:
    assert load_checked(tiny_weights).parts["transformer"]


def test_a_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(CheckpointError, match="found none"):
        load_checked(tmp_path / "gone.safetensors")


@pytest.mark.parametrize("kept", [0, 5, 1000, -100])
def test_a_file_cut_short_is_named(tiny_weights, tmp_path, kept) -> None:
    path = tmp_path / "short.safetensors"
    path.write_bytes(tiny_weights.read_bytes()[:kept])
    with pytest.raises(CheckpointError, match=r"short\.safetensors"):
        load_checked(path)


def test_a_file_of_another_model_is_named(tmp_path) -> None:
    path = tmp_path / "foreign.safetensors"
    save_file({"model.diffusion_model.weight": torch.zeros(2)}, path)
    with pytest.raises(CheckpointError, match=r"foreign\.safetensors is not a tandem-mini checkpoint"):
        load_checked(path)


def test_a_missing_tensor_is_named(changed) -> None:
    path = changed("transformer", lambda state: state.pop("video_in.weight"))
    with pytest.raises(CheckpointError, match=r"transformer\.video_in\.weight is missing"):
        load_checked(path)


def test_a_tensor_of_a_wrong_shape_is_named_with_both_shapes(changed) -> None:
    path = changed("audio_vae", lambda state: state.update({"latent_in.bias": torch.zeros(7)}))
    with pytest.raises(CheckpointError, match=r"audio_vae\.latent_in\.bias is \[7\] instead of \[192\]"):
        load_checked(path)


def test_many_faults_are_counted_and_not_all_printed(changed) -> None:
    path = changed("transformer", lambda state: state.clear())
    with pytest.raises(CheckpointError, match=r"is missing, .* and \d+ more") as error:
        load_checked(path)
    assert len(str(error.value)) < 400
