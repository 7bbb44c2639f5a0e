"""Renders what the picture autoencoder learns from: short windows of clips at full size."""

from __future__ import annotations

import argparse
import os
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch

from ...engine.mini import geometry
from ..run_log import RUNS
from ..speech.bank import load_bank
from ..world.clip import make_clip
from ..world.voices import Voices

WINDOW_FRAMES = 12
CLIP_LATENTS = 12
FIRST_SEED = 1_000_000
FOLDER = RUNS / "raw"

_voices: Voices | None = None


def voices(split: str = "train") -> Voices:
    """The speech bank of this process, loaded once."""
    global _voices
    if _voices is None:
        _voices = Voices(load_bank(RUNS / "bank" / split))
    return _voices


def window_of(seed: int) -> np.ndarray:
    """12 frames `[12, 256, 256, 3]` that start on a latent's first frame."""
    first = geometry.FRAMES_PER_LATENT * int(np.random.default_rng(seed).integers(0, CLIP_LATENTS - 2))
    return make_clip(seed, CLIP_LATENTS, voices(), frames=slice(first, first + WINDOW_FRAMES)).frames


def _render(job: tuple[str, int, int]) -> int:
    torch.set_num_threads(1)
    folder, first, last = job
    pictures = np.load(Path(folder) / "pictures.npy", mmap_mode="r+")
    for index in range(first, last):
        pictures[index] = window_of(FIRST_SEED + index)
    return last - first


def render(count: int, folder: Path = FOLDER, processes: int = 2) -> None:
    """Writes `pictures.npy` uint8 `[count, 12, 256, 256, 3]`."""
    folder.mkdir(parents=True, exist_ok=True)
    picture_shape = (count, WINDOW_FRAMES, geometry.PICTURE_SIZE, geometry.PICTURE_SIZE, 3)
    np.lib.format.open_memmap(folder / "pictures.npy", "w+", np.uint8, picture_shape)
    jobs = [(str(folder), first, min(first + 25, count)) for first in range(0, count, 25)]
    with Pool(processes) as pool:
        done = 0
        for part in pool.imap_unordered(_render, jobs):
            done += part
            if done % 500 < 25:
                print(f"rendered {done} of {count} clips", flush=True)
    (folder / "rendered").touch()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2600)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    given = parser.parse_args()
    render(given.count, processes=given.processes)
