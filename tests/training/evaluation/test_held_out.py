"""Real clips of the same kinds, and with the same efforts, as the prompts ask for."""

from types import SimpleNamespace

import numpy as np
import torch
from tandem.training.evaluation import held_out
from tandem.training.evaluation.held_out import bank_of, held_out_clips
from tandem.training.speech.voices import ALL_MANNERS
from tandem.training.world.clip import WorldClip
from tandem.training.world.scenes import SCENES


def test_a_bank_that_is_missing_is_made_with_every_mood(tmp_path, monkeypatch):
    asked = {}
    monkeypatch.setattr(held_out, "build_bank", lambda folder, *_, **options: asked.update(options, folder=folder))
    monkeypatch.setattr(held_out, "load_bank", lambda folder: [folder])
    assert bank_of(tmp_path / "new", 3, 1, "test") == [tmp_path / "new"]
    assert set(asked["emotions"]) == set(ALL_MANNERS)


def test_a_bank_that_is_there_is_not_made_again(tmp_path, monkeypatch):
    (tmp_path / "index.json").write_text("{}")
    monkeypatch.setattr(held_out, "load_bank", lambda folder: [folder])
    monkeypatch.delattr(held_out, "build_bank")
    assert bank_of(tmp_path, 3, 1, "test") == [tmp_path]


def test_every_kind_comes_as_often_and_some_talkers_whisper(monkeypatch):
    drawn = []

    def draw(seed, latents, voices, scene, size):
        drawn.append(scene)
        frames, samples = np.zeros((4, 8, 8, 3), np.uint8), np.zeros(2560, np.float32)
        name = "talk" if scene == "whisper" else scene
        return WorldClip(frames, samples, {}, (), (), (), (), (), np.zeros((0, 4, 2)), np.zeros((2, 4, 3)), name, seed)

    monkeypatch.setattr(held_out, "make_clip", draw)
    coders = SimpleNamespace(
        encode_frames=lambda frames: torch.zeros(1, 16, 1, 8, 8),
        encode_samples=lambda samples: torch.zeros(1, 32, 4, 1),
        decode_frames=lambda latent: np.zeros((4, 8, 8, 3), np.uint8),
        decode_samples=lambda latent: np.zeros(2560, np.float32),
    )
    judges = SimpleNamespace(observe=lambda frames, samples: None)
    clips = [clip for clip, _ in held_out_clips(2, 1, None, coders, judges)]
    assert [clip.scene for clip in clips] == [scene for scene in SCENES for _ in range(2)]
    assert drawn[:2] == ["talk", "whisper"]
    assert drawn.count("whisper") == 1
