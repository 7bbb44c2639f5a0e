"""The mean of readers that were trained one from the other."""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from tandem.engine.mini.text.reader import PromptReader
from tandem.training.text.average_readers import averaged
from tandem.training.text.earlier_reader import slot_table


def saved(path: Path, characters: str, seed: int) -> PromptReader:
    torch.manual_seed(seed)
    reader = PromptReader(characters=characters)
    metadata = {"config": json.dumps({"characters": characters}), "slots": slot_table()}
    save_file(reader.state_dict(), path, metadata=metadata)
    return reader


def letter(reader: PromptReader, name: str) -> torch.Tensor:
    return reader.letters.weight[reader.ids[name]]


def test_weights_are_averaged_letters_by_their_names(tmp_path):
    paths = tmp_path / "earlier.safetensors", tmp_path / "later.safetensors"
    earlier, later = saved(paths[0], "ba", 0), saved(paths[1], "abc", 1)
    mean = averaged(paths)
    assert torch.allclose(mean.near.weight, (earlier.near.weight + later.near.weight) / 2)
    assert torch.allclose(letter(mean, "a"), (letter(earlier, "a") + letter(later, "a")) / 2)


def test_what_only_the_last_one_knows_is_its_own(tmp_path):
    paths = tmp_path / "earlier.safetensors", tmp_path / "later.safetensors"
    saved(paths[0], "ba", 0)
    later = saved(paths[1], "abc", 1)
    assert torch.allclose(letter(averaged(paths), "c"), letter(later, "c"))
