"""One clip of the world from one seed: frames, sound and exact labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...engine.mini import geometry
from ...engine.mini.text.accompaniment import Note
from ...engine.mini.text.camera import View
from ...engine.mini.text.cues import Cue
from ...engine.mini.text.script import TimedPhoneme
from .camera import CAMERA_SHARES
from .canvas import Canvas
from .narration import narrate
from .palette import BACKGROUNDS
from .scene import Quote, Scene, closed_mouth
from .scenes import ALL_SCENES
from .voices import Voices

AMBIENT = ("fire", "ocean", "rain", "wind", "crowd")
"""Scenes over which a narrator can speak."""
NARRATED_SHARE = 0.4
DIRECTION_STREAM = 1
"""Camera and narrator have random numbers of their own: a scene is the same with and without them."""


@dataclass(frozen=True)
class WorldClip:
    """frames uint8 `[F, size, size, 3]`, samples float32 `[L]`, mouths float32 `[2, F, 3]` (open, wide, round);
    `places` `[K, F, 2]` (see `Scene.places`) and `view` are those of the whole clip."""

    frames: np.ndarray
    samples: np.ndarray
    attributes: dict[str, str]
    phonemes: tuple[TimedPhoneme, ...]
    quotes: tuple[Quote, ...]
    onsets_s: tuple[float, ...]
    cues: tuple[Cue, ...]
    notes: tuple[Note, ...]
    places: np.ndarray
    view: View | None
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

    `camera` and `narrated` are chosen by the seed where they are None. Raises ValueError for an unknown scene or
    camera, and for a narrator over a scene that is not one of AMBIENT.
    """
    if scene is not None and scene not in ALL_SCENES:
        raise ValueError(f"scene: expected one of {list(ALL_SCENES)}, got {scene!r}")
    rng = np.random.default_rng(seed)
    names, shares = list(ALL_SCENES), np.array([share for _, share in ALL_SCENES.values()])
    kind = str(rng.choice(names, p=shares / shares.sum()))
    background = str(rng.choice(list(BACKGROUNDS)))
    if (scene or kind) == "fire" and rng.random() < 0.5:
        background = "night"
    duration_s = float(video_latents * geometry.LATENT_SECONDS)
    made = ALL_SCENES[scene or kind][0](rng, duration_s, background, voices)
    _direct(made, seed, voices, camera, narrated)
    return made


def _direct(made: Scene, seed: int, voices: Voices, camera: str | None, narrated: bool | None) -> None:
    """Sets the camera and adds the narrator; what is None is left to the seed."""
    rng = np.random.default_rng((seed, DIRECTION_STREAM))
    drawn = str(rng.choice(list(CAMERA_SHARES), p=list(CAMERA_SHARES.values())))
    made.pan_direction, speaks = int(rng.choice((-1, 1))), bool(rng.random() < NARRATED_SHARE)
    made.camera = made.attributes["camera"] = camera or drawn
    if narrated and made.attributes["scene"] not in AMBIENT:
        raise ValueError(f"narrated: expected a scene of {list(AMBIENT)}, got {made.attributes['scene']!r}")
    quiet = made.attributes["scene"] in AMBIENT and made.attributes.get("loudness", "quiet") == "quiet"
    if narrated or (narrated is None and quiet and speaks):
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
    whole_s = np.arange(video_latents * geometry.FRAMES_PER_LATENT) / float(geometry.FRAME_RATE)
    times_s = whole_s[frames] if frames is not None else whole_s
    canvas = Canvas(times_s, size, BACKGROUNDS[made.background], view=made.view(times_s), device=device)
    made.draw(canvas)
    tracks = [*made.mouths, closed_mouth, closed_mouth][:2]
    return WorldClip(
        frames=canvas.finished(),
        samples=np.tanh(made.samples).astype(np.float32),
        attributes=made.attributes,
        phonemes=tuple(sorted(made.phonemes, key=lambda p: p.start_s)),
        quotes=tuple(made.quotes),
        onsets_s=tuple(t for t in sorted(made.onsets_s) if 0 <= t < made.duration_s),
        cues=tuple(sorted(made.cues, key=lambda cue: cue.at_s)),
        notes=tuple(made.notes),
        places=made.places(len(whole_s)),
        view=made.view(whole_s),
        mouths=np.stack([track(times_s) for track in tracks]),
        scene=made.attributes["scene"],
        seed=seed,
    )
