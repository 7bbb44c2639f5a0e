"""Draws the clips of some kinds anew in the rendered latents: for when the world has changed how it shows them.

python -m tandem.training.mini.redraw bell
"""

from __future__ import annotations

import argparse
from multiprocessing import Pool
from pathlib import Path

import torch

from ..world.clip import make_clip
from ..world.scenes import ALL_SCENES
from .latent_clips import FOLDER, RENDER_SIZE, encode, load_autoencoders
from .raw_clips import voices
from .rescript import Rows, rewrite


def redraw(path: Path, kinds: tuple[str, ...], processes: int = 2) -> int:
    """How many clips were drawn; raises as `rewrite` does."""
    torch.set_num_threads(1)
    coders = load_autoencoders()

    def made(seed: int, latents: int, kind: str) -> Rows | None:
        if kind not in kinds:
            return None
        return encode(make_clip(seed, latents, voices(), kind, size=RENDER_SIZE), *coders)

    return rewrite(path, made, processes)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="+", choices=sorted(ALL_SCENES))
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--processes", type=int, default=2, help="how many had rendered the clips")
    given = parser.parse_args()
    with Pool(2) as pool:
        files = [(path, tuple(given.kinds), given.processes) for path in sorted(given.folder.glob("*.safetensors"))]
        print(f"{sum(pool.starmap(redraw, files, chunksize=1))} clips drawn anew")
