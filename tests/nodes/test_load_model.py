"""Load Model and the pack's entry."""

from __future__ import annotations

import asyncio

import pytest
import tandem
from tandem.engine.mini.checkpoint import CheckpointError
from tandem.model_loader import listing, tandem_model, weights
from tandem.nodes.extension import NODES
from tandem.nodes.load_model import TandemLoadModel


@pytest.fixture
def built_in(tiny_weights, monkeypatch):
    """The tiny checkpoint in place of the built-in one."""
    for module in (tandem_model, listing):
        monkeypatch.setattr(module, "built_in_path", lambda: tiny_weights)
    return tiny_weights


def test_the_entry_point_lists_every_node() -> None:
    async def listed():
        return await (await tandem.comfy_entrypoint()).get_node_list()

    assert asyncio.run(listed()) == NODES


def test_the_built_in_model_loads_with_its_defaults(execute, built_in) -> None:
    model = execute(TandemLoadModel, model=weights.BUILT_IN)[0]
    assert model.name == weights.BUILT_IN
    assert (model.defaults.steps, model.defaults.sampler) == (8, "euler")


def test_a_changed_file_is_loaded_again(built_in) -> None:
    before = TandemLoadModel.fingerprint_inputs(weights.BUILT_IN)
    assert TandemLoadModel.fingerprint_inputs(weights.BUILT_IN) == before and str(built_in.parent) not in before
    built_in.touch()
    assert TandemLoadModel.fingerprint_inputs(weights.BUILT_IN) != before


def test_a_file_that_is_gone_is_one_sentence(execute, monkeypatch, tmp_path) -> None:
    for module in (tandem_model, listing):
        monkeypatch.setattr(module, "built_in_path", lambda: tmp_path / "tandem-mini.safetensors")
    with pytest.raises(CheckpointError, match="weights: expected a file at"):
        execute(TandemLoadModel, model=weights.BUILT_IN)
    assert TandemLoadModel.fingerprint_inputs(weights.BUILT_IN)


def test_a_model_that_is_not_there_is_refused_when_the_graph_is_checked(built_in) -> None:
    assert TandemLoadModel.validate_inputs(model=weights.BUILT_IN) is True
    assert TandemLoadModel.validate_inputs(model=None) is True, "a linked input has no value yet"
    said = TandemLoadModel.validate_inputs(model="minimax_h3_fl2va_pruned_int8_convrot.safetensors")
    assert "put minimax_h3_fl2va_pruned_int8_convrot.safetensors into models/diffusion_models" in said
