"""The shipped file laid out for training: every part comes back, and nothing that is there is overwritten."""

import json

import torch
from safetensors import safe_open
from safetensors.torch import load_file
from tandem.engine.mini.checkpoint import PARTS, Checkpoint
from tandem.training.mini.unpack import unpack


def checkpoint() -> Checkpoint:
    return Checkpoint(
        {part: {"part": part, "exceptions": {"one": "w V n"}} for part in PARTS},
        {part: {"w": torch.full((2,), 0.5).half(), "letters.w": torch.ones(3).half()} for part in PARTS},
    )


def test_every_part_comes_back_in_float32(tmp_path):
    assert len(unpack(checkpoint(), tmp_path)) == 5
    assert load_file(tmp_path / "transformer" / "weights.safetensors")["w"].dtype == torch.float32
    with safe_open(str(tmp_path / "text" / "text_encoder.safetensors"), framework="pt") as file:
        assert json.loads(file.metadata()["config"])["part"] == "text_encoder"


def test_the_letters_come_back_as_a_part_of_their_own(tmp_path):
    unpack(checkpoint(), tmp_path)
    path = tmp_path / "text" / "letters.safetensors"
    assert set(load_file(path)) == {"w"}
    assert load_file(path)["w"].shape == (3,)
    with safe_open(str(path), framework="pt") as file:
        assert json.loads(file.metadata()["config"])["exceptions"] == {"one": "w V n"}


def test_what_is_there_is_kept(tmp_path):
    unpack(checkpoint(), tmp_path)
    assert unpack(checkpoint(), tmp_path) == []
