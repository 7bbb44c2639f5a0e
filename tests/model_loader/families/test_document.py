"""What docs/families.md says that each family honours is what the loaded families answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from tandem.model_loader.families.registry import FAMILIES
from tandem.model_loader.self_attention import block_faults
from tandem.model_loader.stream_cut import can_cut

DOCUMENT = Path(__file__).resolve().parents[3] / "docs/families.md"
ANSWERS = {
    "Anchor Frames": lambda family: family.anchor_frames > 0,
    "Anchor Audio": lambda family: not family.sound_lock_fault,
    "Extend Clip": lambda family: family.can_extend,
}
MODELS = ("mini", "ltx-2", "minimax-h3")


def row(name: str) -> list[str]:
    (line,) = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {name} |")]
    return [cell.strip() for cell in line.split("|")[2:-1]]


def in_words(*honoured: bool) -> list[str]:
    return ["yes" if one else "refused" for one in honoured]


@pytest.mark.parametrize("name", ANSWERS)
def test_nodes_that_a_family_honours(name) -> None:
    assert row(name) == in_words(*(ANSWERS[name](family) for family in FAMILIES))


def test_guidance_that_a_family_honours(family_model) -> None:
    networks = [family_model(name).parts.diffusion_model for name in MODELS]
    assert row("`picture_sync`, `sound_sync`") == in_words(*map(can_cut, networks))
    assert row("`stg_scale`") == in_words(*(not block_faults(network, [0]) for network in networks))
