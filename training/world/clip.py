"""One clip of the world from one seed: frames, sound and exact labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...engine.mini import geometry
from ...engine.mini.text.script import TimedPhoneme
from . import nature, objects, people
from .canvas import Canvas
from .palette import BACKGROUNDS
from .scene import Quote, Scene, closed_mouth
from .voices import Voices

SCENES = {
    "talk": (people.talk, 0.19), "dialogue": (people.dialogue, 0.10), "sing": (people.sing, 0.08),
    "rap": (people.rap, 0.08), "ball": (objects.ball, 0.13), "bell": (objects.bell, 0.13), "drum": (objects.drum, 0.12),
    "glass": (objects.glass, 0.10), "fire": (nature.fire, 0.035), "ocean": (nature.ocean, 0.035),
}  # fmt: skip


@dataclass(frozen=True)
class WorldClip:
    """frames uint8 `[F, size, size, 3]`, samples float32 `[L]`, mouths float32 `[2, F, 3]` (open, wide, round)"""

    frames: np.ndarray
    samples: np.ndarray
    attributes: dict[str, str]
    phonemes: tuple[TimedPhoneme, ...]
    quotes: tuple[Quote, ...]
    onsets_s: tuple[float, ...]
    mouths: np.ndarray
    scene: str
    seed: int


def make_scene(seed: int, video_latents: int, voices: Voices, scene: str | None = None) -> Scene:
    """The clip of `seed` before it is drawn. `scene` fixes the kind; the seed then chooses everything else."""
    rng = np.random.default_rng(seed)
    names, shares = list(SCENES), np.array([share for _, share in SCENES.values()])
    kind = str(rng.choice(names, p=shares / shares.sum()))
    background = str(rng.choice(list(BACKGROUNDS)))
    if (scene or kind) == "fire" and rng.random() < 0.5:
        background = "night"
    duration_s = float(video_latents * geometry.LATENT_SECONDS)
    return SCENES[scene or kind][0](rng, duration_s, background, voices)


def make_clip(
    seed: int,
    video_latents: int,
    voices: Voices,
    scene: str | None = None,
    size: int = geometry.PICTURE_SIZE,
    frames: slice | None = None,
) -> WorldClip:
    """Draws `frames` (default all) of the clip at `size` pixels; sound and labels always cover the whole clip."""
    made = make_scene(seed, video_latents, voices, scene)
    times_s = np.arange(video_latents * geometry.FRAMES_PER_LATENT) / float(geometry.FRAME_RATE)
    times_s = times_s[frames] if frames is not None else times_s
    canvas = Canvas(times_s, size, BACKGROUNDS[made.background])
    made.draw(canvas)
    tracks = [*made.mouths, closed_mouth, closed_mouth][:2]
    return WorldClip(
        frames=canvas.finished(),
        samples=np.tanh(made.samples).astype(np.float32),
        attributes=made.attributes,
        phonemes=tuple(sorted(made.phonemes, key=lambda p: p.start_s)),
        quotes=tuple(made.quotes),
        onsets_s=tuple(t for t in sorted(made.onsets_s) if 0 <= t < made.duration_s),
        mouths=np.stack([track(times_s) for track in tracks]),
        scene=made.attributes["scene"],
        seed=seed,
    )
