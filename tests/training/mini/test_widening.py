"""A wider transformer that predicts what the narrow one did, and can learn with its new numbers."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.mini.text.attributes import SLOT_COUNT, VALUE_COUNT
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.text.voice_pitch import VOICE_COLUMN
from tandem.engine.mini.text.voices import VOICE_NUMBERS
from tandem.engine.mini.transformer import JointTransformer
from tandem.training.mini.widening import Growth, widened

NARROW = {"width": 64, "depth": 2, "heads": 2, "hidden": 96, "phonemes": 128, "bridge": 8}
WIDE = {**NARROW, "width": 96, "heads": 3, "hidden": 160}
GROWTH = Growth(width=(64, 96), hidden=(96, 160))


def random_model(config: dict) -> JointTransformer:
    """With no weight at zero, as training leaves one."""
    torch.manual_seed(0)
    model = JointTransformer(**config)
    for weight in model.parameters():
        torch.nn.init.normal_(weight, std=0.1)
    return model


def inputs() -> tuple:
    rng = torch.Generator().manual_seed(1)
    noisy = [torch.randn(2, 64, 3, 8, 8, generator=rng), torch.randn(2, 32, 12, 1, generator=rng)]
    times = (torch.tensor([0.9, 0.4]), torch.tensor([0.7, 0.8]))
    context = torch.rand(2, SLOT_COUNT, VALUE_COUNT, generator=rng)
    script = torch.randint(0, 60, (2, 12, COLUMNS), generator=rng)
    script[..., 2] %= 4
    script[..., VOICE_COLUMN] %= VOICE_NUMBERS
    return noisy, times, context, script


def test_the_wide_one_predicts_what_the_narrow_one_did() -> None:
    narrow, wide = random_model(NARROW), random_model(WIDE)
    wide.load_state_dict(widened(narrow.state_dict(), wide, GROWTH))
    with torch.no_grad():
        before, after = narrow(*inputs()), wide(*inputs())
    for old, new in zip(before, after, strict=True):
        assert old.std() > 0.1
        assert torch.allclose(old, new, atol=2e-4)


def test_two_steps_of_learning_reach_every_new_number() -> None:
    narrow, wide = random_model(NARROW), random_model(WIDE)
    start = widened(narrow.state_dict(), wide, GROWTH)
    wide.load_state_dict(start)
    optimiser = torch.optim.SGD(wide.parameters(), 1e-2)
    for _ in range(3):
        optimiser.zero_grad()
        sum(stream.square().mean() for stream in wide(*inputs())).backward()
        optimiser.step()
    learned = wide.state_dict()
    for name in ("video_in.weight", "blocks.0.output.weight", "time_out.weight", "slot_values.weight"):
        new_rows = slice(GROWTH.width[0], None)
        assert (learned[name][new_rows] != start[name][new_rows]).any(dim=1).all(), name


def test_what_does_not_grow_so_is_refused() -> None:
    with pytest.raises(ValueError, match="one of 70 that becomes 96"):
        GROWTH.places(70, 96)
