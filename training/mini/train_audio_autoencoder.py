"""Trains the sound autoencoder on the rendered clips."""

from __future__ import annotations

import argparse
import json

import numpy as np
import torch
from safetensors.torch import load_file

from ...engine.mini.audio_autoencoder import AudioAutoencoder
from ...engine.mini.geometry import SAMPLES_PER_AUDIO_LATENT
from ..device import add_device_option, batch_factor, bfloat16
from ..optimiser import MuonWithAdamW, learning_rate
from ..run_log import RunLog
from .audio_loss import log_mel_distance, spectral_loss
from .raw_clips import FOLDER

BATCH, LATENTS_PER_CROP, HELD_OUT, LATENT_NOISE = 8, 24, 60, 0.06
EDGE_LAYERS = ("spectrum_in", "latent_out", "latent_in", "spectrum_out")


def hidden(name: str, parameter: torch.nn.Parameter) -> bool:
    return parameter.ndim == 2 and name.split(".")[0] not in EDGE_LAYERS


def batch_of(sounds: np.ndarray, rng: np.random.Generator, size: int) -> torch.Tensor:
    """`[size, L]` crops that start on a latent, at a random level."""
    crop = LATENTS_PER_CROP * SAMPLES_PER_AUDIO_LATENT
    starts = SAMPLES_PER_AUDIO_LATENT * rng.integers(0, (sounds.shape[1] - crop) // SAMPLES_PER_AUDIO_LATENT + 1, size)
    clips = rng.integers(0, len(sounds) - HELD_OUT, size)
    picked = np.stack([sounds[c, s : s + crop] for c, s in zip(clips, starts, strict=True)])
    return torch.from_numpy(picked) * float(rng.uniform(0.6, 1.3))


def train(minutes: float, device: torch.device, seed: int = 0, carry_on: bool = False) -> None:
    """Trains for `minutes`; with `carry_on` from the weights that are there, on another seed."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    sounds = np.load(FOLDER / "sounds.npy", mmap_mode="r")
    model, log = AudioAutoencoder().to(device), RunLog("audio_vae", seed)
    earlier = {"crops": 0}
    if carry_on:
        model.load_state_dict(load_file(log.folder / "weights.safetensors"))
        if (log.folder / "log.json").exists():
            earlier = json.loads((log.folder / "log.json").read_text())
    optimiser = MuonWithAdamW(model, hidden, 2e-3, 1.5e-3, betas=(0.8, 0.98))
    step, recent, size = 0, [], BATCH * batch_factor(device)
    while log.minutes < minutes:
        samples = batch_of(sounds, rng, size).to(device)
        with bfloat16(device):
            latent = model.encode(samples[:, None])
            magnitude, phase = model.magnitude_and_phase(latent + torch.randn_like(latent) * LATENT_NOISE)
        target = model.spectrum(samples).abs()
        loss = spectral_loss(model.waveform(magnitude, phase), samples)
        loss = loss + 0.3 * (torch.log(magnitude + 1e-2) - torch.log(target + 1e-2)).abs().mean()
        optimiser.step(loss, learning_rate(log.minutes / minutes, step, flat=0.4))
        step, recent = step + 1, [*recent[-99:], loss.item()]
        if step % 100 == 0:
            log.say(step, loss=float(np.mean(recent)))
    distance = held_out_distance(model, sounds)
    log.save_weights(model)
    log.write(
        steps=step,
        crops=step * size + earlier["crops"],
        further=carry_on,
        clips=len(sounds),
        held_out_log_mel_l1=round(distance, 4),
    )
    log.say(step, held_out_log_mel_l1=distance)


@torch.no_grad()
def held_out_distance(model: AudioAutoencoder, sounds: np.ndarray) -> float:
    model.eval()
    samples = torch.from_numpy(np.array(sounds[-HELD_OUT:])).to(next(model.parameters()).device)
    return log_mel_distance(model.decode(model.encode(samples[:, None]))[:, 0], samples).item()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--carry-on", action="store_true", help="start from the weights of an earlier round")
    add_device_option(parser)
    given = parser.parse_args()
    torch.set_num_threads(1)
    train(given.minutes, given.device, given.seed, given.carry_on)
