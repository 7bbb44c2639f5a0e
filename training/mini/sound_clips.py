"""Clips of the world without their pictures: twenty times as many in the same time, for what is only heard.

Files as those of `latent_clips.py`, with `audio`, `slots` and `script` alone, in a folder of their own.

    python -m tandem.training.mini.sound_clips --latents 12 --count 12000 --first-seed 60000000
"""

from __future__ import annotations

import argparse
import os
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from ...engine.mini import geometry
from ...engine.mini.audio_autoencoder import AudioAutoencoder
from ..run_log import RUNS
from ..world.clip import make_scene
from ..world.labels import clip_script
from .latent_batches import Batch, noise_levels, shares_of, told_less
from .latent_clips import load_autoencoders, slot_indices
from .raw_clips import voices

FOLDER = RUNS / "sounds"
CHUNK = 250
PREFIX_GIVEN = 0.18
"""Share of the clips whose beginning is given."""
SAME_TIME = 0.75
"""Share of the clips whose picture, which nobody sees, has the noise level of the sound."""

Rows = dict[str, torch.Tensor]
_coder: AudioAutoencoder | None = None


@torch.no_grad()
def row_of(seed: int, video_latents: int, coder: AudioAutoencoder) -> Rows:
    """Sound, slots and script of one clip."""
    scene = make_scene(seed, video_latents, voices())
    samples = torch.from_numpy(np.tanh(scene.samples).astype(np.float32))
    sound = coder.encode(samples[None, None])[0, :, :, 0].T
    return {
        "audio": sound.half(),
        "slots": torch.tensor(slot_indices(scene.attributes), dtype=torch.uint8),
        "script": clip_script(scene, len(sound)).to(torch.uint8),
    }


def _chunk(job: tuple[int, int, int, Path]) -> None:
    global _coder
    torch.set_num_threads(1)
    _coder = _coder or load_autoencoders()[1]
    latents, first, last, folder = job
    rows = [row_of(seed, latents, _coder) for seed in range(first, last)]
    save_file(
        {name: torch.stack([row[name] for row in rows]) for name in rows[0]},
        folder / f"{latents:02d}-{first}.safetensors",
    )


def render(video_latents: int, count: int, first_seed: int, folder: Path = FOLDER, processes: int = 2) -> None:
    """Writes `<folder>/<length>-<first seed of the file>.safetensors`."""
    folder.mkdir(parents=True, exist_ok=True)
    end = first_seed + count
    jobs = [(video_latents, first, min(first + CHUNK, end), folder) for first in range(first_seed, end, CHUNK)]
    with Pool(processes) as pool:
        pool.map(_chunk, jobs, chunksize=1)


class SoundClips:
    """All of one length, in memory."""

    def __init__(self, video_latents: int, folder: Path = FOLDER) -> None:
        """Raises FileNotFoundError where there are none."""
        files = sorted(folder.glob(f"{video_latents:02d}-*.safetensors"))
        if not files:
            raise FileNotFoundError(f"no sounds of {video_latents} latents in {folder}")
        loaded = [load_file(file) for file in files]
        self.rows = {name: torch.cat([rows[name] for rows in loaded]) for name in loaded[0]}
        self.video_latents = video_latents
        self.shares = shares_of(self.rows["slots"])

    def batch(self, size: int, rng: torch.Generator, caption_drop: float) -> Batch:
        """`size` clips with a picture of no latents; `video_time` `[B, 1]` is that of the picture that is not there."""
        index = torch.multinomial(self.shares, size, replacement=True, generator=rng)
        audio, slots, script = (self.rows[name][index] for name in ("audio", "slots", "script"))
        nobody = torch.zeros(size, dtype=torch.bool)
        context, script = told_less(slots.long(), script.long(), caption_drop, nobody, rng)
        level = noise_levels(size, rng)
        unseen = torch.where(torch.rand(size, generator=rng) < SAME_TIME, level, noise_levels(size, rng))
        prefix = torch.randint(1, self.video_latents * 2 // 3, (size,), generator=rng)
        prefix = torch.where(torch.rand(size, generator=rng) < PREFIX_GIVEN, prefix, 0)
        rows = audio.shape[1]
        kept = torch.arange(rows)[None] >= geometry.AUDIO_LATENTS_PER_VIDEO_LATENT * prefix[:, None]
        return Batch(
            torch.zeros(size, geometry.VIDEO_CHANNELS, 0, geometry.LATENT_SIZE, geometry.LATENT_SIZE),
            audio.float().transpose(1, 2)[..., None].contiguous(),
            context, script, unseen[:, None], level[:, None] * kept,
        )  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--latents", type=int, default=12)
    parser.add_argument("--count", type=int, default=12000)
    parser.add_argument("--first-seed", type=int, default=60_000_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    given = parser.parse_args()
    render(given.latents, given.count, given.first_seed, processes=given.processes)
