"""Writing the cues of a clip: a prompt says that a drum is beaten fast, and here it is decided when.

The instants are drawn as those of the world's clips were (`rhythms.py`, `tunes.py`), from the seed of the clip. Picture
and sound are both told of them, so they have one moment to agree on, and the tempo is the one that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch

from ..geometry import AUDIO_LATENT_SECONDS
from .attributes import UNSPECIFIED, most_likely
from .cues import STRIKES, Cue, has_cues, moments, with_cues
from .music import beat_seconds
from .rhythms import CRASH_EVERY_S, FIRST_CRASH_S, FIRST_POP_S, STRIKE_EVERY_S, bounces, strikes
from .tunes import BEATS_PER_BAR, INSTRUMENTS, beat_cues, random_tune, tune_cues

CUE_STREAM = 7
"""Keeps the instants unrelated to the noise that has the same seed."""
TAKES_TURNS = ("drum", "bell")
FIRST_DRUM_S, FIRST_STROKE_S = (0.05, 0.3), (0.05, 0.4)
THROW_S = 0.5
"""A ball that has to go on is thrown again so long after its last impact."""
BALL_RADIUS = {"small": 9.0, "big": 16.0}
FLOOR_Y = 100.0
DEFAULTS = {"pace": "medium", "mood": "happy", "object_size": "big"}
"""What a prompt leaves open."""

Values = dict[str, str]


def cued(
    script: torch.Tensor,
    context: torch.Tensor,
    seed: int,
    free: torch.Tensor | None = None,
    before: torch.Tensor | None = None,
) -> torch.Tensor:
    """`[A, 4]` with the cues of the clip of `seed`.

    context: `[S, V]` probabilities, which say what strikes and how fast. free: bool `[A]`, where both streams are
    sampled; what is locked has moments of its own. before: `[A', 4]`, the script of a locked beginning, on the same
    clock, whose rhythm goes on. A script that has cues already stays as it is.
    """
    values = {slot: value for slot, (value, _) in most_likely(context).items()}
    if values["scene"] not in PLANS or has_cues(script):
        return script
    duration_s = script.shape[0] * float(AUDIO_LATENT_SECONDS)
    heard = [] if before is None else moments(before)
    cues = planned(values, duration_s, np.random.default_rng((CUE_STREAM, seed)), heard)
    return with_cues(script, cues if free is None else _inside(cues, free))


def planned(values: Values, duration_s: float, rng: np.random.Generator, heard: Sequence[Cue] = ()) -> list[Cue]:
    """The cues of a clip of the scene in `values`, after those that were `heard`; none where nothing strikes."""
    plan = PLANS.get(values["scene"])
    if plan is None:
        return []
    stated = {slot: value for slot, value in values.items() if value != UNSPECIFIED}
    return plan({**DEFAULTS, **stated}, duration_s, rng, heard)


def _struck(values: Values, duration_s: float, rng: np.random.Generator, heard: Sequence[Cue]) -> list[Cue]:
    scene = values["scene"]
    every_s = STRIKE_EVERY_S[scene][values["pace"]]
    turns = len(STRIKES) if scene in TAKES_TURNS else 1
    if heard:
        instants, first = np.arange(heard[-1].at_s + every_s, duration_s, every_s), _next_kind(heard)
    elif scene == "drum":
        instants, first = np.arange(rng.uniform(*FIRST_DRUM_S), duration_s, every_s), 0
    elif scene == "bell":
        instants, first = np.arange(rng.uniform(*FIRST_STROKE_S), duration_s, every_s * rng.uniform(0.92, 1.08)), 0
    elif scene == "balloon":
        instants, first = np.arange(rng.uniform(*FIRST_POP_S), duration_s, every_s * rng.uniform(0.94, 1.06)), 0
    else:
        instants, first = strikes(rng, duration_s, every_s), 0
    return [Cue(float(at_s), STRIKES[(first + k) % turns]) for k, at_s in enumerate(instants)]


def _shattered(values: Values, duration_s: float, rng: np.random.Generator, heard: Sequence[Cue]) -> list[Cue]:
    every_s = rng.uniform(*CRASH_EVERY_S)
    first_s = heard[-1].at_s + every_s if heard else rng.uniform(*FIRST_CRASH_S)
    return [Cue(float(at_s)) for at_s in np.arange(first_s, duration_s, every_s)]


def _bounced(values: Values, duration_s: float, rng: np.random.Generator, heard: Sequence[Cue]) -> list[Cue]:
    begins_s = heard[-1].at_s + THROW_S if heard else 0.0
    rest_y = FLOOR_Y - BALL_RADIUS[values["object_size"]]
    _, impacts = bounces(rng, max(duration_s - begins_s, 0.0), rest_y)
    return [Cue(begins_s + at_s) for at_s, _ in impacts]


def _played(values: Values, duration_s: float, rng: np.random.Generator, heard: Sequence[Cue]) -> list[Cue]:
    instrument, pace = INSTRUMENTS[values["scene"]], values["pace"]
    first_s = heard[-1].at_s + beat_seconds(pace) if heard else None
    tune = random_tune(rng, duration_s, pace, values["mood"], instrument, first_s)
    return tune_cues(tune, instrument, _next_kind(heard))


def _accompanied(values: Values, duration_s: float, rng: np.random.Generator, heard: Sequence[Cue]) -> list[Cue]:
    """The beats of the music behind a commercial; the first bar may have begun before the clip."""
    beat_s = beat_seconds(values["pace"])
    bars_s = [cue.at_s for cue in heard if cue.kind == "bar"]
    drawn_s = -float(rng.uniform(0, beat_s))
    first_s = bars_s[-1] if bars_s else heard[-1].at_s if heard else drawn_s
    since = heard[-1].at_s + beat_s / 2 if heard else -BEATS_PER_BAR * beat_s
    return [cue for cue in beat_cues(first_s, beat_s, duration_s) if cue.at_s > since]


PLANS: dict[str, Callable[[Values, float, np.random.Generator, Sequence[Cue]], list[Cue]]] = {
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
