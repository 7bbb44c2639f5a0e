"""Renders what the sound autoencoder learns from: two seconds of sound of every clip, and how high it sounds.

python -m tandem.training.mini.raw_sounds --count 12000
"""

from __future__ import annotations

import argparse
import os
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch

from ...engine.mini import geometry
from ...engine.mini.audio_autoencoder import HOP_SAMPLES
from ..run_log import RUNS
from ..speech.pitch import pitch_track
from ..speech.pitches import UNVOICED_COST
from ..world.clip import make_scene
from .raw_clips import CLIP_LATENTS, voices

FIRST_SEED = 1_500_000
FOLDER = RUNS / "raw_sounds"
SAMPLES = CLIP_LATENTS * geometry.AUDIO_LATENTS_PER_VIDEO_LATENT * geometry.SAMPLES_PER_AUDIO_LATENT


def sound_of(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """float32 samples `[L]` of a clip, and its pitch in Hz `[L / 160]`, NaN where there is none."""
    samples = np.tanh(make_scene(seed, CLIP_LATENTS, voices()).samples).astype(np.float32)
    return samples, pitch_track(samples, UNVOICED_COST).astype(np.float32)


def _render(job: tuple[Path, int, int]) -> None:
    torch.set_num_threads(1)
    folder, first, last = job
    sounds, pitches = (np.load(folder / f"{name}.npy", mmap_mode="r+") for name in ("sounds", "pitches"))
    for index in range(first, last):
        sounds[index], pitches[index] = sound_of(FIRST_SEED + index)


def render(count: int, folder: Path = FOLDER, processes: int = 2) -> None:
    """Writes `sounds.npy` float32 `[count, L]` and `pitches.npy` float32 `[count, L / 160]`."""
    folder.mkdir(parents=True, exist_ok=True)
    np.lib.format.open_memmap(folder / "sounds.npy", "w+", np.float32, (count, SAMPLES))
    np.lib.format.open_memmap(folder / "pitches.npy", "w+", np.float32, (count, SAMPLES // HOP_SAMPLES))
    with Pool(processes) as pool:
        pool.map(_render, [(folder, first, min(first + 50, count)) for first in range(0, count, 50)], chunksize=1)
    (folder / "rendered").touch()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=12000)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    given = parser.parse_args()
    render(given.count, processes=given.processes)
