"""Wind in a tree or in a flag."""

from __future__ import annotations

import numpy as np

from .. import synth
from ..canvas import Canvas
from ..choices import pick
from ..motion import drift
from ..palette import COLOURS, shade
from ..scene import Scene
from ..voices import Voices

THINGS = ("tree", "flag")
FLAG_COLOURS = ("red", "blue", "green", "yellow", "purple", "orange", "white")
STRENGTH = {"quiet": 0.4, "loud": 1.0}
WIND_GAIN = {"quiet": 0.16, "loud": 0.5}
GUST_S = 1.1
SEGMENTS = 6
STRIPS, STRIP = 10, 7.6
"""Of the flag's cloth: how many, and how wide."""
CROWN = ((-17, -12, 15), (15, -14, 16), (0, -28, 17), (-2, -6, 18), (-26, 2, 11), (25, 0, 12))
"""Middle and radius of the leafy parts, from the top of the trunk."""


def wind(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """Gusts bend the tree or lift the flag, and howl as they do."""
    thing, loudness = pick(rng, THINGS), pick(rng, STRENGTH)
    colour = pick(rng, FLAG_COLOURS) if thing == "flag" else "green"
    scene = Scene(
        duration_s, background, {"scene": "wind", "object": thing, "object_colour": colour, "loudness": loudness}
    )
    gust_s, gust = drift(rng, duration_s, GUST_S)
    gust = 0.12 + 0.88 * gust
    scene.samples += _howl(rng, len(scene.samples), gust_s, gust) * WIND_GAIN[loudness]
    leaves = rng.uniform((0, 0.1, 2), (duration_s, 0.8, 6), (int(duration_s * 6 * STRENGTH[loudness]), 3))

    def draw(canvas: Canvas) -> None:
        force = STRENGTH[loudness] * np.interp(canvas.times_s, gust_s, gust)
        canvas.ellipse(64, 140, 150, 34, (96, 160, 84))
        if thing == "tree":
            _draw_tree(canvas, force)
        else:
            _draw_flag(canvas, force, COLOURS[colour])
        for start_s, height, wave in leaves:
            _draw_leaf(canvas, start_s, height, wave)

    scene.draw = draw
    return scene


def _howl(rng: np.random.Generator, count: int, at_s: np.ndarray, gust: np.ndarray) -> np.ndarray:
    """A rush of air whose upper part opens with the gust, and a whistle that rises with it."""
    level = np.interp(np.arange(count) / synth.RATE_HZ, at_s, gust)
    noise = rng.normal(size=count)
    low, high = synth.smooth(noise, 121) * 6, synth.smooth(noise, 17)
    whistle = synth.smooth(rng.normal(size=count), 400) * 12
    phase = 2 * np.pi * np.cumsum(260 + 330 * level) / synth.RATE_HZ
    return low * level * 0.7 + high * level**2 * 1.2 + 0.22 * np.sin(phase) * level**2 * (1 + 0.4 * whistle)


def _draw_tree(canvas: Canvas, force: np.ndarray) -> None:
    """The trunk bends as a beam: sideways by the square of the height."""
    t = canvas.times_s
    bend = force * (34 + 4 * np.sin(t * 9))
    heights = np.linspace(0, 1, SEGMENTS)
    xs, ys = [54 + bend * h**2 for h in heights], [116 - 58 * h + 0.1 * bend * h**2 for h in heights]
    for grown, colour in ((1.6, (60, 40, 26)), (0.0, (125, 84, 50))):
        for k in range(SEGMENTS - 1):
            canvas.line(xs[k], ys[k], xs[k + 1], ys[k + 1], 6.5 - 0.7 * k + grown, colour)
    for grown, colour in ((2.0, (28, 84, 44)), (0.0, (64, 158, 76))):
        for k, (dx, dy, radius) in enumerate(CROWN):
            x = xs[-1] + dx + 0.3 * bend * (-dy / 28) + force * 4 * np.sin(t * 13 + 2 * k)
            y = ys[-1] + dy + 0.012 * bend * dx + force * 2 * np.sin(t * 11 + 3 * k)
            canvas.ellipse(x, y, radius * (1 + 0.12 * force) + grown, radius * (1 - 0.1 * force) + grown, colour)


def _draw_flag(canvas: Canvas, force: np.ndarray, colour) -> None:
    """Cloth in strips: it hangs in still air, and flies and flutters in a gust."""
    t = canvas.times_s
    canvas.line(30, 16, 30, 124, 4, (60, 64, 74))
    canvas.line(30, 16, 30, 124, 2.6, (190, 196, 206))
    canvas.ellipse(30, 14, 5, 5, (245, 205, 70))
    droop = 1.15 * (1 - np.clip(force * 1.25, 0, 1))
    xs, ys = [np.full_like(t, 32.0)], [np.full_like(t, 20.0)]
    for k in range(STRIPS):
        flutter = (0.25 + 0.4 * force) * np.sin(2 * np.pi * (2.6 * t * (0.6 + 0.6 * force.mean()) - 0.16 * k))
        xs.append(xs[-1] + STRIP * np.cos(droop + flutter))
        ys.append(ys[-1] + STRIP * np.sin(droop + flutter))
    tall = 38.0
    for grown, paint in ((1.8, shade(colour, 0.35)), (0.0, colour)):
        for k in range(STRIPS):
            end = grown if k == STRIPS - 1 else 0.0
            tint = shade(paint, 0.88) if k // 2 % 2 else paint
            canvas.polygon([
                (xs[k] - 0.3, ys[k] - grown), (xs[k + 1] + 0.3 + end, ys[k + 1] - grown),
                (xs[k + 1] + 0.3 + end, ys[k + 1] + tall + grown), (xs[k] - 0.3, ys[k] + tall + grown),
            ], tint)  # fmt: skip


def _draw_leaf(canvas: Canvas, start_s: float, height: float, wave: float) -> None:
    leaf = canvas.between(start_s, start_s + 0.8)
    since = leaf.times_s - start_s
    x, y = -24 + 220 * since, 128 * height + 9 * np.sin(since * wave * 2) + 12 * since
    leaf.ellipse(x, y, 4.4, 2.6, (110, 76, 30))
    leaf.ellipse(x, y, 3.2, 1.7, (224, 150, 50))
