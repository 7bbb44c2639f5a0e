"""What the judges learn from: world clips with their exact labels, half of them through the autoencoders.

The judges must read what tandem-mini makes, and that always comes out of the autoencoders; the other half keeps them
from depending on one autoencoder's faults.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch

from ...engine.mini import geometry
from ...engine.mini.text.attributes import SLOT_BY_NAME
from ..world.clip import make_clip, make_scene
from ..world.scenes import SCENES
from ..world.scene import Scene
from ..world.voices import Voices
from .autoencoders import Autoencoders
from .judge_networks import SOUND_FRAMES_PER_SECOND
from .judges import PICTURE_SLOTS, SOUND_SLOTS, shrink

IMPACT_SCENES = ("ball", "bell", "drum", "glass")
FEWEST_LINES = {"talk": 1, "dialogue": 2}
SPEECH_SCENES = tuple(FEWEST_LINES)
SILENCE_STREAM = 5
CLIP_LATENTS = 32
WINDOW_LATENTS = 8
WINDOW_FRAMES = WINDOW_LATENTS * geometry.FRAMES_PER_LATENT
RENDER_SIZE = 128
PICTURE_ONSET_S, SOUND_ONSET_S = 0.03, 0.02
NOT_ASKED = -1


@dataclass(frozen=True)
class PictureSet:
    """`frames` uint8 `[N, 32, 64, 64, 3]`; `onset`, `mouth` `[N, 32]` with the weights `[N]` 0 where they do not apply;
    `slots` slot -> `[N]` index of the value, -1 where the clip has none."""

    frames: torch.Tensor
    onset: torch.Tensor
    onset_weight: torch.Tensor
    mouth: torch.Tensor
    mouth_weight: torch.Tensor
    slots: dict[str, torch.Tensor]


@dataclass(frozen=True)
class SoundSet:
    """`samples` float16 `[N, L]`; `onset` `[N, 50 per s]`, its weight `[N]`; `frames` `[N, 50 per s]` phoneme ids, 0
    is silence; `spoken` the ids in order, None where nobody speaks by a script; `slots` as in PictureSet."""

    samples: torch.Tensor
    onset: torch.Tensor
    onset_weight: torch.Tensor
    frames: torch.Tensor
    spoken: tuple[tuple[int, ...] | None, ...]
    slots: dict[str, torch.Tensor]


def bumps(events_s: tuple[float, ...], times_s: np.ndarray, width_s: float) -> np.ndarray:
    """1 at every event, falling off on both sides: `[N]`."""
    bump = np.zeros(len(times_s), np.float32)
    for event in events_s:
        bump = np.maximum(bump, np.exp(-0.5 * ((times_s - event) / width_s) ** 2))
    return bump


def slot_labels(attributes: list[dict[str, str]], names: tuple[str, ...]) -> dict[str, torch.Tensor]:
    def label(slot: str, value: str | None) -> int:
        return NOT_ASKED if value is None else SLOT_BY_NAME[slot].index(value) - 1

    return {name: torch.tensor([label(name, item.get(name)) for item in attributes]) for name in names}


def _applies(scene: str) -> float:
    """How much a clip says about impacts: fire and waves teach a little what is none."""
    return 1.0 if scene in IMPACT_SCENES else 0.3 if scene in ("fire", "ocean") else 0.0


def picture_set(seeds: range, voices: Voices, autoencoders: Autoencoders) -> PictureSet:
    """One window of 1.28 s from every seed; kinds take turns. Every second window goes through the autoencoder."""
    frames, onset, mouth, attributes = [], [], [], []
    for index, seed in enumerate(seeds):
        scene = list(SCENES)[index % len(SCENES)]
        latest = (CLIP_LATENTS - WINDOW_LATENTS) * geometry.FRAMES_PER_LATENT
        first = int(np.random.default_rng(seed).integers(0, latest + 1))
        window = slice(first, first + WINDOW_FRAMES)
        clip = make_clip(seed, CLIP_LATENTS, voices, scene=scene, size=RENDER_SIZE, frames=window)
        seen = clip.frames
        if (index // len(SCENES)) % 2:
            seen = autoencoders.decode_frames(autoencoders.encode_frames(seen))
        frames.append((shrink(seen) * 255).round().to(torch.uint8))
        middles_s = (np.arange(WINDOW_FRAMES) + first + 0.5) / float(geometry.FRAME_RATE)
        onset.append(bumps(clip.onsets_s, middles_s, PICTURE_ONSET_S))
        mouth.append(clip.mouths[:, :, 0].max(axis=0))
        attributes.append(clip.attributes)
    scenes = [item["scene"] for item in attributes]
    return PictureSet(
        torch.stack(frames),
        torch.from_numpy(np.stack(onset)),
        torch.tensor([_applies(scene) for scene in scenes]),
        torch.from_numpy(np.stack(mouth).astype(np.float32)),
        torch.tensor([float("first_person" in item) for item in attributes]),
        slot_labels(attributes, PICTURE_SLOTS),
    )


def sound_set(seeds: range, voices: Voices, inventory: tuple[str, ...], scenes: tuple[str, ...]) -> SoundSet:
    """The sound of one clip of 5.12 s from every seed; the kinds of `scenes` take turns."""
    ids = {name: index + 1 for index, name in enumerate(inventory)}
    count = CLIP_LATENTS * float(geometry.LATENT_SECONDS) * SOUND_FRAMES_PER_SECOND
    middles_s = (np.arange(round(count)) + 0.5) / SOUND_FRAMES_PER_SECOND
    samples, onset, frames, spoken, attributes = [], [], [], [], []
    for index, seed in enumerate(seeds):
        scene = make_scene(seed, CLIP_LATENTS, voices, scenes[index % len(scenes)])
        kind = scene.attributes["scene"]
        leave_silence(scene, np.random.default_rng((seed, SILENCE_STREAM)))
        samples.append(np.tanh(scene.samples).astype(np.float16))
        onset.append(bumps(tuple(scene.onsets_s), middles_s, SOUND_ONSET_S))
        sounds = sorted(scene.phonemes, key=lambda item: item.start_s) if kind in SPEECH_SCENES else []
        heard = [item for item in sounds if 0 <= (item.start_s + item.end_s) / 2 < scene.duration_s]
        track = np.zeros(len(middles_s), np.int64)
        for item in heard:
            track[(middles_s >= item.start_s) & (middles_s < item.end_s)] = ids[item.phoneme]
        frames.append(track)
        spoken.append(tuple(ids[item.phoneme] for item in heard) if kind in SPEECH_SCENES else None)
        attributes.append(scene.attributes)
    return SoundSet(
        torch.from_numpy(np.stack(samples)),
        torch.from_numpy(np.stack(onset)),
        torch.tensor([_applies(item["scene"]) for item in attributes]),
        torch.from_numpy(np.stack(frames)),
        tuple(spoken),
        slot_labels(attributes, SOUND_SLOTS),
    )


def leave_silence(scene: Scene, rng: np.random.Generator) -> None:
    """Half of the clips with speech keep their first lines only, as prompts with a short line ask for.

    Somebody who talks stays somebody who talks, and a dialogue keeps two lines.
    """
    fewest = FEWEST_LINES.get(scene.attributes["scene"])
    starts = sorted(quote.start_s for quote in scene.quotes)
    if fewest is None or len(starts) <= fewest or rng.random() < 0.5:
        return
    end_s = max(0.0, starts[rng.integers(fewest, len(starts))])
    scene.samples[round(end_s * geometry.SAMPLE_RATE_HZ) :] = 0
    scene.phonemes = [item for item in scene.phonemes if item.start_s < end_s]


def half_reconstructed(data: SoundSet, autoencoders: Autoencoders) -> SoundSet:
    """`data` with every second clip replaced by what the sound autoencoder makes of it."""
    samples = data.samples.clone()
    for index in range(1, len(samples), 2):
        latent = autoencoders.encode_samples(samples[index].float().numpy())
        samples[index] = torch.from_numpy(autoencoders.decode_samples(latent)).to(samples.dtype)
    return replace(data, samples=samples)


def batches(count: int, size: int, generator: torch.Generator) -> Iterator[torch.Tensor]:
    """Shuffled indices without end."""
    while True:
        yield from torch.randperm(count, generator=generator).split(size)
