"""Processes that draw chunks of clips into a folder, and one that turns them into latents.

What learns shares nothing with them but the folder. A thread beside it would take Python's lock for every chunk that it
reads, and the card would wait: so it was first, and a step took several times what the card had to do.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import torch
from safetensors.numpy import save_file
from safetensors.torch import load_file
from safetensors.torch import save_file as save_tensors

from ...engine.mini.audio_autoencoder import AudioAutoencoder
from ...engine.mini.video_autoencoder import VideoAutoencoder
from ..mini.latent_clips import encode_streams, load_autoencoders
from .orders import MAKERS

MOST_DRAWN, MOST_ENCODED = 64, 4096
"""Chunks in a folder from which on whoever fills it waits; pictures are large, latents small."""
PAUSE_S = 0.02
NICENESS = 5
SUFFIX = ".safetensors"

Chunk = dict[str, torch.Tensor]


def draw(kind: str, seed: int, folder: Path, worker: int, workers: int, most: int = MOST_DRAWN) -> None:
    """Draws every `workers`-th order of `kind` until the process is ended."""
    os.nice(NICENESS)
    torch.set_num_threads(1)
    orders, rows_of = MAKERS[kind]
    for order in islice(orders(seed), worker, None, workers):
        _wait_for_room(folder, most)
        name = f"{order.latents:02d}-{order.first:012d}"
        save_file(rows_of(order), folder / (name + ".unfinished"))
        (folder / (name + ".unfinished")).rename(folder / (name + SUFFIX))


def encode(drawn: Path, encoded: Path, device: str, after: Path | None = None) -> None:
    """Puts every chunk of `drawn` through the autoencoders and into `encoded` until the process is ended.

    Begins when there is a file `after`, which says that the autoencoders have been trained.
    """
    torch.set_num_threads(1)
    while after is not None and not after.exists():
        time.sleep(PAUSE_S)
    video, audio = (part.to(device) for part in load_autoencoders())
    while True:
        encode_waiting(drawn, encoded, device, video, audio)
        time.sleep(PAUSE_S)


def encode_waiting(drawn: Path, encoded: Path, device: str, video: VideoAutoencoder, audio: AudioAutoencoder) -> None:
    """One pass over what is drawn by now."""
    for name, chunk in waiting(drawn):
        rows = encode_streams(chunk["frames"].to(device), chunk["samples"].to(device), video, audio)
        rows = {key: value.cpu().contiguous() for key, value in rows.items()}
        _wait_for_room(encoded, MOST_ENCODED)
        save_tensors({**rows, "slots": chunk["slots"], "script": chunk["script"]}, encoded / (name + ".unfinished"))
        (encoded / (name + ".unfinished")).rename(encoded / (name + SUFFIX))


def waiting(folder: Path) -> Iterator[tuple[str, Chunk]]:
    """The chunks that are finished now, by name, the oldest first; each leaves the folder when it is given out."""
    for file in sorted(folder.glob("*" + SUFFIX), key=lambda file: file.stat().st_mtime):
        chunk = load_file(file)
        file.unlink()
        yield file.name.removesuffix(SUFFIX), chunk


def latents_of(name: str) -> int:
    """The length of the clips in the chunk of that name; 0 for windows."""
    return int(name.split("-")[0])


def _wait_for_room(folder: Path, most: int) -> None:
    while len(list(folder.glob("*" + SUFFIX))) >= most:
        time.sleep(PAUSE_S)


class Workshop:
    """`workers` processes that draw clips of `kind`, and with an `encoding` device one more for their latents.

    They draw `ahead` chunks at most; the latents wait for the file `after`, see `encode`.

    A context manager: the processes end with it, or earlier by `stop`. What they make is in `folder`/drawn or, encoded,
    in `folder`/encoded.
    """

    def __init__(
        self,
        kind: str,
        seed: int,
        folder: Path,
        workers: int,
        encoding: str | None = None,
        *,
        after: Path | None = None,
        ahead: int = MOST_DRAWN,
    ) -> None:
        drawn, encoded = folder / "drawn", folder / "encoded"
        for place in (drawn, encoded):
            place.mkdir(parents=True, exist_ok=True)
            for left in place.iterdir():
                left.unlink()
        spawn = get_context("spawn")
        self.processes = [
            spawn.Process(target=draw, args=(kind, seed, drawn, worker, workers, ahead), daemon=True)
            for worker in range(workers)
        ]
        if encoding is not None:
            self.processes.append(spawn.Process(target=encode, args=(drawn, encoded, encoding, after), daemon=True))
        self.made = drawn if encoding is None else encoded
        self.stopped = False

    def __enter__(self) -> Workshop:
        for process in self.processes:
            process.start()
        return self

    def __exit__(self, *_unused) -> None:
        self.stop()

    def stop(self) -> None:
        self.stopped = True
        for process in self.processes:
            process.terminate()

    def check(self) -> None:
        """Raises RuntimeError when a process has ended that nobody ended."""
        if not self.stopped and not all(process.is_alive() for process in self.processes):
            raise RuntimeError("workshop: a process that draws or encodes has ended; see its message above")
