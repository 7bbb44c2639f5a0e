"""Renders the clips that the joint transformer learns from and keeps only their latents and labels.

One file per clip length: `video` float16 `[N, T, 8, 8, 64]`, `still` float16 `[N, 8, 8, 64]` (the first frame as a
photograph), `audio` float16 `[N, 4T, 32]`, `slots` uint8 `[N, S]` (value index per attribute slot) and `script` uint8
`[N, 4T, 14]`.
"""

from __future__ import annotations

import argparse
import os
from multiprocessing import Process
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from ...engine.mini import geometry
from ...engine.mini.audio_autoencoder import AudioAutoencoder
from ...engine.mini.text.attributes import SLOTS, UNSPECIFIED
from ...engine.mini.video_autoencoder import VideoAutoencoder
from ..device import bfloat16
from ..run_log import RUNS
from ..world.clip import WorldClip, make_clip
from ..world.labels import clip_script
from .raw_clips import voices

FOLDER = RUNS / "latents"
FIRST_SEED = 10_000_000
RENDER_SIZE = 128
"""The encoder looks at half-size pictures anyway; drawing them at that size is three times faster."""


def load_autoencoders() -> tuple[VideoAutoencoder, AudioAutoencoder]:
    video, audio = VideoAutoencoder(), AudioAutoencoder()
    for model, stage in ((video, "video_vae"), (audio, "audio_vae")):
        model.load_state_dict(load_file(RUNS / stage / "weights.safetensors"))
        model.eval()
    return video.to(memory_format=torch.channels_last), audio


def slot_indices(attributes: dict[str, str]) -> list[int]:
    return [slot.index(attributes.get(slot.name, UNSPECIFIED)) for slot in SLOTS]


@torch.no_grad()
def encode_streams(
    frames: torch.Tensor, samples: torch.Tensor, video: VideoAutoencoder, audio: AudioAutoencoder
) -> dict[str, torch.Tensor]:
    """uint8 `[N, F, size, size, 3]` and float32 `[N, L]` on the autoencoders' device -> half-precision `video`
    `[N, T, 8, 8, 64]`, `still` (the first frame as a photograph) `[N, 8, 8, 64]` and `audio` `[N, 4 T, 32]`."""
    frames = frames.permute(0, 4, 1, 2, 3).float() / 127.5 - 1
    photograph = frames[:, :, :1].expand(-1, -1, geometry.FRAMES_PER_LATENT, -1, -1)
    with bfloat16(frames.device):
        latent = video.encode(torch.cat([photograph, frames], dim=2)).permute(0, 2, 3, 4, 1)
        sound = audio.encode(samples[:, None])[..., 0].transpose(1, 2)
    return {"video": latent[:, 1:].half(), "still": latent[:, 0].half(), "audio": sound.half()}


def encode(clip: WorldClip, video: VideoAutoencoder, audio: AudioAutoencoder) -> dict[str, torch.Tensor]:
    """The row of one clip."""
    frames, samples = (torch.from_numpy(stream)[None] for stream in (clip.frames, clip.samples))
    row = {name: value[0] for name, value in encode_streams(frames, samples, video, audio).items()}
    return {
        **row,
        "slots": torch.tensor(slot_indices(clip.attributes), dtype=torch.uint8),
        "script": clip_script(clip, len(row["audio"])).to(torch.uint8),
    }


def _work(video_latents: int, first: int, last: int, stride: int, path: Path) -> None:
    torch.set_num_threads(1)
    video, audio = load_autoencoders()
    rows = [
        encode(make_clip(seed, video_latents, voices(), size=RENDER_SIZE), video, audio)
        for seed in range(first, last, stride)
    ]
    save_file({name: torch.stack([row[name] for row in rows]) for name in rows[0]}, path)


def render(video_latents: int, count: int, first_seed: int, folder: Path = FOLDER, processes: int = 2) -> None:
    """Writes `<folder>/<length>-<seed>-<process>.safetensors`, and `<length>-<seed>.rendered` when all are there."""
    folder.mkdir(parents=True, exist_ok=True)
    workers = [
        Process(target=_work, args=(
            video_latents, first_seed + k, first_seed + count, processes,
            folder / f"{video_latents:02d}-{first_seed}-{k}.safetensors",
        ))
        for k in range(processes)
    ]  # fmt: skip
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("a rendering process failed; see its message above")
    rendered_mark(video_latents, first_seed, folder).touch()


def rendered_mark(video_latents: int, first_seed: int, folder: Path = FOLDER) -> Path:
    """The file that says that a set of clips is complete."""
    return folder / f"{video_latents:02d}-{first_seed}.rendered"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latents", type=int, default=12)
    parser.add_argument("--count", type=int, default=8000)
    parser.add_argument("--first-seed", type=int, default=FIRST_SEED)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    given = parser.parse_args()
    render(given.latents, given.count, given.first_seed, processes=given.processes)
