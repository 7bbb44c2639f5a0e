"""Weights of a smaller table of slots predict the same with the present one."""

import pytest
import torch
from tandem.engine.mini.text.attributes import SLOT_COUNT, VALUE_COUNT
from tandem.training.mini.slot_growth import grown

SLOTS, VALUES, WIDTH = 5, 3, 4


def weights() -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    return {
        "slot_keys.weight": torch.randn(SLOTS * VALUES, WIDTH),
        "slot_values.weight": torch.randn(WIDTH, SLOTS * VALUES),
        "other.weight": torch.ones(1),
    }


def test_an_earlier_prompt_means_the_same():
    old, new = weights(), grown(weights(), SLOTS, VALUES)
    earlier = torch.rand(SLOTS, VALUES)
    context = torch.zeros(SLOT_COUNT, VALUE_COUNT)
    context[:SLOTS, :VALUES] = earlier
    assert torch.allclose(
        new["slot_values.weight"] @ context.flatten(), old["slot_values.weight"] @ earlier.flatten(), atol=1e-6
    )
    keys = new["slot_keys.weight"].view(SLOT_COUNT, VALUE_COUNT, WIDTH)
    assert torch.equal(keys[:SLOTS, :VALUES].flatten(0, 1), old["slot_keys.weight"])
    assert keys[SLOTS:].abs().sum() == keys[:, VALUES:].abs().sum() == 0


def test_a_table_of_another_size_is_refused():
    with pytest.raises(ValueError, match="15 rows"):
        grown(weights(), 4, 3)
    with pytest.raises(ValueError, match="expected at most"):
        grown({**weights(), "slot_keys.weight": torch.ones(400 * 3, WIDTH)}, 400, 3)
