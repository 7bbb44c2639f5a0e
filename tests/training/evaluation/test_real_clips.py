"""Real clips are drawn once, and come back from their file as they were."""

from dataclasses import fields, replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from tandem.training.evaluation import real_clips
from tandem.training.evaluation.clip_files import read, write
from tandem.training.evaluation.coded_clip import coded
from tandem.training.evaluation.real_clips import RealClips
from tandem.training.world.clip import make_clip
from tandem.training.world.scene import Quote

LATENTS = 12


@pytest.fixture
def coders() -> SimpleNamespace:
    return SimpleNamespace(
        video=torch.nn.Linear(2, 2),
        audio=torch.nn.Linear(2, 2),
        encode_frames=lambda frames: torch.full((1, 64, LATENTS, 8, 8), 0.5),
        encode_samples=lambda samples: torch.zeros(1, 32, 4 * LATENTS, 1),
        decode_frames=lambda latent: np.zeros((4 * LATENTS, 256, 256, 3), np.uint8),
        decode_samples=lambda latent: np.zeros(2560 * LATENTS, np.float32),
    )


@pytest.fixture
def judges(nothing) -> SimpleNamespace:
    networks = {name: torch.nn.Linear(1, 1) for name in ("picture", "sound", "phoneme")}
    seen = replace(nothing, seen={"scene": "drum"}, phonemes=("en:a", "zh:n"))
    return SimpleNamespace(**networks, observe=lambda frames, samples: seen)


def drawn(coders, judges):
    return coded(make_clip(5, LATENTS, None, "drum"), coders, judges)


def test_a_clip_is_read_as_it_was_written(tmp_path, coders, judges):
    clip, seen = drawn(coders, judges)
    clip = replace(clip, quotes=(Quote("你好", "chinese", 1, 0.4),))
    write(tmp_path / "clip.safetensors", clip, seen)
    for before, after in zip((clip, seen), read(tmp_path / "clip.safetensors"), strict=True):
        for item in fields(before):
            old, new = getattr(before, item.name), getattr(after, item.name)
            assert type(old) is type(new), item.name
            equal = np.array_equal(old, new) if isinstance(old, np.ndarray | torch.Tensor) else old == new
            assert equal, item.name
    assert [path.name for path in tmp_path.iterdir()] == ["clip.safetensors"]


def test_a_clip_is_drawn_once(tmp_path, monkeypatch, coders, judges):
    count = []

    def make(*args, **options):
        count.append(args[0])
        return make_clip(*args, **options)

    monkeypatch.setattr(real_clips, "make_clip", make)
    for _ in range(2):
        kept = RealClips.kept_in(tmp_path, coders, judges, [])
        clip, _ = kept.clip(5, LATENTS, "drum")
        kept.clip(5, LATENTS, "drum", "pan")
    assert count == [5, 5]
    assert clip.scene == "drum"


def test_without_a_folder_it_is_drawn_every_time(coders, judges):
    kept = RealClips(coders, judges, None)
    assert kept.clip(5, LATENTS, "drum")[0] is not kept.clip(5, LATENTS, "drum")[0]


def test_other_weights_forget_what_was_kept(tmp_path, coders, judges):
    RealClips.kept_in(tmp_path, coders, judges, []).clip(5, LATENTS, "drum")
    (first,) = tmp_path.iterdir()
    with torch.no_grad():
        judges.picture.bias += 1
    RealClips.kept_in(tmp_path, coders, judges, [])
    (second,) = tmp_path.iterdir()
    assert first != second
    assert not list(second.iterdir())
