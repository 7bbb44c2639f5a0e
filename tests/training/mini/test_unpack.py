"""The shipped file laid out for training: every part comes back, and nothing that is there is overwritten."""

import json

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file
from tandem.engine.mini.checkpoint import PARTS, Checkpoint
from tandem.training.mini.unpack import unpack
from tandem.training.text.export import PARTS as TEXT_PARTS


def checkpoint() -> Checkpoint:
    return Checkpoint(
        {part: {"part": part, "characters": "ab", "exceptions": {"one": "w V n"}} for part in PARTS},
        {
            part: {"w": torch.full((2,), 0.5).half()} | {f"{own}.w": torch.ones(3).half() for own in TEXT_PARTS}
            for part in PARTS
        },
    )


def test_every_part_comes_back_in_float32(tmp_path):
    assert len(unpack(checkpoint(), tmp_path)) == 4 + len(TEXT_PARTS)
    assert load_file(tmp_path / "transformer" / "weights.safetensors")["w"].dtype == torch.float32
    with safe_open(str(tmp_path / "text" / "text_encoder.safetensors"), framework="pt") as file:
        assert json.loads(file.metadata()["config"])["part"] == "text_encoder"


@pytest.mark.parametrize(
    ("part", "config"),
    [("letters", {"exceptions": {"one": "w V n"}}), ("reader", {"characters": "ab"}), ("durations", {}),
     ("intonation", {})],
)  # fmt: skip
def test_what_the_text_encoder_is_made_of_comes_back_by_itself(tmp_path, part, config):
    unpack(checkpoint(), tmp_path)
    path = tmp_path / "text" / f"{part}.safetensors"
    assert set(load_file(path)) == {"w"}
    assert load_file(path)["w"].shape == (3,)
    with safe_open(str(path), framework="pt") as file:
        assert json.loads(file.metadata()["config"]) == config | {"numbers": {}}


def test_what_is_there_is_kept(tmp_path):
    unpack(checkpoint(), tmp_path)
    assert unpack(checkpoint(), tmp_path) == []
