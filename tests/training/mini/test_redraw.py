"""Clips of one kind drawn anew: the others stay as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from tandem.engine.mini.text.attributes import SLOT_NAMES
from tandem.engine.mini.text.script import COLUMNS
from tandem.training.mini import redraw
from tandem.training.mini.latent_clips import slot_indices
from tandem.training.world.clip import WorldClip, make_scene

LATENTS, SEEDS, KINDS = 12, (40, 42, 44), ("bell", "drum", "bell")


@pytest.fixture
def rendered(tmp_path, monkeypatch, voices) -> Path:
    """A file of three clips as process 0 of 2 has written it; what is drawn anew is all ones."""
    monkeypatch.setattr(redraw, "voices", lambda: voices)
    monkeypatch.setattr(redraw, "load_autoencoders", lambda: (None, None))
    monkeypatch.setattr(redraw, "encode", _ones)
    scenes = [make_scene(seed, LATENTS, voices, kind) for seed, kind in zip(SEEDS, KINDS, strict=True)]
    path = tmp_path / "12-40-0.safetensors"
    save_file(_rows([slot_indices(scene.attributes) for scene in scenes], 0.0), path)
    return path


def _rows(slots: list[list[int]], value: float) -> dict[str, torch.Tensor]:
    count = len(slots)
    return {
        "video": torch.full((count, LATENTS, 8, 8, 64), value).half(),
        "audio": torch.full((count, LATENTS * 4, 32), value).half(),
        "slots": torch.tensor(slots, dtype=torch.uint8),
        "script": torch.full((count, LATENTS * 4, COLUMNS), int(value), dtype=torch.uint8),
    }


def _ones(clip: WorldClip, *_coders: None) -> dict[str, torch.Tensor]:
    return {name: value[0] for name, value in _rows([slot_indices(clip.attributes)], 1.0).items()}


def test_only_the_kinds_that_are_named_are_drawn(rendered) -> None:
    before = load_file(rendered)["slots"]
    assert redraw.redraw(rendered, ("bell",)) == 2
    after = load_file(rendered)
    for name in ("video", "audio", "script"):
        assert after[name].float().flatten(1).mean(dim=1).tolist() == [1, 0, 1]
    assert torch.equal(after["slots"], before)


def test_a_clip_of_another_seed_is_noticed(rendered) -> None:
    rows = load_file(rendered)
    rows["slots"][2, SLOT_NAMES.index("background")] += 1
    save_file(rows, rendered)
    with pytest.raises(ValueError, match="row 2 is not the clip of seed 44"):
        redraw.redraw(rendered, ("bell",))
