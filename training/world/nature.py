"""Scenes that go on sounding: a crackling fire, waves on a shore."""

from __future__ import annotations

import numpy as np

from . import synth
from .canvas import Canvas
from .scene import Scene
from .voices import Voices

FLAME_LAYERS = (((230, 80, 30), 1.0), ((250, 150, 40), 0.7), ((255, 230, 120), 0.4))
SEA_LAYERS = (((50, 110, 190), 76), ((40, 90, 165), 88), ((30, 75, 140), 102))
WAVE_S = {"quiet": 2.2, "loud": 1.2}


def fire(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """Flames over two logs; a spark flies at every crackle."""
    size = str(rng.choice(["small", "big"]))
    scene = Scene(duration_s, background, {"scene": "fire", "object_size": size})
    k, gap_s = {"small": 0.7, "big": 1.15}[size], {"small": 0.13, "big": 0.07}[size]
    crackles = np.cumsum(rng.exponential(gap_s, int(duration_s / gap_s * 1.6) + 4))
    crackles = crackles[crackles < duration_s]
    for start_s in crackles:
        snap = synth.bright(synth.burst(rng, rng.uniform(0.002, 0.006), 0.03))
        synth.mix_in(scene.samples, snap, start_s, rng.uniform(0.15, 0.7))
    flicker_s = np.arange(int(duration_s * 25) + 10) / 25
    flicker = synth.smooth(rng.normal(size=len(flicker_s)), 9) * 2
    roar = synth.smooth(rng.normal(size=len(scene.samples)), 25)
    at = np.arange(len(scene.samples)) / synth.RATE_HZ
    scene.samples += roar / np.abs(roar).max() * 0.09 * (1 + 0.3 * np.interp(at, flicker_s, flicker))
    phases, sides = rng.uniform(0, 6, (3, 3)), rng.uniform(-25, 25, len(crackles))

    def draw(canvas: Canvas) -> None:
        t = canvas.times_s
        breath = np.interp(t, flicker_s, flicker)
        canvas.line(44, 112, 84, 104, 4, (110, 70, 40))
        canvas.line(44, 104, 84, 112, 4, (90, 55, 30))
        for layer, (colour, share) in enumerate(FLAME_LAYERS):
            for column in (-1, 0, 1):
                height = (34 if column == 0 else 22) * k * share
                height = height * (1 + 0.18 * np.sin(t * 13 + phases[layer, column]) + 0.15 * breath)
                _draw_tongue(
                    canvas, column, k, share, height, 4 * k * np.sin(t * 9 + phases[layer, column] + layer), colour
                )
        for start_s, side in zip(crackles, sides, strict=True):
            spark = canvas.between(start_s - 0.02, start_s + 0.35)
            since = spark.times_s - start_s
            seen = np.clip(1 - since / 0.35, 0, 1)
            spark.ellipse(64 + side * since * 2, 80 - since * 110, 1.8, 1.8, (255, 220, 120), seen)

    scene.draw = draw
    return scene


def _draw_tongue(canvas: Canvas, column: int, k: float, share: float, height, sway, colour) -> None:
    foot, half = 64 + column * 11 * k * share, 11 * k * share
    tip = (64 + column * 8 * k * share + sway, 104 - height * 1.6)
    canvas.polygon([(foot - half, 104), (foot + half, 104), tip], colour)
    canvas.ellipse(foot + sway * 0.2, 102 - height * 0.25, half, 10 * k * share, colour)


def ocean(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """Waves come in; their noise swells as they rise."""
    loudness = str(rng.choice(list(WAVE_S)))
    scene = Scene(duration_s, background, {"scene": "ocean", "loudness": loudness})
    period, phase, lift = WAVE_S[loudness], rng.uniform(0, 1), {"quiet": 5, "loud": 11}[loudness]
    moon = background == "night"

    def swell(t: np.ndarray) -> np.ndarray:
        return 0.5 - 0.5 * np.cos(2 * np.pi * (t / period + phase))

    level = swell(np.arange(len(scene.samples)) / synth.RATE_HZ) ** 1.5
    noise = rng.normal(size=len(scene.samples))
    surf = synth.smooth(noise, 7) * level * 0.6 + synth.smooth(noise, 41) * 0.25 * (0.4 + level)
    scene.samples += surf * {"quiet": 0.45, "loud": 0.8}[loudness]

    def draw(canvas: Canvas) -> None:
        t, rise = canvas.times_s, swell(canvas.times_s)
        canvas.ellipse(98, 26, 11, 11, (235, 235, 245) if moon else (255, 230, 120))
        for layer, (colour, y) in enumerate(SEA_LAYERS):
            crest = y - lift * rise * (1 - 0.2 * layer)
            drift = 6 * np.sin(2 * np.pi * t / period + layer)
            for column in range(-1, 11):
                canvas.ellipse(-4 + column * 17 + (layer % 2) * 8 + drift, crest + 14, 14, 16, colour)
            canvas.box(64, y + 30, 110, 22, 1, colour)
            canvas.ellipse(
                64 + 30 * np.sin(2 * np.pi * t / period + layer * 2), crest + 4, 26, 1.6, (235, 245, 250), rise
            )
        canvas.box(64, 126, 110, 10, 1, (235, 215, 160))
        canvas.ellipse(64, 118 - 10 * rise, 110, 3, (240, 248, 252), 0.85)

    scene.draw = draw
    return scene
