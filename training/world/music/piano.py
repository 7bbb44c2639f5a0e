"""Two hands on the keys of a piano."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.motion import fade, since_last
from ....engine.mini.text.music import BEATS_PER_MINUTE, SCALES, midi_note
from ....engine.mini.text.paths import KEY_WIDTH, finger_path, finger_x, key_x
from ....engine.mini.text.tunes import INSTRUMENTS, Tune, bar_starts, frequency_hz, random_tune, tune_cues
from .. import synth
from ..canvas import Canvas
from ..choices import pick
from ..marks import draw_flash
from ..palette import SKIN, Colour, shade
from ..scene import Scene
from ..voices import Voices
from .notes import draw_note
from .tones import piano_tone

PIANO = INSTRUMENTS["piano"]
KEYS = PIANO.lowest + PIANO.degrees
"""The bass has the lowest ones."""
KEY_TOP, KEY_BOTTOM, BLACK_BOTTOM = 60.0, 102.0, 82.0
WOOD, DARK, FRONT = (58, 40, 36), (24, 20, 24), (186, 140, 98)
LIT = (255, 190, 60)
BASS_GAIN, NOTE_GAIN = 0.16, 0.24


def piano(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """The right hand plays a melody, the left one the bar's lowest note; a key goes down and lights up."""
    pace, mood = pick(rng, BEATS_PER_MINUTE), pick(rng, SCALES)
    scene = Scene(duration_s, background, {"scene": "piano", "pace": pace, "mood": mood})
    tune = random_tune(rng, duration_s, pace, mood, PIANO)
    scene.cues, scene.paths = tune_cues(tune, PIANO), [finger_path(tune)]
    right = Tune(tune.starts_s, tune.lengths_s, tune.degrees + PIANO.lowest, tune.midi, tune.beat_s)
    bars = bar_starts(tune, duration_s)
    bass = rng.integers(0, 2, len(bars))
    skin = SKIN[rng.integers(len(SKIN))]
    for start_s, length_s, degree in zip(tune.starts_s, tune.lengths_s, right.degrees, strict=True):
        tone = piano_tone(rng, frequency_hz(_key_midi(mood, degree)), length_s * 0.95)
        synth.mix_in(scene.samples, tone, start_s, NOTE_GAIN)
        scene.onsets_s.append(float(start_s))
    for start_s, key in zip(bars, bass, strict=True):
        synth.mix_in(
            scene.samples, piano_tone(rng, frequency_hz(_key_midi(mood, key)), 3 * tune.beat_s), start_s, BASS_GAIN
        )

    def draw(canvas: Canvas) -> None:
        t = canvas.times_s
        _draw_case(canvas)
        for key in range(KEYS):
            hits = np.sort(np.concatenate([tune.starts_s[right.degrees == key], bars[bass == key]]))
            _draw_key(canvas, key, since_last(t, hits), tune.beat_s)
            _draw_beam(canvas, key, since_last(t, hits))
        _draw_black_keys(canvas, mood)
        for start_s, key in zip(tune.starts_s, right.degrees, strict=True):
            draw_note(canvas, start_s, key_x(key), 36, (250, 240, 220))
            draw_flash(canvas, key_x(key), 84, np.array([start_s]), 18)
        _draw_hand(canvas, -1, finger_x(t, bars, bass), fade(since_last(t, bars), 0.12), skin)
        _draw_hand(canvas, 1, finger_x(t, tune.starts_s, right.degrees), fade(since_last(t, tune.starts_s), 0.1), skin)

    scene.draw = draw
    return scene


def _key_midi(mood: str, key: int) -> int:
    """The MIDI note of white key `key`, counted from the left."""
    return midi_note(mood, PIANO.roots[mood], key)


def _draw_case(canvas: Canvas) -> None:
    canvas.box(64, 46, 110, 34, 2, DARK)
    canvas.box(64, 44, 110, 32, 2, WOOD)
    canvas.box(64, 58, 110, 4, 1, (150, 40, 45))
    canvas.box(64, 118, 110, 16, 1, DARK)
    canvas.box(64, 121, 110, 16, 1, FRONT)
    for side in (-1, 1):
        canvas.box(64 + side * 88, 84, 23, 26, 1, WOOD)


def _draw_key(canvas: Canvas, key: int, since: np.ndarray, held_s: float) -> None:
    down = fade(since, 0.6 * held_s)
    sink, x, half = 4 * down, key_x(key), KEY_WIDTH / 2 - 0.8
    canvas.box(x, (KEY_TOP + KEY_BOTTOM) / 2, KEY_WIDTH / 2, (KEY_BOTTOM - KEY_TOP) / 2, 1, (70, 70, 78))
    canvas.box(
        x,
        (KEY_TOP + KEY_BOTTOM) / 2 - 2 + sink,
        KEY_WIDTH / 2 - 0.8,
        (KEY_BOTTOM - KEY_TOP) / 2 - 2,
        1,
        (248, 246, 240),
    )
    canvas.box(x, (KEY_TOP + KEY_BOTTOM) / 2 - 2 + sink, half, (KEY_BOTTOM - KEY_TOP) / 2 - 2, 1, LIT, down)


def _draw_beam(canvas: Canvas, key: int, since: np.ndarray) -> None:
    """Light on the wood behind the key that was struck."""
    canvas.box(key_x(key), 34, KEY_WIDTH / 2 - 0.8, 20, 2, LIT, 0.9 * fade(since, 0.11))


def _draw_black_keys(canvas: Canvas, mood: str) -> None:
    for key in range(KEYS - 1):
        if _key_midi(mood, key + 1) - _key_midi(mood, key) == 2:
            canvas.box(
                key_x(key) + KEY_WIDTH / 2, (KEY_TOP + BLACK_BOTTOM) / 2, 3.6, (BLACK_BOTTOM - KEY_TOP) / 2, 1, DARK
            )


def _draw_hand(canvas: Canvas, side: int, x: np.ndarray, press: np.ndarray, skin: Colour) -> None:
    """A hand from below with its first finger at x; `side` is -1 for the left hand."""
    y, outline = 93 + 3.5 * press, shade(skin, 0.4)
    middle = x + side * 5
    for grown, sleeve, flesh in ((1.6, (20, 24, 40), outline), (0.0, (60, 70, 120), skin)):
        canvas.line(middle + side * 4, y + 22, middle + side * 10, y + 44, 9 + grown, sleeve)
        for finger, reach in ((0, 12), (1, 12.5), (2, 9)):
            fx = x + side * (0.5 + 5.2 * finger)
            canvas.line(fx, y - reach + 2, fx + side * 0.6, y + 10, 2.5 + grown, flesh)
        canvas.line(x - side * 6, y + 3, x + side * 1, y + 12, 2.6 + grown, flesh)
        canvas.ellipse(middle + side * 0.5, y + 13, 9.5 + grown, 8.5 + grown, flesh)
