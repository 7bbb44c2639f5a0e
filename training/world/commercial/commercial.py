"""A commercial: a product turns or floats on a stage, sparkles, and is praised."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.motion import fade
from ....engine.mini.text.music import BEATS_PER_MINUTE, SCALES, beat_seconds
from ....engine.mini.text.tunes import beat_cues
from .. import synth
from ..ambience.crowd import babble
from ..canvas import Canvas
from ..choices import pick
from ..narration import narrate
from ..palette import BACKGROUNDS, COLOURS, shade
from ..scene import Scene
from ..voices import Voices
from .backing import backing
from .products import PRODUCTS, Pose

STAGES = ("plain", "gradient")
AMBIENCES = ("none", "rain", "wind", "crowd")
AMBIENCE_SHARES = (0.55, 0.15, 0.15, 0.15)
AMBIENCE_RMS = 0.035
SPARKLE_S, SPARKLE_EVERY_S = 0.5, 1.3
TURN_RAD_PER_S = 1.1


def commercial(rng: np.random.Generator, duration_s: float, background: str, voices: Voices) -> Scene:
    """Music, perhaps an ambience, a chime at every sparkle, and over it all a narrator's lines."""
    product, colour, stage = pick(rng, PRODUCTS), pick(rng, COLOURS), pick(rng, STAGES)
    pace, mood = pick(rng, BEATS_PER_MINUTE), pick(rng, SCALES)
    ambience = str(rng.choice(AMBIENCES, p=AMBIENCE_SHARES))
    scene = Scene(duration_s, background, {
        "scene": "commercial", "product": product, "object_colour": colour, "stage": stage,
        "pace": pace, "mood": mood, "ambience": ambience,
    })  # fmt: skip
    music, first_beat_s, scene.notes = backing(rng, duration_s, pace, mood)
    scene.samples += music
    scene.cues = beat_cues(first_beat_s, beat_seconds(pace), duration_s)
    scene.samples += _ambience(rng, ambience, len(scene.samples), voices)
    sparkles = np.arange(rng.uniform(0.2, SPARKLE_EVERY_S), duration_s, SPARKLE_EVERY_S)
    places = rng.uniform((-26, -34), (26, 20), (len(sparkles), 2))
    narrate(scene, rng, voices)
    for start_s in sparkles:
        synth.mix_in(scene.samples, _chime(), start_s, 0.16)
        scene.onsets_s.append(float(start_s))
    turns, phase = bool(rng.random() < 0.5), rng.uniform(0, 6.28)

    def draw(canvas: Canvas) -> None:
        _draw_stage(canvas, stage, background)
        pose = _pose(canvas.times_s, turns, phase)
        canvas.ellipse(64, 106, 27 - 0.4 * (62 - pose.y), 4, shade(BACKGROUNDS[background], 0.76))
        PRODUCTS[product](canvas, pose, COLOURS[colour])
        for start_s, (dx, dy) in zip(sparkles, places, strict=True):
            _draw_sparkle(canvas, start_s, 64 + dx, 62 + dy)

    scene.draw = draw
    return scene


def _ambience(rng: np.random.Generator, ambience: str, count: int, voices: Voices) -> np.ndarray:
    if ambience == "none":
        return np.zeros(count)
    if ambience == "crowd":
        sound = babble(rng, count, voices)
    else:
        noise = rng.normal(size=count)
        sound = synth.smooth(noise, 5) if ambience == "rain" else synth.smooth(noise, 81)
    if ambience == "wind":
        sound = sound * (0.6 + 0.4 * np.sin(2 * np.pi * 0.45 * np.arange(count) / synth.RATE_HZ + rng.uniform(0, 6)))
    return sound * (AMBIENCE_RMS / np.sqrt(np.mean(sound**2)))


def _chime() -> np.ndarray:
    return synth.tapered(synth.modes([2093, 3136, 4186], [0.25, 0.18, 0.12], [1, 0.6, 0.4], 0.8), 0.2)


def _pose(times_s: np.ndarray, turns: bool, phase: float) -> Pose:
    """Turning: the front swings to either side; floating: up and down."""
    still = np.zeros_like(times_s)
    if turns:
        angle = np.sin(TURN_RAD_PER_S * times_s + phase) * 1.15
        return Pose(still + 64, still + 62, np.cos(angle), np.sin(angle))
    return Pose(64 + 3 * np.sin(0.9 * times_s + phase), 58 + 5 * np.sin(1.9 * times_s + phase), still + 1.0, still)


def _draw_stage(canvas: Canvas, stage: str, background: str) -> None:
    colour = BACKGROUNDS[background]
    if stage == "gradient":
        canvas.gradient(tuple(0.35 * channel + 165 for channel in colour), shade(colour, 0.55))
    for grown, paint in ((1.6, shade(colour, 0.35)), (0.0, shade(colour, 0.72))):
        canvas.box(64, 117, 40 + grown, 11 + grown, 2, paint)
        canvas.ellipse(64, 106, 40 + grown, 7 + grown, paint)
    canvas.ellipse(64, 106, 38, 6, shade(colour, 0.86))


def _draw_sparkle(canvas: Canvas, start_s: float, x: float, y: float) -> None:
    """A star of four points, at its largest when it appears."""
    star = canvas.between(start_s - 1e-6, start_s + SPARKLE_S)
    seen = fade(star.times_s - start_s, 0.2)
    for long, colour in ((15 * (0.5 + 0.5 * seen), (255, 255, 255)), (11 * (0.5 + 0.5 * seen), (255, 236, 140))):
        thin = long * 0.26
        star.polygon([(x - long, y), (x, y - thin), (x + long, y), (x, y + thin)], colour, seen)
        star.polygon([(x, y - long), (x + thin, y), (x, y + long), (x - thin, y)], colour, seen)
