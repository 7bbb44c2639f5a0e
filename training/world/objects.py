"""Scenes with one thing that makes a sound when it is struck: ball, bell, drum, glass."""

from __future__ import annotations

import numpy as np

from ...engine.mini.text.cues import STRIKES, Cue
from ...engine.mini.text.paths import (
    BALL_RADIUS,
    BELL_SIZE,
    BELL_TOP,
    FLOOR_Y,
    GLASS_BACK_S,
    GLASS_PLACES,
    ball_path,
    ball_speed,
    bell_path,
    bell_swing,
    fallen,
    glass_paths,
)
from ...engine.mini.text.rhythms import CRASH_EVERY_S, FIRST_CRASH_S, STRIKE_EVERY_S, bounces
from . import synth
from .canvas import Canvas
from .marks import draw_flash, draw_rays
from .palette import COLOURS, FLOORS, shade
from .scene import Scene
from .voices import Voices

DRUM_GAIN = {"quiet": 0.2, "medium": 0.38, "loud": 0.65}
BELL_HZ = {"low": 440, "medium": 660, "high": 990}
OUTLINE = 2.2
"""Thickness of the dark edge around what moves fast, so that it stands out from every background."""
BELL_RAYS_RAD = (-0.45, 0.0, 0.45, 2.69, 3.14, 3.59)
"""To both sides of a bell."""
BALL_HZ = {"wood": 180, "metal": 520, "grass": 90}


def ball(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """A ball bounces lower and lower, and is thrown up again when it has come to rest."""
    floor, colour = str(rng.choice(list(FLOORS))), str(rng.choice([c for c in COLOURS if c != "white"]))
    size = str(rng.choice(list(BALL_RADIUS)))
    scene = Scene(
        duration_s, background, {"scene": "ball", "object_colour": colour, "object_size": size, "floor": floor}
    )
    radius = BALL_RADIUS[size]
    rest_y = FLOOR_Y - radius
    heights, impacts = bounces(rng, duration_s, rest_y)
    base_hz = BALL_HZ[floor] * (1.0 if size == "big" else 1.7)
    for start_s, speed in impacts:
        synth.mix_in(scene.samples, _bounce_sound(rng, floor, base_hz), start_s, 0.5 * min(1.0, speed / 220))
        scene.onsets_s.append(start_s)
        scene.cues.append(Cue(start_s))
    speed_x = ball_speed(rng, duration_s)
    path = ball_path(heights, 64 - speed_x * duration_s / 2, speed_x)
    scene.paths = [path]

    def draw(canvas: Canvas) -> None:
        t = canvas.times_s
        x, y = path(t)
        squash = np.prod(
            [1 - 0.3 * np.exp(-(((t - hit) / 0.035) ** 2)) for hit, _ in impacts] or [np.ones_like(t)], axis=0
        )
        canvas.box(64, 114, 110, 14, 1, FLOORS[floor])
        canvas.ellipse(x, FLOOR_Y, radius * (0.5 + 0.5 * y / rest_y), 2.5, shade(FLOORS[floor], 0.7))
        middle = y + radius * (1 - squash)
        wide, high = radius / np.sqrt(squash), radius * squash
        canvas.ellipse(x, middle, wide, high, shade(COLOURS[colour], 0.3))
        canvas.ellipse(x, middle, wide - OUTLINE, high - OUTLINE, COLOURS[colour])
        canvas.ellipse(x - radius * 0.3, middle - radius * 0.3, radius * 0.25, radius * 0.25, (255, 255, 255), 0.7)

    scene.draw = draw
    return scene


def _bounce_sound(rng: np.random.Generator, floor: str, hz: float) -> np.ndarray:
    if floor == "metal":
        return synth.modes([hz, hz * 2.76, hz * 5.4, hz * 8.9], [0.18, 0.14, 0.09, 0.05], [1, 0.6, 0.4, 0.2], 0.4)
    if floor == "wood":
        body = synth.modes([hz, hz * 2.3, hz * 3.9], [0.05, 0.03, 0.02], [1, 0.6, 0.4], 0.4)
        return body + 0.5 * synth.burst(rng, 0.006, 0.4, 0.001)
    body = synth.modes([hz, hz * 1.6], [0.05, 0.03], [1, 0.4], 0.4)
    return body + 0.8 * synth.smooth(synth.burst(rng, 0.02, 0.4, 0.002), 9)


def bell(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """A hanging bell swings out and sends out rays at every stroke."""
    colour, pitch = str(rng.choice(["yellow", "red", "blue"])), str(rng.choice(list(BELL_HZ)))
    pace = str(rng.choice(list(STRIKE_EVERY_S["bell"])))
    scene = Scene(duration_s, background, {"scene": "bell", "object_colour": colour, "pitch": pitch, "pace": pace})
    every_s, hz, k = STRIKE_EVERY_S["bell"][pace] * rng.uniform(0.92, 1.08), BELL_HZ[pitch], BELL_SIZE[pitch]
    strokes = np.arange(rng.uniform(-0.3, 0.4), duration_s, every_s)
    ratios, decays = (0.5, 1, 1.19, 1.56, 2, 2.66, 3.01), (0.9, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2)
    ring = synth.modes([hz * r for r in ratios], decays, (0.3, 1, 0.5, 0.4, 0.5, 0.3, 0.2), 1.6)
    for count, start_s in enumerate(strokes):
        synth.mix_in(scene.samples, ring, start_s, 0.22)
        scene.onsets_s.append(float(start_s))
        scene.cues.append(Cue(float(start_s), STRIKES[count % 2]))
    scene.paths = [bell_path(strokes, pitch)]

    def draw(canvas: Canvas) -> None:
        t = canvas.times_s
        draw_flash(canvas, 64, BELL_TOP + 30 * k, strokes, 40 * k)
        _draw_bell(canvas, bell_swing(t, strokes), k, COLOURS[colour])
        draw_rays(canvas, 64, BELL_TOP + 36 * k, strokes, 42 * k, 54 * k, angles=BELL_RAYS_RAD)

    scene.draw = draw
    return scene


def _draw_bell(canvas: Canvas, swing: np.ndarray, k: float, colour) -> None:
    def turned(dx: float, dy: float) -> tuple[np.ndarray, np.ndarray]:
        return 64 + dx * np.cos(swing) - dy * np.sin(swing), 22 + dx * np.sin(swing) + dy * np.cos(swing)

    brown = (110, 80, 50)
    canvas.box(64, 12, 20, 6, 3, brown)
    canvas.line(64, 16, *turned(0, 10 * k), 2, brown)
    canvas.ellipse(*turned(0, 58 * k), 5 * k, 5 * k, (80, 60, 40))
    corners = [turned(0, -6 * k), turned(-27 * k, 54 * k), turned(27 * k, 54 * k)]
    canvas.ellipse(*turned(0, 22 * k), 15 * k, 17 * k, colour)
    canvas.polygon(corners, colour)


def drum(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """Two sticks take turns on a drum."""
    pace, colour = str(rng.choice(list(STRIKE_EVERY_S["drum"]))), str(rng.choice(["red", "blue", "green", "purple"]))
    loudness = str(rng.choice(list(DRUM_GAIN)))
    scene = Scene(
        duration_s, background, {"scene": "drum", "object_colour": colour, "pace": pace, "loudness": loudness}
    )
    hits = np.arange(rng.uniform(-0.2, 0.3), duration_s, STRIKE_EVERY_S["drum"][pace])
    for count, start_s in enumerate(hits):
        synth.mix_in(scene.samples, synth.drum_hit(rng, 140 if count % 2 == 0 else 190), start_s, DRUM_GAIN[loudness])
        scene.onsets_s.append(float(start_s))
        scene.cues.append(Cue(float(start_s), STRIKES[count % 2]))

    def draw(canvas: Canvas) -> None:
        t = canvas.times_s
        shake = sum(
            np.where(
                t >= hit - 0.001, 1.8 * np.exp(-np.maximum(t - hit, 0) / 0.08) * np.cos(2 * np.pi * 9 * (t - hit)), 0
            )
            for hit in hits
        ) + np.zeros_like(t)
        canvas.box(64, 92, 34, 24, 5, COLOURS[colour])
        canvas.box(64, 114, 34, 3, 2, (230, 230, 230))
        canvas.ellipse(64, 70 + shake, 35, 8, (245, 240, 225))
        for parity, side in ((0, -1), (1, 1)):
            away = np.min([np.abs(t - hit) for hit in hits[parity::2]] or [np.full_like(t, 9.0)], axis=0)
            lift = np.minimum(np.clip(away / 0.16, 0, 1) ** 0.7 * 0.9, 0.9)
            tip_x, tip_y = 64 + side * (12 + lift * 6), 68 - lift * 34
            canvas.line(64 + side * 56, 60 - lift * 14, tip_x, tip_y, 3.6, (120, 75, 40))
            canvas.ellipse(tip_x, tip_y, 6.6, 6.6, (70, 45, 30))
            canvas.ellipse(tip_x, tip_y, 5, 5, (250, 240, 220))

    scene.draw = draw
    return scene


def glass(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """A glass falls from a shelf, once every two seconds or so, and shatters on the floor."""
    colour = str(rng.choice(["blue", "green", "white"]))
    scene = Scene(duration_s, background, {"scene": "glass", "object_colour": colour})
    tint = tuple(0.5 * np.array(COLOURS[colour]) + 0.5 * np.array((200, 230, 245)))
    crashes = np.arange(rng.uniform(*FIRST_CRASH_S), duration_s, rng.uniform(*CRASH_EVERY_S))
    middles = 64 + rng.uniform(-GLASS_PLACES, GLASS_PLACES, len(crashes))
    scene.paths = list(glass_paths(crashes, middles))
    shards = [_random_shards(rng) for _ in crashes]
    for start_s in crashes:
        synth.mix_in(scene.samples, _crash(rng), start_s, 0.4)
        scene.onsets_s.append(float(start_s))
        scene.cues.append(Cue(float(start_s)))

    def draw(canvas: Canvas) -> None:
        canvas.box(64, 118, 110, 14, 1, (150, 110, 80))
        canvas.box(64, 71, 26, 2, 1, (150, 110, 80))
        previous = -9.0
        for crash, x, pieces in zip(crashes, middles, shards, strict=True):
            _draw_falling_glass(canvas, previous, crash, x, tint)
            _draw_shards(canvas, crash, x, tint, pieces)
            previous = crash

    scene.draw = draw
    return scene


def _crash(rng: np.random.Generator) -> np.ndarray:
    t = synth.seconds(1.2)
    out = synth.bright(rng.normal(size=len(t))) * (np.exp(-t / 0.05) * 0.8 + 0.08 * np.exp(-t / 0.25))
    for _ in range(26):
        start_s, hz = rng.exponential(0.14), rng.uniform(2200, 7000)
        tinkle = synth.modes([hz, hz * 1.37], [rng.uniform(0.02, 0.09)] * 2, [1, 0.5], 0.25)
        synth.mix_in(out, tinkle, start_s, 0.3 * np.exp(-start_s / 0.3))
    return out


def _draw_falling_glass(canvas: Canvas, previous: float, crash: float, x: float, tint) -> None:
    """Stands on the shelf from some time after the last crash on, then falls."""
    canvas = canvas.between(previous + GLASS_BACK_S, crash - 0.001)
    y = fallen(canvas.times_s, crash)
    dark = shade(tint, 0.3)
    for grown, colour in ((1.8, dark), (0.0, tint)):
        canvas.box(x, y + 17, 2 + grown, 6, 1, colour)
        canvas.box(x, y + 22, 9 + grown, 1.6 + grown / 2, 1, colour)
        canvas.box(x, y, 11 + grown, 14 + grown, 3 + grown, colour)
    canvas.box(x - 5, y, 1.8, 10, 1, (255, 255, 255), 0.9)


def _random_shards(rng: np.random.Generator) -> np.ndarray:
    """`[14, 6]`: direction, speed, size, landing height, spin, first angle."""
    low, high = (-2.9, 30, 3.5, -3, -12, 0), (-0.25, 120, 7, 3, 12, 6)
    return rng.uniform(low, high, (14, 6))


def _draw_shards(canvas: Canvas, crash: float, x: float, tint, pieces: np.ndarray) -> None:
    canvas = canvas.between(crash - 0.001, crash + 1.3)
    since = np.maximum(canvas.times_s - crash, 0)
    seen = np.clip((1.3 - since) * 4, 0, 1)
    for direction, speed, size, landing, spin, angle in pieces:
        px = x + np.cos(direction) * speed * np.minimum(since, 0.7)
        py = 98 + np.minimum(np.sin(direction) * speed * since + 190 * since**2, 8 + landing)
        turn = spin * np.minimum(since, 0.6) + angle
        for grown, colour in ((2.0, shade(tint, 0.3)), (1.4, tint)):
            reach = [grown * size * (1.4 if z == 0 else 1) for z in range(3)]
            corners = [(px + r * np.cos(turn + z * 2.1), py + r * np.sin(turn + z * 2.1)) for z, r in enumerate(reach)]
            canvas.polygon(corners, colour, seen)
