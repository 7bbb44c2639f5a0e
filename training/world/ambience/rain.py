"""Rain on a street or on a window."""

from __future__ import annotations

import numpy as np

from .. import synth
from ..canvas import Canvas
from ..choices import pick
from ..motion import drift
from ..palette import BACKGROUNDS, Colour, shade
from ..scene import Scene
from ..voices import Voices

PLACES = ("street", "window")
DROPS_PER_S = {"quiet": 26.0, "loud": 85.0}
RAIN_GAIN = {"quiet": 0.075, "loud": 0.24}
SHOWER_S = 1.6
FALL_S, SPLASH_S, SLIDE_S = 0.36, 0.24, 1.3
SLANT = 10.0
STREAK, DROP = (235, 243, 252), (215, 232, 250)


def rain(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """Showers come and go: more drops in sight are louder."""
    place, loudness = pick(rng, PLACES), pick(rng, DROPS_PER_S)
    scene = Scene(duration_s, background, {"scene": "rain", "place": place, "loudness": loudness})
    shower_s, shower = drift(rng, duration_s, SHOWER_S)
    shower = 0.25 + 0.75 * shower
    starts = _arrivals(rng, duration_s, DROPS_PER_S[loudness], shower_s, shower)
    places = rng.uniform(0, 1, (len(starts), 3))
    scene.samples += _patter(rng, len(scene.samples), shower_s, shower) * RAIN_GAIN[loudness]
    for start_s in starts:
        tick = synth.smooth(synth.burst(rng, rng.uniform(0.003, 0.009), 0.04), 3)
        synth.mix_in(scene.samples, tick, start_s, RAIN_GAIN[loudness] * rng.uniform(0.3, 1.3))
    sky = BACKGROUNDS[background]

    def draw(canvas: Canvas) -> None:
        if place == "street":
            _draw_street(canvas, sky)
            for start_s, (x, depth, _) in zip(starts, places, strict=True):
                _draw_streak(canvas, start_s, x, 92 + 30 * depth)
        else:
            _draw_view(canvas, sky)
            for start_s, (x, y, size) in zip(starts, places, strict=True):
                _draw_sliding(canvas, start_s, x, y, 2.6 + 2.4 * size)
            _draw_window(canvas)

    scene.draw = draw
    return scene


def _arrivals(rng: np.random.Generator, duration_s: float, rate: float, at_s: np.ndarray, level: np.ndarray):
    """Instants at which drops arrive: a Poisson process thinned by the shower's level."""
    count = rng.poisson(rate * (duration_s + SLIDE_S))
    starts = np.sort(rng.uniform(-SLIDE_S, duration_s, count))
    return starts[rng.uniform(0, 1, count) < np.interp(starts, at_s, level)]


def _patter(rng: np.random.Generator, count: int, at_s: np.ndarray, level: np.ndarray) -> np.ndarray:
    noise = rng.normal(size=count)
    hiss = 0.7 * synth.bright(noise) + synth.smooth(noise, 5)
    return hiss * np.interp(np.arange(count) / synth.RATE_HZ, at_s, level) ** 1.3


def _draw_street(canvas: Canvas, sky: Colour) -> None:
    canvas.gradient(shade(sky, 0.5), shade(sky, 0.75))
    wall = shade(sky, 0.36)
    for x, half_w, top in ((-16, 26, 34), (30, 24, 26), (84, 28, 40), (136, 26, 30)):
        canvas.box(x, 100 + top / 2, half_w, 100 - top / 2, 1, wall)
        for row in range(3):
            for column in (-1, 1):
                canvas.box(x + column * half_w * 0.45, top + 12 + 17 * row, 4.5, 5.5, 1, (250, 225, 140))
    canvas.box(64, 116, 120, 26, 1, (70, 74, 84))
    canvas.ellipse(40, 112, 30, 5, (105, 115, 132))
    canvas.ellipse(100, 121, 26, 4, (105, 115, 132))


def _draw_streak(canvas: Canvas, lands_s: float, x: float, ground: float) -> None:
    x = -18 + 164 * x
    falling = canvas.between(lands_s - FALL_S, lands_s)
    height = (lands_s - falling.times_s) / FALL_S
    y, shift = ground - height * (ground + 20), SLANT * height
    falling.line(x + shift + 2.6, y - 17, x + shift, y, 1.35, STREAK, 0.85)
    splash = canvas.between(lands_s - 1e-6, lands_s + SPLASH_S)
    since = splash.times_s - lands_s
    size = 2 + 24 * since
    splash.ring(x, ground, size, size * 0.4, 1.1, STREAK, 1 - since / SPLASH_S)


def _draw_view(canvas: Canvas, sky: Colour) -> None:
    canvas.gradient(shade(sky, 0.55), shade(sky, 0.8))
    wall = shade(sky, 0.4)
    canvas.ellipse(30, 96, 40, 26, (74, 104, 84))
    canvas.ellipse(102, 104, 46, 30, (62, 90, 74))
    canvas.box(94, 74, 18, 18, 1, wall)
    canvas.polygon([(70, 57), (118, 57), (94, 36)], shade(wall, 0.6))
    canvas.box(94, 78, 5, 6, 1, (250, 225, 140))


def _draw_sliding(canvas: Canvas, lands_s: float, x: float, y: float, radius: float) -> None:
    """A drop that hits the pane, waits, and runs down with a trail."""
    canvas = canvas.between(lands_s, lands_s + SLIDE_S)
    since = canvas.times_s - lands_s
    seen = np.clip((SLIDE_S - since) * 5, 0, 1)
    x, top = -12 + 152 * x, 2 + 96 * y
    middle = top + 34 * np.clip(since - 0.25, 0, None) ** 1.4
    canvas.line(x, top, x, middle, radius * 0.4, (190, 208, 226), 0.7 * seen)
    canvas.ellipse(x, middle, radius + 1, radius * 1.25 + 1, (60, 74, 96), 0.8 * seen)
    canvas.ellipse(x, middle, radius, radius * 1.25, DROP, seen)


def _draw_window(canvas: Canvas) -> None:
    wood, dark = (235, 230, 220), (120, 110, 100)
    for grown, colour in ((1.2, dark), (0.0, wood)):
        canvas.box(64, 62, 3.4 + grown, 70, 0.5, colour)
        canvas.box(64, 62, 110, 3.4 + grown, 0.5, colour)
        for side in (-1, 1):
            canvas.box(64 + side * 76, 62, 14 + grown, 90, 1, colour)
        canvas.box(64, 122, 110, 9 + grown, 1, colour)
        canvas.box(64, -6, 110, 8 + grown, 1, colour)
