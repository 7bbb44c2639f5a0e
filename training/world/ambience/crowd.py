"""Rows of people, from a murmur to cheering."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.camera import BOARD
from .. import synth
from ..canvas import Canvas
from ..choices import pick
from ..motion import drift
from ..palette import COLOURS, HAIR, SKIN, shade
from ..scene import Scene
from ..voices import Voices

EXCITEMENT = {"quiet": 0.0, "medium": 0.4, "loud": 1.0}
MURMUR_GAIN = {"quiet": 0.2, "medium": 0.34, "loud": 0.4}
CHEER_GAIN = {"quiet": 0.0, "medium": 0.08, "loud": 0.34}
CHATTER = 7
ROWS = ((40, 0.8, 6), (66, 0.95, 5), (98, 1.15, 4))
"""Height of the faces, size, and people in the row; one more stands outside the picture on either side."""
WAVE_S = 0.9


def crowd(rng: np.random.Generator, duration_s: float, background: str, voices: Voices) -> Scene:
    """People sway when they murmur; they jump, raise their arms and shout when they cheer."""
    loudness = pick(rng, EXCITEMENT)
    scene = Scene(duration_s, background, {"scene": "crowd", "loudness": loudness})
    wave_s, wave = drift(rng, duration_s, WAVE_S)
    wave = 0.35 + 0.65 * wave
    scene.samples += babble(rng, len(scene.samples), voices) * MURMUR_GAIN[loudness]
    scene.samples += _cheer(rng, len(scene.samples), wave_s, wave) * CHEER_GAIN[loudness]
    people = [(y, size, x, _random_person(rng)) for y, size, count in ROWS for x in _places(rng, count)]

    def draw(canvas: Canvas) -> None:
        excited = EXCITEMENT[loudness] * np.interp(canvas.times_s, wave_s, wave)
        for y, size, x, person in people:
            _draw_person(canvas, x, y, size, person, excited)

    scene.draw = draw
    return scene


def babble(rng: np.random.Generator, count: int, voices: Voices) -> np.ndarray:
    """Many lines at once: nobody is understood. `[count]`, rms about 0.2."""
    out = np.zeros(count)
    for _ in range(CHATTER):
        for start_s, line in voices.fill(rng, voices.cast(rng), count / synth.RATE_HZ + 1.0):
            synth.mix_in(out, line.samples.astype(np.float64) / 32767, start_s - rng.uniform(0, 0.5))
    hall = synth.smooth(out, 7)
    return hall * (0.2 / max(float(np.sqrt(np.mean(hall**2))), 1e-6))


def _cheer(rng: np.random.Generator, count: int, at_s: np.ndarray, wave: np.ndarray) -> np.ndarray:
    """The roar of open mouths: many sung 'a' at once, and noise around the same formants."""
    level = np.interp(np.arange(count) / synth.RATE_HZ, at_s, wave)
    t = np.arange(count) / synth.RATE_HZ
    roar = synth.smooth(rng.normal(size=count), 9) - synth.smooth(rng.normal(size=count), 61)
    out = roar / np.sqrt(np.mean(roar**2))
    formants = np.repeat(np.array(synth.VOWEL_FORMANTS_HZ["a"], float)[:, None], count, 1)
    for pitch in rng.uniform(230, 520, 4):
        wander = pitch * (1 + 0.05 * np.sin(2 * np.pi * rng.uniform(0.4, 1.2) * t + rng.uniform(0, 6)))
        out += 0.25 * synth.sung_vowels(wander, formants)
    return out * level


def _places(rng: np.random.Generator, count: int) -> np.ndarray:
    gap = BOARD / count
    return gap * (np.arange(-1, count + 1) + 0.5) + rng.uniform(-3, 3, count + 2)


def _random_person(rng: np.random.Generator) -> dict:
    return {
        "skin": SKIN[rng.integers(len(SKIN))],
        "hair": HAIR[pick(rng, HAIR)],
        "clothes": COLOURS[pick(rng, COLOURS)],
        "phase": rng.uniform(0, 6.28),
        "rate": rng.uniform(2.0, 2.7),
        "arms": rng.random() < 0.75,
    }


def _draw_person(canvas: Canvas, x: float, y: float, size: float, person: dict, excited: np.ndarray) -> None:
    t, s = canvas.times_s, size
    jump = np.abs(np.sin(np.pi * person["rate"] * t + person["phase"])) * excited
    x = x + 1.6 * s * np.sin(1.7 * t + person["phase"])
    y, skin = y - 9 * s * jump, person["skin"]
    canvas.box(x, y + 25 * s, 12.5 * s, 15 * s, 6 * s, shade(person["clothes"], 0.4))
    canvas.box(x, y + 25 * s, 11.3 * s, 14 * s, 5 * s, person["clothes"])
    if person["arms"] and excited.max() > 0.05:
        wave = 3 * np.sin(2 * np.pi * person["rate"] * t + person["phase"])
        up = np.clip(excited * 2.2, 0, 1)
        for side in (-1, 1):
            hand_x, hand_y = x + side * (13 + 2 * up) * s + wave * up, y + (30 - 46 * up) * s
            canvas.line(x + side * 10 * s, y + 17 * s, hand_x, hand_y, 3.4 * s, shade(person["clothes"], 0.8))
            canvas.ellipse(hand_x, hand_y, 4 * s, 4 * s, skin)
    canvas.ellipse(x, y - 2 * s, 10.6 * s, 11.6 * s, shade(person["hair"], 0.5))
    canvas.ellipse(x, y - 3 * s, 9.8 * s, 10 * s, person["hair"])
    canvas.ellipse(x, y + 1 * s, 8.6 * s, 9 * s, skin)
    for side in (-1, 1):
        canvas.ellipse(x + side * 3.4 * s, y - 0.5 * s, 1.3 * s, 1.5 * s, (30, 30, 40))
    chat = 0.5 + 0.5 * np.sin(2 * np.pi * 2 * person["rate"] * t + 3 * person["phase"])
    opened = np.maximum(0.35 * chat, np.clip(excited * 1.6, 0, 1))
    canvas.ellipse(x, y + 5 * s, (2.4 + 0.8 * opened) * s, (0.7 + 2.4 * opened) * s, (110, 25, 35))
