"""A reader goes on from weights that knew other characters, and fewer slots and values."""

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from tandem.engine.mini.text.attributes import SLOT_COUNT, SLOTS, VALUE_COUNT
from tandem.engine.mini.text.reader import PromptReader, possible_values
from tandem.training.text.earlier_reader import slot_table, take_weights

OLD_SLOTS, OLD_COLUMNS = 18, 11
USED = possible_values(torch.device("cpu"))
SMALL = {"width": 32, "blocks": 1, "heads": 2}


def reader(characters: str, seed: int) -> PromptReader:
    torch.manual_seed(seed)
    return PromptReader(characters=characters, **SMALL)


def saved(path: Path, state: dict[str, torch.Tensor], characters: str, table: str | None = None) -> Path:
    metadata = {"config": json.dumps({"characters": characters}), **({"slots": table} if table else {})}
    save_file(state, path, metadata=metadata)
    return path


def with_table(state: dict[str, torch.Tensor], slots: int, columns: int) -> dict[str, torch.Tensor]:
    """The weights with random tables of another size."""
    return {**state, "questions.weight": torch.randn(slots, 32), "values.weight": torch.randn(slots * columns, 32)}


def values_of(model: PromptReader) -> torch.Tensor:
    return model.values.weight.detach().view(SLOT_COUNT, VALUE_COUNT, -1)


def test_letters_are_taken_by_name(tmp_path):
    old, new = reader("ac", 0), reader("abc", 1)
    take_weights(new, saved(tmp_path / "old.safetensors", old.state_dict(), "ac", slot_table()))
    for letter in "ac":
        assert torch.equal(new.letters.weight[new.ids[letter]], old.letters.weight[old.ids[letter]])
    assert torch.equal(new.letters.weight[:4], old.letters.weight[:4])
    assert torch.equal(new.letters.weight[new.ids["b"]], reader("abc", 1).letters.weight[new.ids["b"]])
    assert torch.equal(values_of(new)[USED], values_of(old)[USED])
    assert torch.equal(new.near.weight, old.near.weight)


def test_without_a_table_the_old_slots_and_values_are_the_first_ones(tmp_path):
    state = with_table(reader("ab", 0).state_dict(), OLD_SLOTS, OLD_COLUMNS)
    new, start = reader("ab", 1), reader("ab", 1)
    take_weights(new, saved(tmp_path / "old.safetensors", state, "ab"))
    assert torch.equal(new.questions.weight[:OLD_SLOTS], state["questions.weight"])
    assert torch.equal(new.questions.weight[OLD_SLOTS:], start.questions.weight[OLD_SLOTS:])
    before = state["values.weight"].view(OLD_SLOTS, OLD_COLUMNS, -1)
    for row, slot in enumerate(SLOTS[:OLD_SLOTS]):
        count = min(len(slot.values), OLD_COLUMNS)
        assert torch.equal(values_of(new)[row, :count], before[row, :count])
    assert torch.equal(values_of(new)[0, OLD_COLUMNS:], values_of(start)[0, OLD_COLUMNS:])
    assert torch.equal(values_of(new)[OLD_SLOTS:], values_of(start)[OLD_SLOTS:])


def test_with_a_table_slots_and_values_are_taken_by_name_wherever_they_stand(tmp_path):
    table = {"floor": ["unspecified", "grass", "stone"], "scene": ["unspecified", "drum"]}
    state = with_table(reader("ab", 0).state_dict(), 2, 3)
    new, start = reader("ab", 1), reader("ab", 1)
    take_weights(new, saved(tmp_path / "old.safetensors", state, "ab", json.dumps(table)))
    names = [slot.name for slot in SLOTS]
    floor, scene = names.index("floor"), names.index("scene")
    assert torch.equal(new.questions.weight[floor], state["questions.weight"][0])
    assert torch.equal(values_of(new)[floor, SLOTS[floor].index("grass")], state["values.weight"][1])
    assert torch.equal(values_of(new)[scene, SLOTS[scene].index("drum")], state["values.weight"][4])
    wood = SLOTS[floor].index("wood")
    assert torch.equal(values_of(new)[floor, wood], values_of(start)[floor, wood])


def test_the_reader_inside_a_text_encoder_is_taken(tmp_path):
    old, new = reader("ab", 0), reader("ab", 1)
    state = {f"reader.{name}": value for name, value in old.state_dict().items()}
    state["letters.near.bias"] = torch.ones(3)
    take_weights(new, saved(tmp_path / "text_encoder.safetensors", state, "ab"))
    assert torch.equal(values_of(new)[USED], values_of(old)[USED])
    others = [name for name in old.state_dict() if name != "values.weight"]
    assert all(torch.equal(new.state_dict()[name], old.state_dict()[name]) for name in others)


def test_weights_of_another_reader_are_refused(tmp_path):
    torch.manual_seed(0)
    wide = PromptReader(characters="ab", width=32, blocks=2, heads=2).state_dict()
    with pytest.raises(ValueError, match=r"present reader, other are \['blocks.1"):
        take_weights(reader("ab", 1), saved(tmp_path / "wide.safetensors", wide, "ab"))
    wide = with_table(PromptReader(characters="ab", **SMALL | {"width": 64}).state_dict(), 2, 3)
    with pytest.raises(ValueError, match="present reader"):
        take_weights(reader("ab", 1), saved(tmp_path / "other.safetensors", wide, "ab"))
