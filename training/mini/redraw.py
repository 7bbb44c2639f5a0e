"""Draws the clips of some kinds anew in the rendered latents: for when the world has changed how it shows them.

python -m tandem.training.mini.redraw bell
"""

from __future__ import annotations

import argparse
from multiprocessing import Pool
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from ..world.clip import make_clip
from ..world.scenes import ALL_SCENES
from .latent_clips import FOLDER, RENDER_SIZE, encode, load_autoencoders
from .raw_clips import voices
from .rescript import kind_of, seeds_of


def redraw(path: Path, kinds: tuple[str, ...], processes: int = 2) -> int:
    """How many rows of the file were replaced. Raises ValueError when a clip is not of the attributes that it says."""
    torch.set_num_threads(1)
    rows, coders = load_file(path), load_autoencoders()
    latents, replaced = rows["video"].shape[1], 0
    for row, seed in enumerate(seeds_of(path, len(rows["slots"]), processes)):
        kind = kind_of(rows["slots"][row])
        if kind not in kinds:
            continue
        drawn = encode(make_clip(seed, latents, voices(), kind, size=RENDER_SIZE), *coders)
        if not torch.equal(drawn["slots"], rows["slots"][row]):
            raise ValueError(f"{path.name}: row {row} is not the clip of seed {seed}; does the world choose otherwise?")
        for name, value in drawn.items():
            rows[name][row] = value
        replaced += 1
    unfinished = path.with_suffix(".unfinished")
    save_file(rows, unfinished)
    unfinished.replace(path)
    return replaced


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="+", choices=sorted(ALL_SCENES))
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--processes", type=int, default=2, help="how many had rendered the clips")
    given = parser.parse_args()
    with Pool(2) as pool:
        files = [(path, tuple(given.kinds), given.processes) for path in sorted(given.folder.glob("*.safetensors"))]
        print(f"{sum(pool.starmap(redraw, files, chunksize=1))} clips drawn anew")
