"""Puts the four trained parts into the one file that is shipped."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.torch import load_file

from ...engine.mini.checkpoint import Checkpoint, load, save
from ...engine.mini.video_autoencoder import VideoAutoencoder
from ..run_log import RUNS, git_revision
from .latent_clips import load_autoencoders
from .preview_colours import fit
from .raw_clips import FOLDER
from .recipe import update_recipe

WEIGHTS = RUNS.parent / "weights" / "tandem-mini.safetensors"
PREVIEW_WINDOWS = 100


def text_part() -> tuple[dict, dict]:
    """Config and state dict of the trained text encoder."""
    path = RUNS / "text" / "text_encoder.safetensors"
    with safe_open(str(path), framework="pt") as file:
        config = json.loads(file.metadata()["config"])
    return config, load_file(path)


def preview_colours(video: VideoAutoencoder, path: Path) -> dict:
    """Fitted to rendered windows; where there are none, those of the checkpoint at `path`, whose picture autoencoder
    must then be the present one.

    Raises FileNotFoundError where there is neither.
    """
    pictures = FOLDER / "pictures.npy"
    if pictures.exists():
        return fit(video, np.load(pictures, mmap_mode="r")[-PREVIEW_WINDOWS:])
    if not path.exists():
        raise FileNotFoundError(f"no rendered windows in {FOLDER} and no checkpoint at {path} to take colours from")
    return load(path).config["preview"]


def export(path: Path) -> None:
    video, audio = load_autoencoders()
    transformer = json.loads((RUNS / "transformer" / "log.json").read_text())
    text_config, text_state = text_part()
    preview = preview_colours(video, path)
    checkpoint = Checkpoint(
        config={
            "transformer": transformer["config"], "video_vae": {}, "audio_vae": {}, "text_encoder": text_config,
            "preview": preview,
        },
        parts={
            "transformer": load_file(RUNS / "transformer" / "weights.safetensors"),
            "video_vae": video.state_dict(), "audio_vae": audio.state_dict(), "text_encoder": text_state,
        },
    )  # fmt: skip
    path.parent.mkdir(exist_ok=True)
    save(path, checkpoint, {"git_revision": git_revision(), "steps": str(transformer["steps"])})
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    output = parser.parse_args().output
    export(output)
    update_recipe(output.with_name("recipe.json"))
