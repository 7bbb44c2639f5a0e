"""Writes the scripts of rendered clips anew, without drawing them: for when scripts have learned to say more.

The latents of a file stay as they are. A clip is found again by its seed, which follows from the file's name, and by
its kind, which the file says: the shares of the kinds may have changed since.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from multiprocessing import Pool
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from ...engine.mini.geometry import AUDIO_LATENTS_PER_VIDEO_LATENT
from ...engine.mini.text.attributes import SLOT_NAMES, SLOTS
from ..world.clip import make_scene
from ..world.labels import clip_script
from ..world.scenes import VARIANTS
from .latent_clips import FOLDER, slot_indices
from .raw_clips import voices

Rows = dict[str, torch.Tensor]


def seeds_of(path: Path, count: int, processes: int) -> range:
    """The seeds of the rows of `<length>-<seed>-<process>.safetensors`, rendered by so many processes."""
    _, first, process = path.stem.split("-")
    start = int(first) + int(process)
    return range(start, start + count * processes, processes)


def kind_of(slots: torch.Tensor) -> str:
    """The name of a clip's kind among `scenes.ALL_SCENES`, from its row of slots `[S]`."""
    scene, loudness = (SLOTS[k].values[slots[k]] for k in map(SLOT_NAMES.index, ("scene", "loudness")))
    return loudness if scene == "talk" and loudness in VARIANTS else scene


def rewrite(path: Path, made: Callable[[int, int, str], Rows | None], processes: int = 2) -> int:
    """Puts `made(seed, latents, kind)` into the row of every clip for which it is not None; returns how many.

    Raises ValueError when a clip of that seed is not of the attributes that the file says.
    """
    rows = {name: list(value) for name, value in load_file(path).items()}
    latents, rewritten = len(rows["video"][0]), 0
    for row, seed in enumerate(seeds_of(path, len(rows["slots"]), processes)):
        again = made(seed, latents, kind_of(rows["slots"][row]))
        if again is None:
            continue
        if not torch.equal(again["slots"], rows["slots"][row]):
            raise ValueError(f"{path.name}: row {row} is not the clip of seed {seed}; was the world changed since?")
        for name, value in again.items():
            rows[name][row] = value
        rewritten += 1
    unfinished = path.with_suffix(".unfinished")
    save_file({name: torch.stack(value) for name, value in rows.items()}, unfinished)
    unfinished.replace(path)
    return rewritten


def rescript(path: Path, processes: int = 2) -> int:
    """How many scripts were written; raises as `rewrite` does."""

    def made(seed: int, latents: int, kind: str) -> Rows:
        scene = make_scene(seed, latents, voices(), kind)
        script = clip_script(scene, latents * AUDIO_LATENTS_PER_VIDEO_LATENT)
        slots = torch.tensor(slot_indices(scene.attributes), dtype=torch.uint8)
        return {"slots": slots, "script": script.to(torch.uint8)}

    return rewrite(path, made, processes)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--processes", type=int, default=2, help="how many had rendered the clips")
    given = parser.parse_args()
    with Pool(2) as pool:
        pool.starmap(rescript, [(path, given.processes) for path in sorted(given.folder.glob("*.safetensors"))])
