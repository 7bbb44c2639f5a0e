"""One clip of the world from one seed: frames, sound and exact labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...engine.mini import geometry
from ...engine.mini.text.script import TimedPhoneme
from . import nature, objects, people
from .camera import CAMERA_SHARES, CAMERAS, camera_view
from .canvas import Canvas
from .more_scenes import MORE_SCENES
from .narration import narrate
from .palette import BACKGROUNDS
from .scene import Quote, Scene, closed_mouth
from .voices import Voices

SCENES = {
    "talk": (people.talk, 0.19), "dialogue": (people.dialogue, 0.10), "sing": (people.sing, 0.08),
    "rap": (people.rap, 0.08), "ball": (objects.ball, 0.13), "bell": (objects.bell, 0.13), "drum": (objects.drum, 0.12),
    "glass": (objects.glass, 0.10), "fire": (nature.fire, 0.035), "ocean": (nature.ocean, 0.035),
}  # fmt: skip
"""What the shipped weights know: the function of every scene and its share of the training clips."""

AMBIENT = ("fire", "ocean", "rain", "wind", "crowd")
"""Scenes over which a narrator can speak."""
NARRATED_SHARE = 0.4
DIRECTION_STREAM = 1
"""Camera and narrator have random numbers of their own: a scene is the same with and without them."""


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


def make_scene(
    seed: int,
    video_latents: int,
    voices: Voices,
    scene: str | None = None,
    *,
    camera: str | None = None,
    narrated: bool | None = None,
) -> Scene:
    """The clip of `seed` before it is drawn. `scene` fixes the kind; the seed then chooses everything else.

    `camera` and `narrated` are chosen by the seed for the scenes of MORE_SCENES; those of SCENES stand still and are
    not narrated unless asked for. Raises ValueError for an unknown scene or camera, and for a narrator over a scene
    that is not one of AMBIENT.
    """
    if scene is not None and scene not in SCENES and scene not in MORE_SCENES:
        raise ValueError(f"scene: expected one of {[*SCENES, *MORE_SCENES]}, got {scene!r}")
    rng = np.random.default_rng(seed)
    names, shares = list(SCENES), np.array([share for _, share in SCENES.values()])
    kind = str(rng.choice(names, p=shares / shares.sum()))
    background = str(rng.choice(list(BACKGROUNDS)))
    if (scene or kind) == "fire" and rng.random() < 0.5:
        background = "night"
    duration_s = float(video_latents * geometry.LATENT_SECONDS)
    function = MORE_SCENES[scene] if scene in MORE_SCENES else SCENES[scene or kind][0]
    made = function(rng, duration_s, background, voices)
    _direct(made, seed, voices, scene in MORE_SCENES, camera, narrated)
    return made


def _direct(made: Scene, seed: int, voices: Voices, by_seed: bool, camera: str | None, narrated: bool | None) -> None:
    """Sets the camera and adds the narrator; what is None is left to the seed, or to rest unless `by_seed`."""
    rng = np.random.default_rng((seed, DIRECTION_STREAM))
    drawn = str(rng.choice(CAMERAS, p=CAMERA_SHARES))
    made.pan_direction, speaks = int(rng.choice((-1, 1))), bool(rng.random() < NARRATED_SHARE)
    if camera is not None or by_seed:
        made.camera = camera or drawn
        made.attributes["camera"] = made.camera
    if narrated and made.attributes["scene"] not in AMBIENT:
        raise ValueError(f"narrated: expected a scene of {list(AMBIENT)}, got {made.attributes['scene']!r}")
    quiet = made.attributes["scene"] in AMBIENT and made.attributes.get("loudness", "quiet") == "quiet"
    if narrated or (narrated is None and by_seed and quiet and speaks):
        narrate(made, rng, voices)


def make_clip(
    seed: int,
    video_latents: int,
    voices: Voices,
    scene: str | None = None,
    size: int = geometry.PICTURE_SIZE,
    frames: slice | None = None,
    *,
    camera: str | None = None,
    narrated: bool | None = None,
    device: str = "cpu",
) -> WorldClip:
    """Draws `frames` (default all) of the clip at `size` pixels; sound and labels always cover the whole clip.

    The picture is drawn on `device`; for the rest see `make_scene`.
    """
    made = make_scene(seed, video_latents, voices, scene, camera=camera, narrated=narrated)
    times_s = np.arange(video_latents * geometry.FRAMES_PER_LATENT) / float(geometry.FRAME_RATE)
    times_s = times_s[frames] if frames is not None else times_s
    view = camera_view(made.camera, times_s, made.duration_s, made.pan_direction)
    canvas = Canvas(times_s, size, BACKGROUNDS[made.background], view=view, device=device)
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
