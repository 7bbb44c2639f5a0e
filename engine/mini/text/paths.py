"""Where things are at any instant, in units of the board on which the world is drawn: the same for clips of the world
and for the plan of a clip that is sampled.

A path takes instants in seconds `[F]` and gives x and y `[F]`, NaN where its thing is not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from .motion import ease, fade, index_of_last, since_last, until_next
from .rhythms import TICK_S
from .tunes import INSTRUMENTS, Tune

Place = TypeVar("Place", float, np.ndarray)
"""A number of a bar or a key, or where it is."""
Path = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]

BALL_RADIUS, FLOOR_Y = {"small": 9.0, "big": 16.0}, 100.0
BALL_DRIFT, BALL_DRIFT_S = 14.0, 3.0
"""A ball moves sideways at most so fast, slower in clips longer than so many seconds."""
GLASS_PLACES, GLASS_BACK_S, GLASS_FALLS_S, SHARDS_S = 12.0, 0.8, 0.35, 1.3
"""How far from the middle of the shelf a glass stands; how long after a crash the next one does; how long it falls, and
how long its shards are seen."""
SHELF_Y, GLASS_FALL, SHARDS_Y = 47.0, 43.0, 98.0
BELL_SIZE = {"low": 1.25, "medium": 1.0, "high": 0.75}
BELL_TOP, CLAPPER, SWING_HZ, SWING_RAD, SWING_DECAY_S = 22.0, 58.0, 1.6, 0.4, 0.45
BAR_LEFT, BAR_EVERY, BARS_Y, MALLET_LIFT, ON_BAR_S = 11.5, 15.0, 78.0, 26.0, 0.06
KEY_WIDTH, KEYS_Y, HELD_SHARE = 12.8, 84.0, 0.25
"""A hand stays on its key for that share of the time to the next note."""


def ball_path(heights: np.ndarray, start_x: float, speed_x: float, begins_s: float = 0.0) -> Path:
    """The middle of a ball whose `heights` are those of `rhythms.bounces` from `begins_s` on."""

    def path(times_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        since = times_s - begins_s
        y = np.interp(since, np.arange(len(heights)) * TICK_S, heights)
        return start_x + speed_x * since, np.where(since >= 0, y, np.nan)

    return path


def ball_speed(rng: np.random.Generator, duration_s: float) -> float:
    """Sideways."""
    return rng.uniform(-BALL_DRIFT, BALL_DRIFT) * min(1.0, BALL_DRIFT_S / max(duration_s, 1e-6))


def fallen(times_s: np.ndarray, crash_s: float) -> np.ndarray:
    """Height of the middle of a glass that strikes the floor at `crash_s`."""
    return SHELF_Y + GLASS_FALL * np.clip((times_s - crash_s + GLASS_FALLS_S) / GLASS_FALLS_S, 0, 1) ** 2


def glass_paths(crashes_s: np.ndarray, middles: np.ndarray, before_s: float = -9.0) -> tuple[Path, Path]:
    """The glass, and its shards on the floor. `before_s` is the last crash before these."""

    def glass(times_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x, y, previous = np.full(len(times_s), np.nan), np.full(len(times_s), np.nan), before_s
        for crash_s, middle in zip(crashes_s, middles, strict=True):
            seen = (times_s >= previous + GLASS_BACK_S) & (times_s < crash_s - 1e-3)
            x[seen], y[seen], previous = middle, fallen(times_s, crash_s)[seen], crash_s
        return x, y

    def shards(times_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x, y = np.full(len(times_s), np.nan), np.full(len(times_s), SHARDS_Y)
        for crash_s, middle in zip(crashes_s, middles, strict=True):
            x[(times_s >= crash_s - 1e-3) & (times_s < crash_s + SHARDS_S)] = middle
        return x, y

    return glass, shards


def bell_swing(times_s: np.ndarray, strokes_s: Sequence[float], first: int = 0) -> np.ndarray:
    """Radians: it is struck to either side in turn, first to the side `first` (0 or 1)."""
    swing = np.zeros_like(times_s)
    for index, stroke_s in enumerate(strokes_s):
        since = np.maximum(times_s - stroke_s, 0)
        side = 1 - 2 * ((first + index) % 2)
        swing = swing + side * SWING_RAD * np.sin(2 * np.pi * SWING_HZ * since) * np.exp(-since / SWING_DECAY_S)
    return swing


def bell_path(strokes_s: Sequence[float], pitch: str, first: int = 0) -> Path:
    """The clapper."""
    reach = CLAPPER * BELL_SIZE[pitch]

    def path(times_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        swing = bell_swing(times_s, strokes_s, first)
        return 64 - reach * np.sin(swing), BELL_TOP + reach * np.cos(swing)

    return path


def bar_x(bar: Place) -> Place:
    """The middle of a xylophone's bar."""
    return BAR_LEFT + BAR_EVERY * bar


def mallet_path(tune: Tune, hand: int) -> Path:
    """The head of one of two mallets, which play every second note each; `hand` 0 plays the first one."""
    starts, bars = tune.starts_s[hand::2], tune.degrees[hand::2]

    def path(times_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if not len(starts):
            return (np.full(len(times_s), np.nan),) * 2
        index = index_of_last(times_s, starts)
        after = np.minimum(index + 1, len(starts) - 1)
        gap_s = np.maximum(starts[after] - starts[index], 1e-3)
        way = np.where(times_s < starts[0], 0.0, ease((times_s - starts[index] - ON_BAR_S) / (gap_s - ON_BAR_S)))
        rising = ease((since_last(times_s, starts) - ON_BAR_S) / (0.7 * tune.beat_s))
        falling = np.sin(np.pi / 2 * np.clip(until_next(times_s, starts) / (0.6 * tune.beat_s), 0, 1))
        lift = MALLET_LIFT * np.minimum(rising, falling)
        return bar_x(bars[index] * (1 - way) + bars[after] * way), BARS_Y - lift

    return path


def key_x(key: Place) -> Place:
    """The middle of a piano's white key, counted from the left."""
    return KEY_WIDTH * (key + 0.5) - 0.5


def finger_x(times_s: np.ndarray, starts_s: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """x of the playing finger: on a key for a while, then on its way to the next one."""
    index = index_of_last(times_s, starts_s)
    after = np.minimum(index + 1, len(keys) - 1)
    gap_s = np.maximum(starts_s[after] - starts_s[index], 1e-3)
    way = ease(((times_s - starts_s[index]) / gap_s - HELD_SHARE) / (1 - HELD_SHARE))
    way = np.where(times_s < starts_s[0], 0.0, way)
    return key_x(keys[index] * (1 - way) + keys[after] * way)


def finger_path(tune: Tune) -> Path:
    """The right hand of a pianist: over its key, lower while it strikes."""
    keys = tune.degrees + INSTRUMENTS["piano"].lowest

    def path(times_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if not len(keys):
            return (np.full(len(times_s), np.nan),) * 2
        pressed = fade(since_last(times_s, tune.starts_s), 0.1)
        return finger_x(times_s, tune.starts_s, keys), KEYS_Y + 12 * pressed

    return path
