"""Trains the sound autoencoder on the rendered sounds: their spectra, and at which pitch they sound."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass

import numpy as np
import torch
from safetensors.torch import load_file

from ...engine.mini.audio_autoencoder import FRAMES_PER_LATENT, HOP_SAMPLES, AudioAutoencoder
from ...engine.mini.geometry import SAMPLES_PER_AUDIO_LATENT
from ...engine.mini.voice_source import DEFAULT_HZ, bridged, pitch_and_voicing, pulses
from ..device import add_cores_option, add_device_option, batch_factor, bfloat16, copies
from ..optimiser import MuonWithAdamW, learning_rate
from ..parallel_gradients import ParallelGradients
from ..run_log import RunLog
from .audio_loss import log_mel_distance, pitch_loss, spectral_loss
from .raw_sounds import FOLDER

BATCH, LATENTS_PER_CROP, HELD_OUT, LATENT_NOISE = 8, 24, 60, 0.06
EDGE_LAYERS = ("spectrum_in", "latent_out", "latent_in", "spectrum_out", "pitch_out", "filter_out")
STARTS_QUIET, QUIET_LOG = "filter_out", -3.0
MAGNITUDE_WEIGHT, PITCH_WEIGHT = 0.3, 0.25
TOLD_PITCH, LEAST_VOICED = 0.5, 0.9
"""Share of the batches that sound on their true pitch instead of the one that was read, and how voiced they count."""


@dataclass(frozen=True)
class Crops:
    """Samples `[B, L]` and pitch in Hz `[B, L / 160]`, NaN where there is none."""

    samples: torch.Tensor
    pitch: torch.Tensor


def hidden(name: str, parameter: torch.nn.Parameter) -> bool:
    return parameter.ndim == 2 and name.split(".")[0] not in EDGE_LAYERS


def build() -> AudioAutoencoder:
    """With the filter of the pulses nearly shut: until the pitch is read, they are wrong."""
    model = AudioAutoencoder()
    torch.nn.init.zeros_(model.filter_out.weight)
    torch.nn.init.constant_(model.filter_out.bias, QUIET_LOG)
    return model


def crops_of(sounds: np.ndarray, pitches: np.ndarray, rng: np.random.Generator, size: int) -> Crops:
    """`size` crops that start on a latent, all at one random level."""
    crop, rows = LATENTS_PER_CROP * SAMPLES_PER_AUDIO_LATENT, LATENTS_PER_CROP * FRAMES_PER_LATENT
    starts = rng.integers(0, sounds.shape[1] // SAMPLES_PER_AUDIO_LATENT - LATENTS_PER_CROP + 1, size)
    places = list(zip(rng.integers(0, len(sounds) - HELD_OUT, size), starts, strict=True))
    samples = np.stack([sounds[c, s * SAMPLES_PER_AUDIO_LATENT :][:crop] for c, s in places])
    pitch = np.stack([pitches[c, s * FRAMES_PER_LATENT :][:rows] for c, s in places])
    return Crops(torch.from_numpy(samples) * float(rng.uniform(0.6, 1.3)), torch.from_numpy(pitch))


def crop_losses(model: AudioAutoencoder, crops: Crops, told: bool) -> torch.Tensor:
    """`[spectra, pitch]`. told: what has a pitch sounds on it, whatever the decoder read."""
    samples, device = crops.samples, crops.samples.device
    with bfloat16(device):
        latent = model.encode(samples[:, None])
        features = model.features(latent + torch.randn_like(latent) * LATENT_NOISE)
        logits = model.pitch_logits(features)
    with torch.no_grad():
        hertz, voiced = pitch_and_voicing(logits)
        if told:
            known = torch.isfinite(crops.pitch)
            hertz = torch.where(known, crops.pitch.nan_to_num(DEFAULT_HZ), hertz)
            voiced = torch.where(known, voiced.clamp(min=LEAST_VOICED), voiced)
        source = pulses(bridged(hertz, voiced), HOP_SAMPLES)
    with bfloat16(device):
        spectrum = model.decoded_spectrum(features, source, voiced)
    ours, theirs = ((x.abs() + 1e-2).log() for x in (spectrum, model.spectrum(samples)))
    spectra = spectral_loss(model.waveform(spectrum), samples) + MAGNITUDE_WEIGHT * (ours - theirs).abs().mean()
    return torch.stack([spectra, PITCH_WEIGHT * pitch_loss(logits, crops.pitch)])


def train(
    minutes: float, device: torch.device, *, seed: int = 0, carry_on: bool = False, cores: int = 2, rate: float = 2e-3
) -> None:
    """Trains for `minutes`; with `carry_on` from the weights that are there, on another seed."""
    torch.manual_seed(seed)
    sounds, pitches = (np.load(FOLDER / f"{name}.npy", mmap_mode="r") for name in ("sounds", "pitches"))
    model, log, cores = build().to(device), RunLog("audio_vae", seed), copies(device, cores)
    earlier = {"crops": 0}
    if carry_on:
        take_over(model, load_file(log.folder / "weights.safetensors"))
        if (log.folder / "log.json").exists():
            earlier = json.loads((log.folder / "log.json").read_text())
    optimiser = MuonWithAdamW(model, hidden, rate, 0.75 * rate, betas=(0.8, 0.98), threads=cores)
    gradients = ParallelGradients(model, cores)
    rngs = [np.random.default_rng((seed, core)) for core in range(cores)]
    step, means, size = 0, None, BATCH * batch_factor(device)

    def loss_of(copied: AudioAutoencoder, core: int) -> torch.Tensor:
        crops = crops_of(sounds, pitches, rngs[core], size)
        crops = Crops(crops.samples.to(device), crops.pitch.to(device))
        return crop_losses(copied.train(), crops, told=rngs[core].random() < TOLD_PITCH)

    while log.minutes < minutes:
        losses = gradients(loss_of)
        optimiser.apply(learning_rate(log.minutes / minutes, step, flat=0.4))
        step, means = step + 1, losses if means is None else means.lerp(losses, max(0.01, 1 / (step + 1)))
        if step % 100 == 0:
            log.say(step, spectra=means[0].item(), pitch=means[1].item())
    distance = held_out_distance(model, sounds)
    log.save_weights(model)
    log.write(
        steps=step,
        crops=step * size * cores + earlier["crops"],
        further=carry_on,
        clips=len(sounds),
        held_out_log_mel_l1=round(distance, 4),
    )
    log.say(step, held_out_log_mel_l1=distance)


def take_over(model: AudioAutoencoder, weights: dict[str, torch.Tensor]) -> None:
    """`weights`; those of a decoder without pulses leave what is of pulses as it is. Raises ValueError for weights of
    anything else."""
    missing, unknown = model.load_state_dict(weights, strict=False)
    new = ("pitch_fine.", "pitch_norm.", "pitch_out.", "decoder_last.", "filter_out.")
    missing = [name for name in missing if not name.startswith(new)]
    if missing or unknown:
        raise ValueError(f"weights: expected those of a sound autoencoder, missing {missing}, unknown {unknown}")


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
    parser.add_argument("--rate", type=float, default=2e-3, help="the highest learning rate")
    add_device_option(parser)
    add_cores_option(parser)
    given = parser.parse_args()
    torch.set_num_threads(1)
    train(given.minutes, given.device, seed=given.seed, carry_on=given.carry_on, cores=given.cores, rate=given.rate)
