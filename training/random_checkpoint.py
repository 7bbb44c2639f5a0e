"""A checkpoint of the right shape with random weights, for tests that ask about plumbing and not about pictures."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from ..engine.mini.audio_autoencoder import AudioAutoencoder
from ..engine.mini.checkpoint import Checkpoint, load, save
from ..engine.mini.transformer import JointTransformer
from ..engine.mini.video_autoencoder import VideoAutoencoder


def write(path: Path, *, width: int = 64, depth: int = 2, text_from: Path | None = None, seed: int = 0) -> None:
    """Writes a small random model; its text encoder is the one of the checkpoint `text_from`, or left empty."""
    torch.manual_seed(seed)
    config = {"width": width, "depth": depth, "heads": width // 32, "hidden": 2 * width, "phonemes": 128}
    text = load(text_from) if text_from is not None else None
    checkpoint = Checkpoint(
        config={
            "transformer": config, "video_vae": {}, "audio_vae": {},
            "text_encoder": text.config["text_encoder"] if text else {},
        },
        parts={
            "transformer": JointTransformer(**config).state_dict(),
            "video_vae": VideoAutoencoder().state_dict(),
            "audio_vae": AudioAutoencoder().state_dict(),
            "text_encoder": text.parts["text_encoder"] if text else {},
        },
    )  # fmt: skip
    save(path, checkpoint)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--text-from", type=Path, help="a checkpoint whose text encoder is taken over")
    arguments = parser.parse_args()
    write(arguments.path, text_from=arguments.text_from)
