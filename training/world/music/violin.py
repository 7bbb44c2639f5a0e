"""A violin under its bow: one stroke, one note."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.motion import ease, fade, index_of_last, since_last
from ....engine.mini.text.music import BEATS_PER_MINUTE, SCALES
from ....engine.mini.text.tunes import INSTRUMENTS, Tune, frequency_hz, random_tune, tune_cues
from .. import synth
from ..canvas import Canvas
from ..choices import pick
from ..marks import draw_flash
from ..palette import SKIN, Colour, shade
from ..scene import Scene
from ..voices import Voices
from .notes import draw_note, note_heights
from .tones import violin_tone

VIOLIN = INSTRUMENTS["violin"]
NOTE_GAIN = 0.3
VARNISH, EDGE, EBONY = (185, 95, 40), (80, 36, 18), (34, 28, 30)
BOW_Y, BOW_HALF = 80.0, 40.0
"""Where the bow crosses the strings, and half its length."""
BOW_SWING = {"slow": 24.0, "medium": 19.0, "fast": 13.0}
"""How far the bow's middle moves to either side."""


def violin(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """The bow changes its direction with every note, and a finger moves down the neck for higher ones."""
    pace, mood = pick(rng, BEATS_PER_MINUTE), pick(rng, SCALES)
    scene = Scene(duration_s, background, {"scene": "violin", "pace": pace, "mood": mood})
    tune = random_tune(rng, duration_s, pace, mood, VIOLIN)
    scene.cues = tune_cues(tune, VIOLIN)
    for start_s, length_s, midi in zip(tune.starts_s, tune.lengths_s, tune.midi, strict=True):
        synth.mix_in(scene.samples, violin_tone(frequency_hz(midi), length_s), start_s, NOTE_GAIN)
        scene.onsets_s.append(float(start_s))
    skin, heights = SKIN[rng.integers(len(SKIN))], note_heights(tune.degrees, 74, 30)

    def draw(canvas: Canvas) -> None:
        _draw_body(canvas)
        _draw_strings(canvas, since_last(canvas.times_s, tune.starts_s))
        draw_flash(canvas, 64, BOW_Y, tune.starts_s, 24)
        _draw_finger(canvas, tune, skin)
        _draw_bow(canvas, tune, BOW_SWING[pace], skin)
        for k, (start_s, height) in enumerate(zip(tune.starts_s, heights, strict=True)):
            draw_note(canvas, start_s, 20 if k % 2 else 106, height, scale=1.25)

    scene.draw = draw
    return scene


def _draw_body(canvas: Canvas) -> None:
    for grown, wood in ((2.0, EDGE), (0.0, VARNISH)):
        canvas.ellipse(64, 66, 21 + grown, 18 + grown, wood)
        canvas.ellipse(64, 102, 27 + grown, 22 + grown, wood)
        canvas.box(64, 82, 17 + grown, 14, 4, wood)
    for side in (-1, 1):
        canvas.ellipse(64 + side * 22, 82, 6.5, 7.5, EDGE)
        canvas.line(64 + side * 12.5, 86, 64 + side * 10.5, 98, 1.3, EBONY)
        canvas.ellipse(64 + side * 11.3, 86, 1.8, 1.8, EBONY)
    canvas.box(64, 38, 4.6, 40, 2, EBONY)
    canvas.box(64, 108, 4.8, 10, 3, EBONY)
    canvas.box(64, 94, 10, 1.5, 1, (225, 190, 140))
    canvas.ellipse(64, 2, 6.5, 6.5, EDGE)
    for y in (10, 17):
        for side in (-1, 1):
            canvas.line(64, y, 64 + side * 10, y, 1.7, EBONY)


def _draw_strings(canvas: Canvas, since: np.ndarray) -> None:
    hum = 0.8 * fade(since, 0.3) * np.cos(2 * np.pi * 12.5 * np.minimum(since, 5))
    for offset in (-2.4, 0.0, 2.4):
        canvas.line(64 + offset, 6, 64 + offset + hum, BOW_Y, 0.6, (235, 232, 225))
        canvas.line(64 + offset + hum, BOW_Y, 64 + offset, 106, 0.6, (235, 232, 225))


def _draw_finger(canvas: Canvas, tune: Tune, skin: Colour) -> None:
    index = index_of_last(canvas.times_s, tune.starts_s)
    y = 20 + 34 * tune.degrees[index] / VIOLIN.degrees
    outline = shade(skin, 0.4)
    for grown, flesh in ((1.5, outline), (0.0, skin)):
        canvas.ellipse(50, y + 6, 8 + grown, 9 + grown, flesh)
        for finger in range(3):
            canvas.line(50, y + 1 + 5 * finger, 64, y + 5.4 * finger, 2.4 + grown, flesh)


def _draw_bow(canvas: Canvas, tune: Tune, swing: float, skin: Colour) -> None:
    """Fast at the start of a stroke, slower at its end."""
    t = canvas.times_s
    index = index_of_last(t, tune.starts_s)
    share = np.clip((t - tune.starts_s[index]) / tune.lengths_s[index], 0, 1)
    way = 0.5 * (1 - (1 - share) ** 2) + 0.5 * ease(share)
    x = 64 + np.where(index % 2 == 0, 1, -1) * swing * (1 - 2 * way)
    left, right, slope = x - BOW_HALF, x + BOW_HALF, 0.14
    tilt_left, tilt_right = BOW_Y + slope * (left - 64), BOW_Y + slope * (right - 64)
    canvas.line(left, tilt_left - 5, right, tilt_right - 5, 2.7, (60, 28, 14))
    canvas.line(left, tilt_left - 5, right, tilt_right - 5, 1.7, (150, 72, 34))
    canvas.line(left, tilt_left, right, tilt_right, 1.3, (250, 248, 240))
    canvas.line(left, tilt_left - 5, left, tilt_left, 1.6, (60, 28, 14))
    outline = shade(skin, 0.4)
    canvas.line(right + 8, tilt_right + 4, right + 34, tilt_right + 34, 8, (60, 70, 120))
    for grown, flesh in ((1.6, outline), (0.0, skin)):
        canvas.ellipse(right + 2, tilt_right, 8 + grown, 9 + grown, flesh)
        canvas.line(right - 3, tilt_right - 7, right - 2, tilt_right + 6, 2.2 + grown, flesh)
