"""Earlier weights of the prompt reader, laid out for the present characters, slots and values."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file

from ...engine.mini.text.attributes import SLOTS, VALUE_COUNT
from ...engine.mini.text.reader import FIRST_CHARACTER_ID, PromptReader

PREFIX = "reader."
TABLE_KEY = "slots"
"""Where the slot table lies in the metadata of a file, as JSON: slot -> values."""

TABLES = ("letters.weight", "questions.weight", "values.weight")
"""Tensors with a row for each thing that has a name."""


def slot_table() -> str:
    """The present table for the metadata of new weights."""
    return json.dumps({slot.name: list(slot.values) for slot in SLOTS})


def take_weights(reader: PromptReader, path: Path) -> None:
    """Earlier weights into `reader`: letters, slots and values by name; what they lack keeps its start.

    `path` holds a reader, or a text encoder with a reader in it. A file without a slot table is one whose slots are
    the first of the present ones, and whose values are the first of each slot. Raises ValueError when the other
    tensors are not those of `reader`.
    """
    state, metadata = load_file(path), _metadata(path)
    if any(name.startswith(PREFIX) for name in state):
        state = {name.removeprefix(PREFIX): value for name, value in state.items() if name.startswith(PREFIX)}
    characters = json.loads(metadata["config"])["characters"]
    slots, columns = len(state["questions.weight"]), len(state["values.weight"]) // len(state["questions.weight"])
    table = json.loads(metadata[TABLE_KEY]) if TABLE_KEY in metadata else _first_of_present(slots, columns)
    now = {slot.name: list(slot.values) for slot in SLOTS}
    rows = {
        "letters.weight": (_letters(characters), reader.ids),
        "questions.weight": (_places(table), _places(now)),
        "values.weight": (_cells(table, columns), _cells(now, VALUE_COUNT)),
    }
    start = reader.state_dict()
    _refuse_others(start, state)
    taken = {name: _copied(start[name], state[name], before, after) for name, (before, after) in rows.items()}
    taken["letters.weight"][:FIRST_CHARACTER_ID] = state["letters.weight"][:FIRST_CHARACTER_ID]
    reader.load_state_dict({**state, **taken})


def _metadata(path: Path) -> dict[str, str]:
    with safe_open(str(path), framework="pt") as file:
        return file.metadata() or {}


def _first_of_present(slots: int, columns: int) -> dict[str, list[str]]:
    return {slot.name: list(slot.values[:columns]) for slot in SLOTS[:slots]}


def _letters(characters: str) -> dict[str, int]:
    return {letter: place for place, letter in enumerate(characters, FIRST_CHARACTER_ID)}


def _places(table: dict[str, list[str]]) -> dict[str, int]:
    return {name: row for row, name in enumerate(table)}


def _cells(table: dict[str, list[str]], columns: int) -> dict[tuple[str, str], int]:
    """Row of every value in the reader's embedding of `columns` values for each slot."""
    return {
        (name, value): row * columns + column
        for row, (name, values) in enumerate(table.items())
        for column, value in enumerate(values)
    }


def _copied(start: torch.Tensor, earlier: torch.Tensor, before: dict, now: dict) -> torch.Tensor:
    """`start` with the rows of `earlier` wherever both name the same thing."""
    weight = start.clone()
    for name, row in before.items():
        if name in now:
            weight[now[name]] = earlier[row]
    return weight


def _refuse_others(wanted: dict[str, torch.Tensor], state: dict[str, torch.Tensor]) -> None:
    """Raises ValueError for names that differ, and shapes that differ but for the rows of the three tables."""

    def shape(tensors: dict[str, torch.Tensor], name: str) -> tuple[int, ...]:
        size = tuple(tensors[name].shape)
        return size[1:] if name in TABLES else size

    both = wanted.keys() & state.keys()
    other = (wanted.keys() ^ state.keys()) | {name for name in both if shape(wanted, name) != shape(state, name)}
    if other:
        raise ValueError(f"earlier weights: expected the tensors of the present reader, other are {sorted(other)}")
