"""Two mallets on coloured bars."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.motion import fade, since_last
from ....engine.mini.text.music import BEATS_PER_MINUTE, SCALES
from ....engine.mini.text.paths import BARS_Y, Path, bar_x, mallet_path
from ....engine.mini.text.tunes import INSTRUMENTS, frequency_hz, random_tune, tune_cues
from .. import synth
from ..canvas import Canvas
from ..choices import pick
from ..marks import draw_flash, draw_rays
from ..palette import Colour, shade
from ..scene import Scene
from ..voices import Voices
from .tones import xylophone_tone

XYLOPHONE = INSTRUMENTS["xylophone"]
BARS = XYLOPHONE.degrees
RAINBOW: tuple[Colour, ...] = (
    (215, 50, 55), (240, 130, 45), (245, 205, 60), (110, 185, 70),
    (45, 160, 130), (60, 130, 220), (95, 85, 205), (165, 80, 185),
)  # fmt: skip
MIDDLE_Y, LONGEST, SHORTEST = BARS_Y + 6, 32.0, 17.0
NOTE_GAIN = 0.34


def xylophone(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """The mallets take turns; the bar that is struck flashes. Shorter bars sound higher."""
    pace, mood = pick(rng, BEATS_PER_MINUTE), pick(rng, SCALES)
    scene = Scene(duration_s, background, {"scene": "xylophone", "pace": pace, "mood": mood})
    tune = random_tune(rng, duration_s, pace, mood, XYLOPHONE)
    scene.cues = tune_cues(tune, XYLOPHONE)
    scene.paths = [mallet_path(tune, 0), mallet_path(tune, 1)]
    for start_s, midi in zip(tune.starts_s, tune.midi, strict=True):
        synth.mix_in(scene.samples, xylophone_tone(frequency_hz(midi)), start_s, NOTE_GAIN)
        scene.onsets_s.append(float(start_s))

    def draw(canvas: Canvas) -> None:
        t = canvas.times_s
        for y, half_w in ((MIDDLE_Y - 11, 62), (MIDDLE_Y + 11, 62)):
            canvas.box(64, y, half_w, 3.4, 2, (110, 76, 46))
        for bar in range(BARS):
            _draw_bar(canvas, bar, since_last(t, tune.starts_s[tune.degrees == bar]))
        for start_s, bar in zip(tune.starts_s, tune.degrees, strict=True):
            draw_flash(canvas, bar_x(bar), MIDDLE_Y - 6, np.array([start_s]), 20)
            draw_rays(canvas, bar_x(bar), MIDDLE_Y - 6, np.array([start_s]), 20, 32, angles=(-2.3, -1.57, -0.84))
        for hand, path in enumerate(scene.paths[: len(tune.starts_s)]):
            _draw_mallet(canvas, path, hand)

    scene.draw = draw
    return scene


def _draw_bar(canvas: Canvas, bar: int, since: np.ndarray) -> None:
    half, colour = LONGEST + (SHORTEST - LONGEST) * bar / (BARS - 1), RAINBOW[bar]
    ring = fade(since, 0.15)
    y = MIDDLE_Y + 1.5 * ring * np.cos(2 * np.pi * 9 * np.minimum(since, 1.0))
    canvas.box(bar_x(bar), y, 6.8, half + 1.4, 2.4, shade(colour, 0.4))
    canvas.box(bar_x(bar), y, 5.6, half, 2, colour)
    canvas.box(bar_x(bar), y, 5.6, half, 2, (255, 255, 255), 0.85 * ring)
    for side in (-1, 1):
        canvas.ellipse(bar_x(bar), y + side * 11, 1.2, 1.2, shade(colour, 0.5))


def _draw_mallet(canvas: Canvas, path: Path, hand: int) -> None:
    """It lifts, moves over the next bar, and strikes."""
    x, y = path(canvas.times_s)
    hold_x = x + (26 if hand else -26)
    canvas.line(hold_x, y - 40, x, y, 3.4, (70, 48, 30))
    canvas.line(hold_x, y - 40, x, y, 2.2, (205, 165, 110))
    canvas.ellipse(x, y, 7.4, 7.4, (60, 25, 30))
    canvas.ellipse(x, y, 6, 6, (235, 90, 90) if hand else (90, 130, 235))
