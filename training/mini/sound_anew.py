"""Transformer weights for sound latents that were learned further: each is near a linear map of what it was.

A sound autoencoder that was trained further names its numbers a little differently. What reads the old latents reads
the new ones through the map from new to old, what writes them writes through the one from old to new; both are fitted
by least squares. Training then mends what is not linear in it.

    python -m tandem.training.mini.sound_anew OLD_AUDIO_VAE OLD_TRANSFORMER NEW_TRANSFORMER
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from ...engine.mini.audio_autoencoder import AudioAutoencoder
from .latent_clips import load_autoencoders
from .raw_sounds import FOLDER

READS, WRITES = "audio_in", "audio_out"
CLIPS = 1200

Weights = dict[str, torch.Tensor]


@dataclass(frozen=True)
class LinearMap:
    """`y = matrix x + offset`; `explained` is the share of the variance of y that it has."""

    matrix: torch.Tensor
    offset: torch.Tensor
    explained: float

    @classmethod
    def fit(cls, x: torch.Tensor, y: torch.Tensor) -> LinearMap:
        """`[N, D]` each."""
        x_mean, y_mean = x.mean(0), y.mean(0)
        solution = torch.linalg.lstsq((x - x_mean).double(), (y - y_mean).double()).solution.T.float()
        error = (y - y_mean - (x - x_mean) @ solution.T).square().sum()
        return cls(solution, y_mean - solution @ x_mean, float(1 - error / (y - y_mean).square().sum()))


def translated(weights: Weights, to_old: LinearMap, to_new: LinearMap) -> Weights:
    """`weights` of a transformer of old latents -> of new ones."""
    weights = {name: value.float() for name, value in weights.items()}
    reads, writes = weights[f"{READS}.weight"], weights[f"{WRITES}.weight"]
    return {
        **weights,
        f"{READS}.weight": reads @ to_old.matrix,
        f"{READS}.bias": weights[f"{READS}.bias"] + reads @ to_old.offset,
        f"{WRITES}.weight": to_new.matrix @ writes,
        f"{WRITES}.bias": to_new.matrix @ weights[f"{WRITES}.bias"] + to_new.offset,
    }


@torch.no_grad()
def latents(coder: AudioAutoencoder, sounds: np.ndarray) -> torch.Tensor:
    """Samples `[N, L]` -> `[N A, 32]`."""
    parts = [coder.encode(torch.from_numpy(np.array(part))[None, None])[0, :, :, 0].T for part in sounds]
    return torch.cat(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old_audio_vae", type=Path, help="weights of the sound autoencoder that the transformer knows")
    parser.add_argument("old", type=Path, help="its weights")
    parser.add_argument("new", type=Path, help="where the translated ones go")
    args = parser.parse_args()
    torch.set_num_threads(1)
    before, after = AudioAutoencoder().eval(), load_autoencoders()[1]
    before.load_state_dict(load_file(args.old_audio_vae), strict=False)
    sounds = np.load(FOLDER / "sounds.npy", mmap_mode="r")[-CLIPS:]
    old, new = latents(before, sounds), latents(after, sounds)
    to_old, to_new = LinearMap.fit(new, old), LinearMap.fit(old, new)
    save_file(translated(load_file(args.old), to_old, to_new), args.new)
    print(f"explained: {to_old.explained:.3f} of the old by the new, {to_new.explained:.3f} of the new by the old")


if __name__ == "__main__":
    main()
