"""A balloon that is pumped up until it pops."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.cues import Cue
from ....engine.mini.text.motion import ease
from ....engine.mini.text.rhythms import FIRST_POP_S, STRIKE_EVERY_S
from .. import synth
from ..canvas import Canvas
from ..choices import pick
from ..marks import draw_flash, draw_rays
from ..palette import COLOURS, shade
from ..scene import Scene
from ..voices import Voices

COLOUR_NAMES = ("red", "blue", "green", "yellow", "purple", "orange")
POP_EVERY_S = STRIKE_EVERY_S["balloon"]
LARGEST = {"small": 21.0, "big": 32.0}
SMALLEST_RADIUS, REST_S = 6.0, 0.25
NOZZLE_Y, SCRAP_S = 104.0, 0.6


def balloon(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """The balloon grows on its pump, pops, flies apart in scraps, and the next one grows."""
    colour, size, pace = pick(rng, COLOUR_NAMES), pick(rng, LARGEST), pick(rng, POP_EVERY_S)
    scene = Scene(
        duration_s, background, {"scene": "balloon", "object_colour": colour, "object_size": size, "pace": pace}
    )
    every_s = POP_EVERY_S[pace] * rng.uniform(0.94, 1.06)
    pops = np.arange(rng.uniform(*FIRST_POP_S), duration_s + every_s, every_s)
    scraps = [rng.uniform((0, 70, 5, -9), (6.28, 150, 9, 9), (9, 4)) for _ in pops]
    for start_s in pops:
        hiss = _hiss(rng, every_s - REST_S - 0.03)
        synth.mix_in(scene.samples, hiss, start_s - every_s + REST_S)
        synth.mix_in(scene.samples, _pop(rng), start_s, 0.75 if size == "big" else 0.5)
        scene.onsets_s.append(float(start_s))
        scene.cues.append(Cue(float(start_s)))

    def draw(canvas: Canvas) -> None:
        canvas.box(64, 124, 110, 8, 1, (120, 110, 105))
        _draw_pump(canvas, pops, every_s)
        for pop, pieces in zip(pops, scraps, strict=True):
            _draw_growing(canvas, pop, every_s, LARGEST[size], COLOURS[colour])
            _draw_popped(canvas, pop, LARGEST[size], COLOURS[colour], pieces)

    scene.draw = draw
    return scene


def _hiss(rng: np.random.Generator, duration_s: float) -> np.ndarray:
    """Strokes of air, brighter as the rubber gets tight."""
    t = synth.seconds(max(duration_s, 0.1))
    share = t / t[-1]
    noise = rng.normal(size=len(t))
    air = synth.smooth(noise, 9) * (1 - share) + 0.4 * synth.bright(noise) * share
    return air * 0.045 * np.sin(np.pi * np.clip(t / 0.3 % 1, 0, 1)) ** 0.7


def _pop(rng: np.random.Generator) -> np.ndarray:
    snap = synth.burst(rng, 0.012, 0.35)
    room = synth.smooth(synth.burst(rng, 0.06, 0.35), 9)
    return 0.8 * snap + 0.9 * room + synth.modes([130, 210], [0.05, 0.03], [0.6, 0.3], 0.35)


def _draw_pump(canvas: Canvas, pops: np.ndarray, every_s: float) -> None:
    stroke = 6 * np.sin(2 * np.pi * (canvas.times_s - pops[0]) / 0.3)
    canvas.line(96, 96 + stroke, 96, 112, 2.4, (90, 90, 100))
    canvas.line(86, 94 + stroke, 106, 94 + stroke, 3.2, (60, 60, 70))
    canvas.box(96, 112, 8, 9, 2, (210, 70, 60))
    canvas.line(64, NOZZLE_Y + 6, 64, 116, 3.2, (70, 70, 80))
    canvas.line(64, 117, 92, 117, 3.2, (70, 70, 80))


def _draw_growing(canvas: Canvas, pop: float, every_s: float, largest: float, colour) -> None:
    canvas = canvas.between(pop - every_s + REST_S, pop - 1e-6)
    share = (canvas.times_s - pop + every_s - REST_S) / (every_s - REST_S)
    tremble = np.clip(share * 4 - 3, 0, 1) * 1.2 * np.sin(2 * np.pi * 12 * canvas.times_s)
    radius = SMALLEST_RADIUS + (largest - SMALLEST_RADIUS) * ease(share * 0.5 + 0.5 * share**0.7)
    x, y = 64 + tremble, NOZZLE_Y - 4 - radius * 1.18
    for grown, paint in ((2.0, shade(colour, 0.35)), (0.0, colour)):
        canvas.polygon(
            [(64, NOZZLE_Y - 9 - grown), (58 - grown, NOZZLE_Y + grown), (70 + grown, NOZZLE_Y + grown)], paint
        )
        canvas.ellipse(x, y, radius + grown, radius * 1.16 + grown, paint)
    canvas.ellipse(x - radius * 0.38, y - radius * 0.45, radius * 0.2, radius * 0.28, (255, 255, 255), 0.8)


def _draw_popped(canvas: Canvas, pop: float, largest: float, colour, pieces: np.ndarray) -> None:
    y = NOZZLE_Y - 4 - largest * 1.18
    draw_flash(canvas, 64, y, np.array([pop]), largest, (255, 245, 190), 0.05)
    draw_rays(canvas, 64, y, np.array([pop]), largest * 0.9, largest * 1.35, angles=tuple(np.arange(8) * np.pi / 4))
    canvas = canvas.between(pop - 1e-6, pop + SCRAP_S)
    since = canvas.times_s - pop
    seen = np.clip((SCRAP_S - since) * 5, 0, 1)
    for direction, speed, size, spin in pieces:
        x = 64 + np.cos(direction) * (largest * 0.6 + speed * since)
        py = y + np.sin(direction) * (largest * 0.6 + speed * since) + 190 * since**2
        for grown, paint in ((1.35, shade(colour, 0.35)), (1.0, colour)):
            turns = [spin * since + direction + 2.1 * k for k in range(3)]
            reach = size * grown
            canvas.polygon([(x + reach * np.cos(turn), py + reach * np.sin(turn)) for turn in turns], paint, seen)
