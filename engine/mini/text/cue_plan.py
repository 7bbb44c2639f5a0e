"""What happens in a clip: a prompt says that a drum is beaten fast, and here it is decided when.

Instants and places are drawn as those of the world's clips were (`rhythms.py`, `tunes.py`, `paths.py`), from the seed
of the clip. Picture and sound are both told of them, so they have one moment to agree on, and the tempo is the one that
was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from ..geometry import AUDIO_LATENT_SECONDS
from .accompaniment import PROGRESSIONS, Note, arpeggio, bars, with_accompaniment
from .attributes import UNSPECIFIED, most_likely
from .camera import camera_view, in_picture
from .cues import STRIKES, Cue, has_cues, moments, with_cues
from .music import beat_seconds
from .paths import (
    BALL_RADIUS,
    FLOOR_Y,
    GLASS_PLACES,
    Path,
    ball_path,
    ball_speed,
    bell_path,
    finger_path,
    glass_paths,
    mallet_path,
)
from .points import point_of, with_points
from .rhythms import CRASH_EVERY_S, FIRST_CRASH_S, FIRST_POP_S, STRIKE_EVERY_S, bounces, strikes
from .tunes import BEATS_PER_BAR, INSTRUMENTS, beat_cues, random_tune, tune_cues
from .viewing import pan_direction

CUE_STREAM = 7
"""Keeps the instants unrelated to the noise that has the same seed."""
TAKES_TURNS = ("drum", "bell")
FIRST_DRUM_S, FIRST_STROKE_S = (0.05, 0.3), (0.05, 0.4)
THROW_S = 0.5
"""A ball that has to go on is thrown again so long after its last impact."""
DEFAULTS = {"pace": "medium", "mood": "happy", "object_size": "big", "pitch": "medium"}
"""What a prompt leaves open."""

Values = dict[str, str]


@dataclass(frozen=True)
class Heard:
    """What went before: its cues in order, where its first point was in its last two rows, and how low it came, on the
    board."""

    cues: Sequence[Cue] = ()
    last: tuple[tuple[float, float], tuple[float, float]] | None = None
    lowest_y: float = 0.0
    ended_s: float = 0.0


@dataclass(frozen=True)
class Happening:
    """The cues of a clip, where its things move, and the notes of the music under its words."""

    cues: list[Cue]
    paths: tuple[Path, ...] = ()
    notes: tuple[Note, ...] = ()


def cued(
    script: torch.Tensor,
    context: torch.Tensor,
    seed: int,
    free: torch.Tensor | None = None,
    before: torch.Tensor | None = None,
) -> torch.Tensor:
    """`[A, 14]` with what happens in the clip of `seed`.

    context: `[S, V]` probabilities, which say what strikes and how fast. free: bool `[A]`, where both streams are
    sampled; what is locked has moments of its own, and where a picture is given without its script, things are where it
    shows them. before: `[A', 14]`, the script of a locked beginning, on the same clock, whose rhythm goes on. A script
    that has cues already stays as it is.
    """
    values = {slot: value for slot, (value, _) in most_likely(context).items()}
    if values["scene"] not in PLANS or has_cues(script):
        return script
    rows, row_s = len(script), float(AUDIO_LATENT_SECONDS)
    heard = Heard() if before is None else _heard(before)
    happening = planned(values, rows * row_s, np.random.default_rng((CUE_STREAM, seed)), heard)
    told = with_cues(script, happening.cues if free is None else _inside(happening.cues, free))
    told = with_accompaniment(told, happening.notes, free)
    is_whole = free is None or bool(free.all())
    camera = "static" if values["camera"] == UNSPECIFIED else values["camera"]
    if not happening.paths or not (is_whole or (before is not None and camera == "static")):
        return told
    times_s = np.arange(rows) * row_s
    places = np.stack([np.stack(path(times_s), axis=-1) for path in happening.paths])
    return with_points(told, in_picture(places, camera_view(camera, times_s, rows * row_s, pan_direction(seed))), free)


def planned(values: Values, duration_s: float, rng: np.random.Generator, heard: Heard | None = None) -> Happening:
    """What happens in a clip of the scene in `values`, after what was `heard`; nothing where nothing strikes."""
    plan = PLANS.get(values["scene"])
    if plan is None:
        return Happening([])
    stated = {slot: value for slot, value in values.items() if value != UNSPECIFIED}
    return plan({**DEFAULTS, **stated}, duration_s, rng, heard or Heard())


def _heard(before: torch.Tensor) -> Heard:
    """From the script `[A, 14]` of a locked beginning, seen by a camera that stands still."""
    earlier, latest = (point_of(row) for row in before[-2:]) if len(before) > 1 else (None, None)
    last = (earlier, latest) if earlier and latest else None
    lowest_y = max((point[1] for point in map(point_of, before) if point), default=0.0)
    return Heard(moments(before), last, lowest_y, len(before) * float(AUDIO_LATENT_SECONDS))


def _struck(values: Values, duration_s: float, rng: np.random.Generator, heard: Heard) -> Happening:
    scene, before = values["scene"], heard.cues
    every_s = STRIKE_EVERY_S[scene][values["pace"]]
    turns = len(STRIKES) if scene in TAKES_TURNS else 1
    first = 0
    if before:
        instants, first = np.arange(before[-1].at_s + every_s, duration_s, every_s), _next_kind(before)
    elif scene == "drum":
        instants = np.arange(rng.uniform(*FIRST_DRUM_S), duration_s, every_s)
    elif scene == "bell":
        instants = np.arange(rng.uniform(*FIRST_STROKE_S), duration_s, every_s * rng.uniform(0.92, 1.08))
    elif scene == "balloon":
        instants = np.arange(rng.uniform(*FIRST_POP_S), duration_s, every_s * rng.uniform(0.94, 1.06))
    else:
        instants = strikes(rng, duration_s, every_s)
    cues = [Cue(float(at_s), STRIKES[(first + k) % turns]) for k, at_s in enumerate(instants)]
    if scene != "bell":
        return Happening(cues)
    strokes = [*before, *cues]
    side = STRIKES.index(strokes[0].kind) if strokes else 0
    return Happening(cues, (bell_path([cue.at_s for cue in strokes], values["pitch"], side),))


def _shattered(values: Values, duration_s: float, rng: np.random.Generator, heard: Heard) -> Happening:
    every_s = rng.uniform(*CRASH_EVERY_S)
    before = heard.cues[-1].at_s if heard.cues else None
    first_s = rng.uniform(*FIRST_CRASH_S) if before is None else before + every_s
    crashes = np.arange(first_s, duration_s, every_s)
    middles = 64 + rng.uniform(-GLASS_PLACES, GLASS_PLACES, len(crashes))
    paths = glass_paths(crashes, middles) if before is None else glass_paths(crashes, middles, before)
    return Happening([Cue(float(at_s)) for at_s in crashes], paths)


def _bounced(values: Values, duration_s: float, rng: np.random.Generator, heard: Heard) -> Happening:
    """A ball goes on from where it was, or is thrown again some time after its last impact."""
    rest_y = FLOOR_Y - BALL_RADIUS[values["object_size"]]
    flight, begins_s = None, 0.0
    if heard.last is not None:
        rest_y = max(rest_y, heard.lowest_y)
        (_, y), (x, now_y) = heard.last
        begins_s, row_s = heard.ended_s, float(AUDIO_LATENT_SECONDS)
        flight = (now_y, (now_y - y) / row_s)
    elif heard.cues:
        begins_s = heard.cues[-1].at_s + THROW_S
    left_s = max(duration_s - begins_s, 0.0)
    heights, impacts = bounces(rng, left_s, rest_y, flight)
    speed_x = ball_speed(rng, duration_s)
    start_x = 64 - speed_x * duration_s / 2 if heard.last is None else x
    path = ball_path(heights, start_x, speed_x, begins_s)
    return Happening([Cue(begins_s + at_s) for at_s, _ in impacts], (path,))


def _played(values: Values, duration_s: float, rng: np.random.Generator, heard: Heard) -> Happening:
    scene, pace, before = values["scene"], values["pace"], heard.cues
    instrument = INSTRUMENTS[scene]
    first_s = before[-1].at_s + beat_seconds(pace) if before else None
    tune = random_tune(rng, duration_s, pace, values["mood"], instrument, first_s)
    first = _next_kind(before)
    paths: tuple[Path, ...] = ()
    if scene == "piano":
        paths = (finger_path(tune),)
    elif scene == "xylophone":
        paths = tuple(mallet_path(tune, (hand + first) % 2) for hand in (0, 1))
    return Happening(tune_cues(tune, instrument, first), paths)


def _accompanied(values: Values, duration_s: float, rng: np.random.Generator, heard: Heard) -> Happening:
    """The beats of the music behind a commercial; the first bar may have begun before the clip."""
    beat_s, before = beat_seconds(values["pace"]), heard.cues
    bars_s = [cue.at_s for cue in before if cue.kind == "bar"]
    drawn_s = -float(rng.uniform(0, beat_s))
    first_s = bars_s[-1] if bars_s else before[-1].at_s if before else drawn_s
    since = before[-1].at_s + beat_s / 2 if before else -BEATS_PER_BAR * beat_s
    progression = PROGRESSIONS[rng.integers(len(PROGRESSIONS))]
    notes = [
        note for bar in bars(first_s, beat_s, duration_s, progression) for note in arpeggio(bar, beat_s, values["mood"])
    ]
    cues = [cue for cue in beat_cues(first_s, beat_s, duration_s) if cue.at_s > since]
    return Happening(cues, notes=tuple(notes))


PLANS: dict[str, Callable[[Values, float, np.random.Generator, Heard], Happening]] = {
    **dict.fromkeys(STRIKE_EVERY_S, _struck),
    **dict.fromkeys(INSTRUMENTS, _played),
    "glass": _shattered,
    "ball": _bounced,
    "commercial": _accompanied,
}
"""By scene."""


def _next_kind(heard: Sequence[Cue]) -> int:
    return 1 if heard and heard[-1].kind == STRIKES[0] else 0


def _inside(cues: Sequence[Cue], free: torch.Tensor) -> list[Cue]:
    """The cues in rows that `free` says are sampled."""
    return [cue for cue in cues if 0 <= cue.row < len(free) and bool(free[cue.row])]
