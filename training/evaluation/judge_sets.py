"""What the judges learn from: world clips with their exact labels, half of them through the autoencoders.

The judges must read what tandem-mini makes, and that always comes out of the autoencoders; the other half keeps them
from depending on one autoencoder's faults.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from ...engine.mini import geometry
from ...engine.mini.text.attributes import SLOT_BY_NAME
from ..world.clip import make_clip, make_scene
from ..world.scene import Scene
from ..world.scenes import ALL_SCENES
from ..world.voices import Voices
from .autoencoders import Autoencoders
from .judge_networks import CLOSE_EVERY, CLOSE_SIZE, SMALL_SIZE, SOUND_FRAMES_PER_SECOND
from .judge_slots import AMBIENCES, IMPACT_SCENES, SLOTS_OF, readable
from .judges import shrink

PICTURE_KINDS = (*ALL_SCENES, "glass", "balloon", "door", "water_drop", "violin", "commercial")
"""Whoever strikes seldom comes twice, and so does what has the most to show."""
LOOK_KINDS = (
    "talk", "dialogue", "commercial", "rap", "talk", "sing_words", "dialogue", "whisper", "talk", "rap", "commercial",
    "wind", "shout", "talk", "dialogue", "sing", "rain", "crowd",
)  # fmt: skip
"""Faces first of all: their moods are told by brows, lids and the corners of the mouth."""
SOUND_KINDS = (*ALL_SCENES, "balloon", "glass", "talk", "rap", "piano", "violin", "xylophone", "commercial")
SPEECH_KINDS = ("talk", "dialogue", "talk", "whisper", "dialogue", "talk", "shout", "dialogue", "talk")
"""An odd number of turns, as of SOUND_KINDS: every second sound is coded, and no kind must be so always."""
FEWEST_LINES = {"talk": 1, "dialogue": 2, "sing_words": 1}
SPEECH_SCENES = ("talk", "dialogue")
SILENCE_STREAM = 5
CLIP_LATENTS = 32
PICTURE_LATENTS = (20, 32)
"""A camera goes the same way in a short clip, and therefore faster."""
WINDOW_LATENTS = 8
RENDER_SIZE = 128
PICTURE_ONSET_S, SOUND_ONSET_S = 0.03, 0.02
USUAL_IMPACTS_PER_S, LEAST_WEIGHT, MOST_WEIGHT = 2.0, 0.7, 2.0
NOT_ASKED = -1


@dataclass(frozen=True)
class PictureSet:
    """`small` uint8 `[N, F, 64, 64, 3]`, all frames; `close` uint8 `[N, F / 8 or more, 128, 128, 3]`, every eighth;
    `onset`, `mouth` `[N, F]` with the weights `[N]` 0 where they do not apply; `slots` slot -> `[N]` index of the
    value, -1 where the clip shows none."""

    small: torch.Tensor
    close: torch.Tensor
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


def slot_labels(attributes: Sequence[dict[str, str]], stream: str) -> dict[str, torch.Tensor]:
    """slot -> `[N]` index of the value that is "seen" or "heard" (`stream`), NOT_ASKED where it cannot be."""

    def label(slot: str, item: dict[str, str]) -> int:
        return SLOT_BY_NAME[slot].index(item[slot]) - 1 if readable(stream, slot, item) else NOT_ASKED

    return {name: torch.tensor([label(name, item) for item in attributes]) for name in SLOTS_OF[stream]}


def impact_weight(scene: str, onsets_s: Sequence[float], duration_s: float) -> float:
    """How much a clip says about impacts: more where they are rare, so that balloons count beside drums. Ambiences
    teach a little what is none; other kinds, with beats or sparkles, say nothing."""
    if scene in AMBIENCES:
        return 0.3
    if scene not in IMPACT_SCENES:
        return 0.0
    per_s = max(len(onsets_s), 1) / duration_s
    return float(np.clip(USUAL_IMPACTS_PER_S / per_s, LEAST_WEIGHT, MOST_WEIGHT))


def picture_set(
    seeds: range,
    voices: Voices,
    autoencoders: Autoencoders,
    kinds: Sequence[str] = PICTURE_KINDS,
    window_latents: int = WINDOW_LATENTS,
) -> PictureSet:
    """One window from every seed; kinds take turns. Every second window goes through the autoencoder."""
    small, close, onset, weights, mouth, attributes = [], [], [], [], [], []
    for index, seed in enumerate(seeds):
        turn, kind = divmod(index, len(kinds))
        latents = PICTURE_LATENTS[turn // 2 % 2]
        first = geometry.FRAMES_PER_LATENT * int(np.random.default_rng(seed).integers(0, latents - window_latents + 1))
        count = window_latents * geometry.FRAMES_PER_LATENT
        clip = make_clip(seed, latents, voices, scene=kinds[kind], size=RENDER_SIZE, frames=slice(first, first + count))
        seen = autoencoders.decode_frames(autoencoders.encode_frames(clip.frames)) if turn % 2 else clip.frames
        small.append(_bytes(shrink(seen, SMALL_SIZE)))
        close.append(_bytes(shrink(seen[::CLOSE_EVERY], CLOSE_SIZE)))
        middles_s = (np.arange(count) + first + 0.5) / float(geometry.FRAME_RATE)
        onset.append(bumps(clip.onsets_s, middles_s, PICTURE_ONSET_S))
        weights.append(impact_weight(clip.scene, clip.onsets_s, latents * float(geometry.LATENT_SECONDS)))
        mouth.append(clip.mouths[:, :, 0].max(axis=0))
        attributes.append(clip.attributes)
    return PictureSet(
        torch.stack(small),
        torch.stack(close),
        torch.from_numpy(np.stack(onset)),
        torch.tensor(weights),
        torch.from_numpy(np.stack(mouth).astype(np.float32)),
        torch.tensor([float("first_person" in item) for item in attributes]),
        slot_labels(attributes, "seen"),
    )


def _bytes(frames: torch.Tensor) -> torch.Tensor:
    return (frames * 255).round().to(torch.uint8)


def look_set(seeds: range, voices: Voices, autoencoders: Autoencoders) -> PictureSet:
    """4 frames from every seed, for what does not move: faces, things, colours. Cheap, and therefore many."""
    looks = picture_set(seeds, voices, autoencoders, LOOK_KINDS, window_latents=1)
    unknown = {name: torch.full_like(looks.slots[name], NOT_ASKED) for name in ("scene", "camera")}
    return replace(looks, onset_weight=torch.zeros_like(looks.onset_weight), slots={**looks.slots, **unknown})


def sound_set(seeds: range, voices: Voices, inventory: tuple[str, ...], scenes: tuple[str, ...]) -> SoundSet:
    """The sound of one clip of 5.12 s from every seed; the kinds of `scenes` take turns."""
    ids = {name: index + 1 for index, name in enumerate(inventory)}
    count = CLIP_LATENTS * float(geometry.LATENT_SECONDS) * SOUND_FRAMES_PER_SECOND
    middles_s = (np.arange(round(count)) + 0.5) / SOUND_FRAMES_PER_SECOND
    samples, onset, weights, frames, spoken, attributes = [], [], [], [], [], []
    for index, seed in enumerate(seeds):
        scene = make_scene(seed, CLIP_LATENTS, voices, scenes[index % len(scenes)])
        kind = scene.attributes["scene"]
        leave_silence(scene, np.random.default_rng((seed, SILENCE_STREAM)))
        samples.append(np.tanh(scene.samples).astype(np.float16))
        onsets_s = tuple(start_s for start_s in scene.onsets_s if 0 <= start_s < scene.duration_s)
        onset.append(bumps(onsets_s, middles_s, SOUND_ONSET_S))
        weights.append(impact_weight(kind, onsets_s, scene.duration_s))
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
        torch.tensor(weights),
        torch.from_numpy(np.stack(frames)),
        tuple(spoken),
        slot_labels(attributes, "heard"),
    )


def leave_silence(scene: Scene, rng: np.random.Generator) -> None:
    """Half of the clips with words keep their first lines only, as prompts with a short line ask for.

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
