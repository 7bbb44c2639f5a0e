"""Drops that fall from a tap into a pool."""

from __future__ import annotations

import numpy as np

from ....engine.mini.text.cues import Cue
from ....engine.mini.text.motion import fade
from ....engine.mini.text.rhythms import STRIKE_EVERY_S, strikes
from .. import synth
from ..canvas import Canvas
from ..choices import pick
from ..marks import draw_flash
from ..scene import Scene
from ..voices import Voices

DROP_EVERY_S = STRIKE_EVERY_S["water_drop"]
PLINK_HZ = {"low": 520.0, "medium": 820.0, "high": 1300.0}
DROP_RADIUS = {"low": 7.5, "medium": 6.0, "high": 4.8}
FALL_S, RING_S = 0.3, 0.9
TAP_Y, POOL_Y, POOL_TOP = 36.0, 102.0, 88.0
WATER, PALE_WATER = (50, 120, 205), (205, 232, 252)


def water_drop(rng: np.random.Generator, duration_s: float, background: str, _voices: Voices) -> Scene:
    """A drop swells at the tap, falls, and sends rings over the pool; smaller drops sound higher."""
    pitch, pace = pick(rng, PLINK_HZ), pick(rng, DROP_EVERY_S)
    scene = Scene(duration_s, background, {"scene": "water_drop", "pitch": pitch, "pace": pace})
    hits = strikes(rng, duration_s, DROP_EVERY_S[pace])
    for start_s in hits:
        synth.mix_in(scene.samples, _plink(rng, PLINK_HZ[pitch]), start_s, 0.55)
        scene.onsets_s.append(float(start_s))
        scene.cues.append(Cue(float(start_s)))
    radius, swell_s = DROP_RADIUS[pitch], DROP_EVERY_S[pace] * 0.8

    def draw(canvas: Canvas) -> None:
        _draw_pool(canvas)
        for hit in hits:
            _draw_rings(canvas, hit, radius)
        for hit in hits:
            _draw_drop(canvas, hit, radius, swell_s)
            _draw_splash(canvas, hit, radius)
        _draw_tap(canvas)

    scene.draw = draw
    return scene


def _plink(rng: np.random.Generator, hz: float) -> np.ndarray:
    """A bubble's tone that rises (van den Doel 2005, "Physically based models for liquid sounds")."""
    t = synth.seconds(0.4)
    rising = hz * (t + 0.5 * 2.2 * t**2)
    bubble = np.sin(2 * np.pi * rising) * np.exp(-t / 0.07) * np.minimum(t / 0.001, 1)
    return bubble + 0.3 * synth.bright(synth.burst(rng, 0.008, 0.4))


def _draw_pool(canvas: Canvas) -> None:
    canvas.box(64, 124, 110, POOL_Y - POOL_TOP + 22, 1, WATER)
    canvas.box(64, POOL_TOP + 1, 110, 1.6, 1, PALE_WATER)


def _draw_tap(canvas: Canvas) -> None:
    for grown, colour in ((1.8, (60, 64, 74)), (0.0, (175, 182, 195))):
        canvas.box(30, 18, 36 + grown, 6 + grown, 3, colour)
        canvas.box(64, 26, 7 + grown, 9 + grown, 3, colour)
        canvas.box(40, 7, 14 + grown, 3.4 + grown, 3, colour)
        canvas.box(40, 10, 3 + grown, 6, 1, colour)


def _draw_drop(canvas: Canvas, hit: float, radius: float, swell_s: float) -> None:
    leaves = hit - FALL_S
    canvas = canvas.between(leaves - swell_s, hit - 1e-6)
    falling = np.clip((canvas.times_s - leaves) / FALL_S, 0, 1)
    grown = np.clip((canvas.times_s - leaves + swell_s) / swell_s, 0.1, 1)
    r = radius * grown
    y = TAP_Y + r * 0.7 + (POOL_Y - radius - TAP_Y - r * 0.7) * falling**2
    for edge, colour in ((1.8, (20, 50, 110)), (0.0, (90, 165, 240))):
        canvas.ellipse(64, y, r + edge, r * (1 + 0.25 * falling) + edge, colour)
        canvas.polygon(
            [(64, y - r * 2.1 - edge), (64 - r * 0.8 - edge, y - r * 0.4), (64 + r * 0.8 + edge, y - r * 0.4)], colour
        )
    canvas.ellipse(64 - r * 0.3, y - r * 0.1, r * 0.25, r * 0.35, (255, 255, 255))


def _draw_rings(canvas: Canvas, hit: float, radius: float) -> None:
    for delay_s in (0.0, 0.13, 0.26):
        ring = canvas.between(hit + delay_s - 1e-6, hit + delay_s + RING_S)
        since = ring.times_s - hit - delay_s
        reach = 7 + 62 * since
        ring.ring(64, POOL_Y + 2, reach, reach * 0.26, 1.7, PALE_WATER, np.clip(1.2 - since / RING_S * 1.2, 0, 1))


def _draw_splash(canvas: Canvas, hit: float, radius: float) -> None:
    draw_flash(canvas, 64, POOL_Y, np.array([hit]), 9 + 2.2 * radius, (225, 240, 255), 0.09)
    splash = canvas.between(hit - 1e-6, hit + 0.36)
    since = splash.times_s - hit
    for side in (-1, -0.45, 0.45, 1):
        x, y = 64 + side * (9 + 46 * since), POOL_Y - 8 - 130 * (1 - abs(side) * 0.4) * since + 400 * since**2
        size = radius * 0.55
        splash.ellipse(x, y, size + 1.2, size + 1.2, (20, 50, 110), fade(since, 0.5))
        splash.ellipse(x, y, size, size, (190, 225, 252))
