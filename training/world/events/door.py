"""A door that swings open and slams shut."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.cues import Cue
from ....engine.mini.text.motion import ease, fade, since_last, until_next
from ....engine.mini.text.rhythms import STRIKE_EVERY_S, strikes
from .. import synth
from ..canvas import Canvas
from ..choices import pick
from ..marks import draw_flash, draw_rays
from ..palette import COLOURS, shade
from ..scene import Scene
from ..voices import Voices
from .strikes import LOUDNESS_GAIN, MARK_STRENGTH

COLOUR_NAMES = ("red", "blue", "green", "yellow", "purple", "orange", "white")
SLAM_EVERY_S = STRIKE_EVERY_S["door"]
SLAM_S = 0.26
"""From wide open to shut."""
WIDEST_RAD = 1.15
LEFT, RIGHT, TOP, BOTTOM = 36.0, 92.0, 22.0, 114.0


def door(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """The door opens slowly towards the viewer and slams; the frame shakes."""
    colour, loudness, pace = pick(rng, COLOUR_NAMES), pick(rng, LOUDNESS_GAIN), pick(rng, SLAM_EVERY_S)
    scene = Scene(
        duration_s, background, {"scene": "door", "object_colour": colour, "loudness": loudness, "pace": pace}
    )
    slams = strikes(rng, duration_s, SLAM_EVERY_S[pace])
    for start_s in slams:
        synth.mix_in(scene.samples, _bang(rng), start_s, LOUDNESS_GAIN[loudness])
        scene.onsets_s.append(float(start_s))
        scene.cues.append(Cue(float(start_s)))
    open_s = SLAM_EVERY_S[pace] * 0.6

    def draw(canvas: Canvas) -> None:
        since, until = since_last(canvas.times_s, slams), until_next(canvas.times_s, slams)
        opened = ease(1 - (until - SLAM_S) / open_s) * (1 - np.clip(1 - until / SLAM_S, 0, 1) ** 2)
        opened = np.where(until > 9, ease((since - 0.3) / open_s), opened)
        shake = 2.5 * MARK_STRENGTH[loudness] * fade(since, 0.09) * np.cos(2 * np.pi * 11 * since)
        _draw_frame(canvas, shake)
        strength = MARK_STRENGTH[loudness]
        _draw_leaf(canvas, WIDEST_RAD * opened, shake, COLOURS[colour], 0.7 * strength * fade(since, 0.08))
        draw_flash(canvas, RIGHT, 68, slams, 12 + 16 * strength)
        draw_rays(canvas, RIGHT, 68, slams, 22, 36, angles=(-1.1, -0.55, 0, 0.55, 1.1), strength=strength)
        draw_rays(canvas, LEFT, 68, slams, 12, 26, angles=(2.3, 3.14, 3.98), strength=strength)

    scene.draw = draw
    return scene


def _bang(rng: np.random.Generator) -> np.ndarray:
    wood = synth.modes([62, 95, 148, 236, 410], [0.16, 0.12, 0.09, 0.06, 0.04], [0.5, 0.9, 0.9, 0.6, 0.4], 0.6)
    slap = synth.smooth(synth.burst(rng, 0.035, 0.6), 5)
    latch = synth.modes([1900, 3300], [0.012, 0.008], [0.35, 0.2], 0.06)
    out = 0.6 * wood + 1.9 * slap
    synth.mix_in(out, latch, 0.035)
    return synth.tapered(out)


def _draw_frame(canvas: Canvas, shake: np.ndarray) -> None:
    canvas.box(64, 122, 110, 8, 1, (120, 95, 80))
    canvas.box(64 + shake, 68, 35, 52, 2, (70, 48, 34))
    canvas.box(64, 69, 28, 47, 1, (28, 24, 34))


def _draw_leaf(canvas: Canvas, angle: np.ndarray, shake: np.ndarray, colour, jolt: np.ndarray) -> None:
    """The leaf in perspective: its free edge comes nearer and so grows when it opens. It is lit by its `jolt`."""
    reach, near = (RIGHT - LEFT) * np.cos(angle), np.sin(angle)

    def point(along: float, down: float) -> tuple[np.ndarray, np.ndarray]:
        """`along` from the hinge (0) to the free edge (1), `down` from top (0) to bottom (1)."""
        height = BOTTOM - TOP
        return LEFT + shake + reach * along, TOP + height * down + (down - 0.42) * 26 * near * along

    def quad(a: float, b: float, c: float, d: float) -> list:
        return [point(a, c), point(b, c), point(b, d), point(a, d)]

    canvas.polygon(quad(-0.01, 1.05, -0.015, 1.015), shade(colour, 0.35))
    canvas.polygon(quad(0.03, 1.0, 0.01, 0.985), colour)
    for top, bottom in ((0.1, 0.42), (0.56, 0.9)):
        canvas.polygon(quad(0.18, 0.78, top, bottom), shade(colour, 0.7))
    handle_x, handle_y = point(0.89, 0.5)
    canvas.ellipse(handle_x, handle_y, 5.4, 5.4, (70, 50, 20))
    canvas.ellipse(handle_x, handle_y, 4, 4, (250, 215, 80))
    canvas.polygon(quad(0.03, 1.0, 0.01, 0.985), (255, 250, 225), jolt)
