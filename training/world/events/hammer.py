"""A hammer that strikes glowing iron on an anvil."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.cues import Cue
from ....engine.mini.text.motion import since_last, until_next
from ....engine.mini.text.rhythms import STRIKE_EVERY_S, strikes
from .. import synth
from ..canvas import Canvas
from ..choices import pick
from ..marks import draw_flash, draw_rays, draw_sparks, random_sparks
from ..palette import COLOURS, shade
from ..scene import Scene
from ..voices import Voices
from .strikes import LOUDNESS_GAIN, MARK_STRENGTH

BLOW_EVERY_S = STRIKE_EVERY_S["hammer"]
COLOUR_NAMES = ("red", "blue", "green", "yellow", "purple", "orange")
HIGHEST_RAD = {"quiet": 0.55, "medium": 0.8, "loud": 1.05}
SPARKS = {"quiet": 5, "medium": 9, "loud": 14}
PIVOT_X, PIVOT_Y, HANDLE = 120.0, 64.0, 54.0
IRON_X, IRON_Y = 64.0, 78.0
STEEL, DARK_STEEL = (120, 128, 142), (52, 56, 66)


def hammer(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """The hammer is raised and comes down; sparks fly at every blow, more of them at a loud one."""
    colour, loudness, pace = pick(rng, COLOUR_NAMES), pick(rng, LOUDNESS_GAIN), pick(rng, BLOW_EVERY_S)
    scene = Scene(
        duration_s, background, {"scene": "hammer", "object_colour": colour, "loudness": loudness, "pace": pace}
    )
    blows = strikes(rng, duration_s, BLOW_EVERY_S[pace])
    pitch_hz = rng.uniform(900, 1250)
    for start_s in blows:
        synth.mix_in(scene.samples, _clang(rng, pitch_hz), start_s, 0.7 * LOUDNESS_GAIN[loudness])
        scene.onsets_s.append(float(start_s))
        scene.cues.append(Cue(float(start_s)))
    sparks = [random_sparks(rng, SPARKS[loudness]) for _ in blows]

    def draw(canvas: Canvas) -> None:
        angle = HIGHEST_RAD[loudness] * _raised(canvas.times_s, blows, BLOW_EVERY_S[pace])
        _draw_anvil(canvas)
        draw_flash(canvas, IRON_X, IRON_Y, blows, 27 * MARK_STRENGTH[loudness])
        _draw_hammer(canvas, angle, COLOURS[colour])
        draw_rays(canvas, IRON_X, IRON_Y, blows, 26, 42, strength=MARK_STRENGTH[loudness],
                  angles=(-3.0, -2.6, -0.54, -0.14))  # fmt: skip
        for start_s, bits in zip(blows, sparks, strict=True):
            draw_sparks(canvas, IRON_X, IRON_Y - 2, start_s, bits, (255, 170, 40))

    scene.draw = draw
    return scene


def _raised(times_s: np.ndarray, blows: np.ndarray, every_s: float) -> np.ndarray:
    """0 on the iron, 1 at the top: up slowly, down in the last third."""
    since, until = since_last(times_s, blows), until_next(times_s, blows)
    down = np.clip(until / (0.34 * every_s), 0, 1)
    up = np.clip(since / (0.6 * every_s), 0, 1)
    return np.minimum(np.sqrt(down), np.sin(np.pi / 2 * up))


def _clang(rng: np.random.Generator, hz: float) -> np.ndarray:
    ratios, decays = (1, 1.53, 2.31, 3.4, 4.6, 5.9), (0.22, 0.3, 0.16, 0.12, 0.08, 0.05)
    ring = synth.modes([hz * r for r in ratios], decays, (0.5, 0.8, 0.6, 0.5, 0.35, 0.25), 0.9)
    return synth.tapered(0.55 * ring + 0.5 * synth.burst(rng, 0.006, 0.9))


def _draw_anvil(canvas: Canvas) -> None:
    canvas.box(64, 124, 110, 8, 1, (105, 85, 70))
    for grown, colour in ((1.8, DARK_STEEL), (0.0, STEEL)):
        canvas.box(62, 112, 24 + grown, 5 + grown, 3, colour)
        canvas.box(62, 102, 13 + grown, 9 + grown, 3, colour)
        canvas.polygon([(30 + grown, 83 - grown), (30 + grown, 96 + grown), (8 - grown, 85)], colour)
        canvas.box(62, 89, 33 + grown, 7 + grown, 2, colour)
    canvas.box(IRON_X, 79.5, 19, 3.4, 2, (150, 40, 20))
    canvas.box(IRON_X, 79.5, 17, 2.4, 2, (255, 130, 30))


def _draw_hammer(canvas: Canvas, angle: np.ndarray, colour) -> None:
    """The hammer turned by `angle` around the hand at its end; at 0 the head's lower face meets the iron."""
    cos, sin = np.cos(angle), np.sin(angle)

    def point(along: float, across: float) -> tuple[np.ndarray, np.ndarray]:
        return PIVOT_X - along * cos - across * sin, PIVOT_Y - along * sin + across * cos

    canvas.line(*point(-6, 0), *point(HANDLE, 0), 5.2, shade(colour, 0.35))
    canvas.line(*point(-6, 0), *point(HANDLE, 0), 3.6, colour)
    for grown, steel in ((1.8, DARK_STEEL), (0.0, (175, 182, 195))):
        half, tall = 8.0 + grown, 12.0 + grown
        ends = [
            (HANDLE + 2 - half, -tall),
            (HANDLE + 2 + half, -tall),
            (HANDLE + 2 + half, tall),
            (HANDLE + 2 - half, tall),
        ]
        canvas.polygon([point(*end) for end in ends], steel)
    canvas.ellipse(*point(0, 0), 8, 8, (200, 150, 115))
