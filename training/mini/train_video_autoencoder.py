"""Trains the picture autoencoder on the rendered windows of 12 frames."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from ...engine.mini.geometry import FRAMES_PER_LATENT
from ...engine.mini.video_autoencoder import VideoAutoencoder
from ..device import add_cores_option, add_device_option, batch_factor, bfloat16, copies, generator
from ..optimiser import MuonWithAdamW, learning_rate
from ..parallel_gradients import ParallelGradients
from ..run_log import RunLog
from .raw_clips import FOLDER

Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]

BATCH, HELD_OUT, LATENT_NOISE, RATE = 4, 60, 0.08, 2e-3
STILL_SHARE = 0.08
"""Share of windows whose first latent is a still, as a photograph at the head of a clip gives it."""
MOVING_WEIGHT, CHANGE_WEIGHT = 1.0, 1.0
MOVING_THRESHOLD, MOVING_MARGIN = 0.12, 3


def batch_of(pictures: np.ndarray, rng: np.random.Generator, device: torch.device) -> torch.Tensor:
    """`[B, 3, 12, 256, 256]` in -1..1."""
    picked = rng.integers(0, len(pictures) - HELD_OUT, BATCH * batch_factor(device))
    windows = np.stack([pictures[i] for i in picked])
    frames = torch.from_numpy(windows).to(device).permute(0, 4, 1, 2, 3).float() / 127.5 - 1
    for clip in frames:
        if rng.random() < STILL_SHARE:
            clip[:, :FRAMES_PER_LATENT] = clip[:, :1].clone()
    return frames


def moving(frames: torch.Tensor) -> torch.Tensor:
    """Where a window moves, and a little around it: bool `[B, 1, 1, H, W]`."""
    change = (frames.amax(dim=2) - frames.amin(dim=2)).amax(dim=1, keepdim=True)
    around = F.max_pool2d((change > MOVING_THRESHOLD).float(), 2 * MOVING_MARGIN + 1, 1, MOVING_MARGIN)
    return around[:, :, None] > 0


def picture_loss(decoded: torch.Tensor, frames: torch.Tensor, squares: float = 1.0) -> torch.Tensor:
    """L1 + L2 + gradients over the picture, and once more over what moves.

    A drum stick or a mouth covers a hundredth of the picture but is what one looks at, so the moving part gets a mean
    of its own. So does the change from frame to frame: without it the mean of four frames is too good an answer.
    `squares`: how much the L2 part counts, which is the one that PSNR is made of.
    """
    error = decoded - frames
    edges = (error[..., 1:, :] - error[..., :-1, :]).abs().mean() + (error[..., 1:] - error[..., :-1]).abs().mean()
    size = error.abs() + squares * error.square()
    inside = moving(frames).expand_as(size).float()
    change = (error[:, :, 1:] - error[:, :, :-1]).abs()
    moved = (size * inside).sum() / (inside.sum() + 1)
    changed = (change * inside[:, :, 1:]).sum() / (inside[:, :, 1:].sum() + 1)
    return size.mean() + 0.5 * edges + MOVING_WEIGHT * moved + CHANGE_WEIGHT * changed


def psnr(error: torch.Tensor) -> float:
    """Peak signal-to-noise ratio in dB of an error between pictures in -1..1."""
    return -10 * torch.log10((error * 0.5).square().mean()).item()


def fused_loss(frames: torch.Tensor, squares: float = 1.0) -> Loss:
    """`picture_loss` for windows like `frames`, its passes over the pixels joined where a compiler is at hand.

    A third of a step's time went into them. It is compiled here, before several threads use it.
    """
    loss = partial(picture_loss, squares=squares)
    if shutil.which("g++") is None:
        return loss
    loss = torch.compile(loss, dynamic=False)
    loss(frames.clone().requires_grad_(), frames).backward()
    return loss


def losses_of(
    model: VideoAutoencoder, frames: torch.Tensor, rng: torch.Generator, loss: Loss = picture_loss
) -> torch.Tensor:
    """`[loss, squared error]`; only the first has a gradient. An encoder without gradients is not run for them."""
    with bfloat16(frames.device):
        with torch.set_grad_enabled(any(weight.requires_grad for weight in model.encoder.parameters())):
            latent = model.encode(frames)
        noise = torch.randn(latent.shape, generator=rng, dtype=latent.dtype, device=latent.device)
        decoded = model.decode(latent + noise * LATENT_NOISE)
    decoded = decoded.float()
    return torch.stack([loss(decoded, frames), (decoded - frames).detach().square().mean()])


def take_over(model: VideoAutoencoder, weights: dict[str, torch.Tensor]) -> None:
    """Takes over the `weights` that still fit, and says which layers start anew."""
    state = model.state_dict()
    fitting = {name: value for name, value in weights.items() if name in state and state[name].shape == value.shape}
    model.load_state_dict({**state, **fitting})
    anew = sorted({name.split(".")[0] for name in state if name not in fitting})
    print(f"layers that start anew: {', '.join(anew) or 'none'}", flush=True)


def earlier_round(model: VideoAutoencoder, log: RunLog) -> int:
    """Takes over the weights that are there; returns how many windows they have seen, as far as their log says."""
    take_over(model, load_file(log.folder / "weights.safetensors"))
    path = log.folder / "log.json"
    return json.loads(path.read_text())["windows"] if path.exists() else 0


def only_the_decoder(model: VideoAutoencoder) -> None:
    """Keeps the encoder and the latents' statistics as they are: latents that were rendered before stay valid."""
    model.encoder.requires_grad_(False)
    model.norm.eval()


def train(
    minutes: float,
    device: torch.device,
    *,
    seed: int = 0,
    carry_on: bool = False,
    decoder_only: bool = False,
    cores: int = 1,
    rate: float = RATE,
    squares: float = 1.0,
) -> None:
    """Trains for `minutes`, at a learning rate of at most `rate`; with `carry_on` from the weights that are there, on
    another seed. `squares`: see `picture_loss`."""
    torch.manual_seed(seed)
    cores = copies(device, cores)
    rngs = [np.random.default_rng((seed, core)) for core in range(cores)]
    noises = [generator(device, 1000 * seed + core) for core in range(cores)]
    pictures = np.load(FOLDER / "pictures.npy", mmap_mode="r")
    model, log = VideoAutoencoder().to(device, memory_format=torch.channels_last), RunLog("video_vae", seed)
    step, windows, recent, earlier = 0, 0, [], 0
    if carry_on:
        earlier = earlier_round(model, log)
    if decoder_only:
        only_the_decoder(model)
    optimiser = MuonWithAdamW(model, lambda _, p: p.ndim == 4, rate, rate, threads=cores)
    gradients, loss = ParallelGradients(model, cores), fused_loss(batch_of(pictures, rngs[0], device), squares)

    def loss_of(copy_of_model, core):
        return losses_of(copy_of_model, batch_of(pictures, rngs[core], device), noises[core], loss)

    while log.minutes < minutes:
        _, squared = gradients(loss_of)
        optimiser.apply(learning_rate(log.minutes / minutes, step, flat=0.4))
        windows += BATCH * batch_factor(device) * cores
        step, recent = step + 1, [*recent[-49:], -10 * np.log10(squared.item() / 4)]
        if step % 50 == 0:
            log.say(step, psnr_db=float(np.mean(recent)), windows_per_s=windows / log.minutes / 60)
            log.save_weights(model)
    quality = held_out_psnr(model, pictures)
    log.save_weights(model)
    log.write(
        steps=step,
        windows=windows + earlier,
        further=carry_on,
        decoder_only=decoder_only,
        rendered=len(pictures),
        held_out_psnr_db=round(quality, 2),
    )
    log.say(step, held_out_psnr_db=quality)
    (log.folder / f"round-{seed}").touch()


def held_out_psnr(model: VideoAutoencoder, pictures: np.ndarray) -> float:
    """Mean over held-out windows of each window's PSNR."""
    device = next(model.parameters()).device
    windows = (torch.from_numpy(np.array(window))[None].to(device) for window in pictures[-HELD_OUT:])
    return mean_psnr(model, (window.permute(0, 4, 1, 2, 3).float() / 127.5 - 1 for window in windows))


@torch.no_grad()
def mean_psnr(model: VideoAutoencoder, windows: Iterable[torch.Tensor]) -> float:
    """Of windows `[1, 3, F, H, W]` in -1..1, each by itself."""
    model.eval()
    values = []
    for frames in windows:
        with bfloat16(frames.device):
            values.append(psnr(model.decode(model.encode(frames)).float().clamp(-1, 1) - frames))
    return float(np.mean(values))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=25)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--carry-on", action="store_true", help="start from the weights of an earlier round")
    parser.add_argument("--decoder-only", action="store_true", help="leave the latents as they are")
    parser.add_argument("--rate", type=float, default=RATE, help="the highest learning rate")
    parser.add_argument("--squares", type=float, default=1.0, help="how much the squared error counts")
    add_device_option(parser)
    add_cores_option(parser)
    given = parser.parse_args()
    torch.set_num_threads(1)
    train(
        given.minutes, given.device, seed=given.seed, carry_on=given.carry_on, decoder_only=given.decoder_only,
        cores=given.cores, rate=given.rate, squares=given.squares,
    )  # fmt: skip
