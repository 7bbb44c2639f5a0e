"""What docs/families.md says that each family honours is what the loaded families answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from tandem.engine.families.request import ClipRequest
from tandem.model_loader.families.registry import FAMILIES
from tandem.model_loader.self_attention import block_faults
from tandem.model_loader.stream_cut import can_cut

DOCUMENT = Path(__file__).resolve().parents[3] / "docs/families.md"
ANSWERS = {
    "Anchor Frames, first and last frame": lambda family: anchors(family, 0) and anchors(family, LAST_FRAME),
    "Anchor Frames, frame between": lambda family: anchors(family, 1),
    "Anchor Frames, `strength` below 1": lambda family: anchors(family, 0, strength=0.5),
    "Anchor Audio": lambda family: not family.sound_lock_fault,
    "Reference Voice": lambda family: not family.voice_fault,
    "Extend Clip": lambda family: family.can_extend,
    "Upscale Clip": lambda family: family.rules.defaults().refinement is not None,
}
MODELS = ("mini", "ltx-2", "minimax-h3")


CLIP_S = 2.0
LAST_FRAME = -1


def anchors(family, frame: int, strength: float = 1.0) -> bool:
    canvas = family.rules.canvas(ClipRequest(CLIP_S))
    return not family.anchor_faults(canvas, frame % canvas.frames, strength)


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
