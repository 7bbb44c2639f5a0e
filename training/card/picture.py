"""Trains the picture autoencoder on a card, on windows of 12 frames that are drawn while it learns."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import torch
from safetensors.torch import load_file

from ...engine.mini import geometry
from ...engine.mini.video_autoencoder import VideoAutoencoder
from ..device import add_device_option, generator
from ..mini.raw_clips import WINDOW_FRAMES
from ..mini.train_video_autoencoder import STILL_SHARE, Loss, losses_of, mean_psnr, picture_loss
from ..optimiser import MuonWithAdamW, learning_rate
from ..run_log import RUNS, RunLog
from .drawing import PAUSE_S, Chunk, Workshop, waiting

FIRST_SEED = 50_000_000
CAPACITY, HELD_OUT, ENOUGH = 16_000, 128, 1000
BATCH, FLAT, WARM_UP_STEPS, SAY_EVERY = 32, 0.45, 100, 100


class Windows:
    """Uint8 `[N, 12, 256, 256, 3]` on the card, the first `HELD_OUT` of them for measuring only."""

    def __init__(self, capacity: int, device: torch.device) -> None:
        side = geometry.PICTURE_SIZE
        self.pictures = torch.zeros(capacity, WINDOW_FRAMES, side, side, 3, dtype=torch.uint8, device=device)
        self.count = 0

    @property
    def full(self) -> bool:
        return self.count == len(self.pictures)

    def add(self, chunk: Chunk) -> None:
        """Takes what there is room for."""
        taken = min(len(chunk["frames"]), len(self.pictures) - self.count)
        self.pictures[self.count : self.count + taken] = chunk["frames"][:taken].to(self.pictures.device)
        self.count += taken

    def frames(self, index: torch.Tensor) -> torch.Tensor:
        """`[B, 3, 12, 256, 256]` in -1..1."""
        return self.pictures[index].permute(0, 4, 1, 2, 3).float() / 127.5 - 1

    def batch(self, size: int, rng: torch.Generator) -> torch.Tensor:
        """Some of the windows begin with a still, as clips that are given a photograph do."""
        frames = self.frames(torch.randint(HELD_OUT, self.count, (size,), generator=rng, device=rng.device))
        still = torch.rand(size, 1, 1, 1, 1, generator=rng, device=rng.device) < STILL_SHARE
        head = torch.where(still, frames[:, :, :1], frames[:, :, : geometry.FRAMES_PER_LATENT])
        return torch.cat([head, frames[:, :, geometry.FRAMES_PER_LATENT :]], dim=2)


def fill(windows: Windows, workshop: Workshop) -> None:
    """Takes windows until there is no room for more, then sends the drawing processes home."""
    while not windows.full and not workshop.stopped:
        for _, chunk in waiting(workshop.made):
            windows.add(chunk)
        time.sleep(PAUSE_S)
    workshop.stop()


def held_out(windows: Windows) -> Iterator[torch.Tensor]:
    """The windows that are not learned from, one by one."""
    for index in range(HELD_OUT):
        yield windows.frames(torch.tensor([index], device=windows.pictures.device))


def compile_parts(model: VideoAutoencoder, loss: Loss, rng: torch.Generator) -> None:
    """Fused kernels, made while the first windows are drawn; leaves a gradient of nothing behind."""
    for part in parts_of(model):
        part.compile(dynamic=False)
    blank = torch.rand(BATCH, 3, WINDOW_FRAMES, *[geometry.PICTURE_SIZE] * 2, device=rng.device)
    losses_of(model, blank, rng, loss)[0].backward()
    print("compiled", flush=True)


def beginning(start: Path | None) -> VideoAutoencoder:
    """With the weights in the file `start`, of any precision, or with fresh ones."""
    model = VideoAutoencoder()
    if start is not None:
        model.load_state_dict({name: value.float() for name, value in load_file(start).items()})
    return model


def parts_of(model: VideoAutoencoder) -> tuple[torch.nn.Module, ...]:
    return model.encoder, model.decoder, model.frame_decoder


def train(
    seconds: float,
    device: torch.device,
    *,
    seed: int = 0,
    workers: int = 15,
    capacity: int = CAPACITY,
    folder: Path = RUNS / "chunks",
    start: Path | None = None,
) -> None:
    """Everything, drawing and compiling included, ends `seconds` after the call. `start` is a file of weights to train
    on from."""
    torch.manual_seed(seed)
    torch.backends.cudnn.benchmark = True
    deadline, log, rng = time.time() + seconds, RunLog("video_vae", seed), generator(device, seed)
    windows, step, means = Windows(capacity, device), 0, None
    model = beginning(start).to(device, memory_format=torch.channels_last)
    optimiser = MuonWithAdamW(model, lambda _, weight: weight.ndim == 4, 2e-3, 2e-3)
    loss = torch.compile(picture_loss, dynamic=False) if device.type == "cuda" else picture_loss
    with Workshop("picture", FIRST_SEED * (seed + 1), folder, workers) as workshop:
        Thread(target=fill, args=(windows, workshop), daemon=True).start()
        if device.type == "cuda":
            compile_parts(model, loss, rng)
        while windows.count < min(ENOUGH, capacity):
            workshop.check()
            time.sleep(0.1)
        began = said = time.time()
        print(f"learning begins {began - deadline + seconds:.0f} s after the start", flush=True)
        while (now := time.time()) < deadline:
            losses = losses_of(model, windows.batch(BATCH, rng), rng, loss)
            optimiser.step(
                losses[0], learning_rate((now - began) / (deadline - began), step, warmup=WARM_UP_STEPS, flat=FLAT)
            )
            step, losses = step + 1, losses.detach()
            means = losses if means is None else means.lerp(losses, 0.03)
            if step % SAY_EVERY == 0:
                decibels, rate = -10 * torch.log10(means[1] / 4).item(), SAY_EVERY * BATCH / (time.time() - said)
                said = time.time()
                log.say(step, loss=means[0].item(), psnr_db=decibels, windows_per_s=rate, drawn=windows.count)
    for part in parts_of(model):
        part._compiled_call_impl = None
    quality = mean_psnr(model, held_out(windows))
    log.save_weights(model)
    log.write(
        steps=step, windows=step * BATCH, further=start is not None, device=device.type, rendered=windows.count,
        held_out_psnr_db=round(quality, 2),
    )  # fmt: skip
    log.say(step, held_out_psnr_db=quality)
    (log.folder / f"round-{seed}").touch()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=Path, help="weights to train on from")
    parser.add_argument("--workers", type=int, default=15, help="processes that draw")
    parser.add_argument("--capacity", type=int, default=CAPACITY, help="windows kept on the card, 2.4 MB each")
    parser.add_argument("--chunks", type=Path, default=RUNS / "chunks", help="where windows wait; best in memory")
    add_device_option(parser)
    given = parser.parse_args()
    train(
        given.seconds, given.device, seed=given.seed, workers=given.workers, capacity=given.capacity,
        folder=given.chunks, start=given.start,
    )  # fmt: skip
