"""Scripts written anew: the latents stay, the labels are those of the clip's seed."""

import pytest
import torch
from safetensors.torch import load_file, save_file
from tandem.engine.mini.text.attributes import SLOT_NAMES
from tandem.engine.mini.text.cues import has_cues
from tandem.engine.mini.text.script import COLUMNS
from tandem.training.mini import rescript
from tandem.training.mini.latent_clips import slot_indices
from tandem.training.world import clip
from tandem.training.world.clip import make_scene
from tandem.training.world.labels import clip_script
from tandem.training.world.scenes import ALL_SCENES

LATENTS, SEEDS = 12, (40, 42, 44)


@pytest.fixture
def rendered(tmp_path, monkeypatch, voices):
    """A file of three clips with empty scripts, as process 0 of 2 has written it."""
    monkeypatch.setattr(rescript, "voices", lambda: voices)
    scenes = [make_scene(seed, LATENTS, voices) for seed in SEEDS]
    slots = torch.tensor([slot_indices(scene.attributes) for scene in scenes], dtype=torch.uint8)
    rows = {
        "video": torch.rand(3, LATENTS, 8, 8, 64).half(), "audio": torch.rand(3, LATENTS * 4, 32).half(),
        "slots": slots, "script": torch.zeros(3, LATENTS * 4, COLUMNS, dtype=torch.uint8),
    }  # fmt: skip
    path = tmp_path / "12-40-0.safetensors"
    save_file(rows, path)
    return path, rows, scenes


def test_every_row_gets_the_script_of_its_seed(rendered):
    path, rows, scenes = rendered
    rescript.rescript(path)
    written = load_file(path)
    assert torch.equal(written["video"], rows["video"]) and torch.equal(written["audio"], rows["audio"])
    for row, scene in enumerate(scenes):
        assert torch.equal(written["script"][row].long(), clip_script(scene, LATENTS * 4))
    assert any(has_cues(script) for script in written["script"]) or any(scene.phonemes for scene in scenes)


def test_a_world_that_was_changed_since_is_noticed(rendered):
    path, rows, _ = rendered
    rows["slots"][1, SLOT_NAMES.index("background")] += 1
    save_file(rows, path)
    with pytest.raises(ValueError, match="row 1 is not the clip of seed 42"):
        rescript.rescript(path)


def test_seeds_follow_from_the_name(tmp_path):
    assert list(rescript.seeds_of(tmp_path / "20-700-1.safetensors", 3, 2)) == [701, 703, 705]


def test_a_clip_is_found_though_the_shares_of_the_kinds_have_changed(rendered, monkeypatch):
    path, _, scenes = rendered
    changed = {name: (make, 1.0 if name == "ocean" else 0.0) for name, (make, _) in ALL_SCENES.items()}
    monkeypatch.setattr(clip, "ALL_SCENES", changed)
    rescript.rescript(path)
    assert torch.equal(load_file(path)["script"][0].long(), clip_script(scenes[0], LATENTS * 4))


@pytest.mark.parametrize("kind", ["whisper", "talk", "ball"])
def test_the_kind_of_a_clip_is_in_its_slots(kind, voices):
    assert rescript.kind_of(torch.tensor(slot_indices(make_scene(3, LATENTS, voices, kind).attributes))) == kind
