"""Two hands that clap."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.cues import Cue
from ....engine.mini.text.motion import ease, since_last, until_next
from ....engine.mini.text.rhythms import STRIKE_EVERY_S, strikes
from .. import synth
from ..canvas import Canvas, Track
from ..choices import pick
from ..marks import draw_flash, draw_rays
from ..palette import COLOURS, SKIN, Colour, shade
from ..scene import Scene
from ..voices import Voices
from .strikes import LOUDNESS_GAIN, MARK_STRENGTH

CLAP_EVERY_S = STRIKE_EVERY_S["clap"]
COLOUR_NAMES = ("red", "blue", "green", "yellow", "purple", "white")
WIDEST = {"quiet": 15.0, "medium": 22.0, "loud": 30.0}
REACH = {"slow": 1.0, "medium": 0.8, "fast": 0.5}
"""Fast hands do not swing as wide."""
TOGETHER_S = 0.05


def clap(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """Two hands with coloured sleeves come together from both sides; louder claps swing wider."""
    colour, loudness, pace = pick(rng, COLOUR_NAMES), pick(rng, LOUDNESS_GAIN), pick(rng, CLAP_EVERY_S)
    scene = Scene(
        duration_s, background, {"scene": "clap", "object_colour": colour, "loudness": loudness, "pace": pace}
    )
    claps = strikes(rng, duration_s, CLAP_EVERY_S[pace])
    skin = SKIN[rng.integers(len(SKIN))]
    for start_s in claps:
        synth.mix_in(scene.samples, _clap_sound(rng), start_s, LOUDNESS_GAIN[loudness])
        scene.onsets_s.append(float(start_s))
        scene.cues.append(Cue(float(start_s)))

    def draw(canvas: Canvas) -> None:
        since, until = since_last(canvas.times_s, claps), until_next(canvas.times_s, claps)
        swing_s = 0.4 * CLAP_EVERY_S[pace]
        apart = np.minimum(ease((since - TOGETHER_S) / swing_s), np.sin(np.pi / 2 * np.clip(until / swing_s, 0, 1)))
        gap = 7.5 + WIDEST[loudness] * REACH[pace] * apart
        strength = MARK_STRENGTH[loudness]
        draw_flash(canvas, 64, 64, claps, 30 + 16 * strength, decay_s=0.09)
        draw_rays(canvas, 64, 58, claps, 34, 52, angles=(-2.5, -2.03, -1.57, -1.11, -0.64), strength=strength)
        for side in (-1, 1):
            _draw_hand(canvas, side, 64 + side * gap, skin, COLOURS[colour])
        draw_flash(canvas, 64, 58, claps, 14 + 8 * strength, decay_s=0.06)

    scene.draw = draw
    return scene


def _clap_sound(rng: np.random.Generator) -> np.ndarray:
    """Noise with a hollow between the palms: three bursts in 12 ms, around 1.2 kHz."""
    out = np.zeros(int(0.3 * synth.RATE_HZ))
    for start_s, level in ((0.0, 1.0), (0.005, 0.6), (0.011, 0.8)):
        synth.mix_in(out, synth.burst(rng, 0.018, 0.25), start_s, level)
    hollow = synth.modes([950, 1350, 2100], [0.02, 0.014, 0.01], [0.8, 0.7, 0.4], 0.3)
    return synth.smooth(out, 5) * 0.9 + hollow


def _draw_hand(canvas: Canvas, side: int, x: Track, skin: Colour, sleeve: Colour) -> None:
    """A hand seen from its edge side, fingers up; `side` is -1 for the left hand."""
    outline = shade(skin, 0.4)
    for grown, cloth, flesh in ((2.0, shade(sleeve, 0.4), outline), (0.0, sleeve, skin)):
        canvas.line(x + side * 22, 108, x + side * 60, 132, 11 + grown, cloth)
        canvas.line(x + side * 6, 84, x + side * 18, 102, 7 + grown, flesh)
        canvas.ellipse(x + side * 4, 72, 9 + grown, 16 + grown, flesh)
        canvas.line(x + side * 1, 66, x - side * 3, 40, 4 + grown, flesh)
        canvas.line(x + side * 7, 66, x + side * 6, 42, 4 + grown, flesh)
        canvas.line(x + side * 10, 76, x + side * 16, 60, 4 + grown, flesh)
    canvas.line(x + side * 3, 64, x + side * 1, 44, 0.8, outline)
