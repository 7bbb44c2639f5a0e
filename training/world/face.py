"""A cartoon face: hair, eyes that blink, brows for the emotion, and a mouth that follows three curves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .canvas import Canvas, Track
from .palette import COLOURS, HAIR, SKIN, Colour, shade

EYE_WHITE, PUPIL, LIPS, INSIDE, TEETH = (250, 250, 250), (30, 30, 40), (170, 60, 60), (90, 20, 30), (250, 250, 245)
BLINK_EVERY_S, BLINK_S = 2.2, 0.12


@dataclass(frozen=True)
class Expression:
    """An emotion on a face: brows (tilt and lift, down is positive), corners of the mouth, lids, size of the eyes.

    `gape` is how far the mouth stands open before anything is said.
    """

    brow_tilt: float
    brow_lift: float
    mouth_curl: float
    lid: float = 1.0
    eye: float = 1.0
    gape: float = 0.0


EXPRESSIONS = {
    "neutral": Expression(0.0, 0.0, 0.0),
    "happy": Expression(1.2, -4.0, 5.5),
    "sad": Expression(4.6, -1.0, -5.5, lid=0.7),
    "angry": Expression(-5.2, 3.0, -3.0, lid=0.85),
    "surprised": Expression(0.8, -6.5, 0.0, eye=1.4, gape=0.35),
    "calm": Expression(0.8, -0.5, 3.0, lid=0.45),
}
EFFORT_OPENING = {"whisper": 0.55, "shout": 1.6}
"""How far the mouth opens for a whisper and a shout, relative to talking."""


@dataclass(frozen=True)
class Look:
    """How one person looks; names are those of the prompt's attributes."""

    person: str
    skin: Colour
    hair: str
    clothes: str
    emotion: str
    blink_at_s: float

    def attributes(self, position: str) -> dict[str, str]:
        """The slots of the `first` or `second` person."""
        return {
            f"{position}_person": self.person, f"{position}_hair": self.hair,
            f"{position}_clothes": self.clothes, f"{position}_emotion": self.emotion,
        }  # fmt: skip


def random_look(rng: np.random.Generator, person: str, emotion: str) -> Look:
    return Look(
        person=person,
        skin=SKIN[rng.integers(len(SKIN))],
        hair=str(rng.choice(list(HAIR))),
        clothes=str(rng.choice(["red", "blue", "green", "yellow", "purple", "white"])),
        emotion=emotion,
        blink_at_s=float(rng.uniform(0.2, BLINK_EVERY_S)),
    )


def draw_face(
    canvas: Canvas,
    look: Look,
    mouth: np.ndarray,
    x: float,
    y: float,
    scale: float,
    bob: Track = 0.0,
    cap: bool = False,
    loudness: str = "medium",
) -> None:
    """Draws `look` with its face's middle at (x, y); `mouth` is `[F, 3]` open, wide, round; `bob` moves the head.

    A whisper goes behind a hand, a shout goes out in lines.
    """
    s, head = scale, y + np.broadcast_to(bob, canvas.times_s.shape)
    mouth = mouth * np.array([EFFORT_OPENING.get(loudness, 1.0), 1.0, 1.0])
    _draw_head(canvas, look, x, y, head, s, cap)
    _draw_eyes(canvas, look, x, head, s)
    _draw_mouth(canvas, look, mouth, x, head + 13 * s, s)
    if loudness == "whisper":
        _draw_cupped_hand(canvas, look, x + 17 * s, head + 17 * s, s)
    if loudness == "shout":
        _draw_shout(canvas, mouth[:, 0], x, head + 13 * s, s)


def _draw_head(canvas: Canvas, look: Look, x: float, y: float, head: np.ndarray, s: float, cap: bool) -> None:
    hair, clothes = HAIR[look.hair], COLOURS[look.clothes]
    drift = head - y
    canvas.box(x, y + 50 * s + drift * 0.5, 28 * s, 22 * s, 9 * s, clothes)
    canvas.box(x, y + 27 * s + drift * 0.7, 7 * s, 9 * s, 3, shade(look.skin, 0.88))
    if look.person == "woman":
        canvas.box(x, head + 6 * s, 27 * s, 32 * s, 12 * s, hair)
    if look.person == "child":
        for side in (-1, 1):
            canvas.ellipse(x + side * 24 * s, head - 12 * s, 7 * s, 7 * s, hair)
    canvas.ellipse(x, head, 23 * s, 27 * s, look.skin)
    canvas.box(x, head - 22 * s, (20 if look.person == "man" else 22) * s, 7 * s, 6 * s, hair)
    if cap:
        canvas.box(x, head - 23 * s, 23 * s, 7 * s, 6 * s, clothes)
        canvas.box(x + 14 * s, head - 17 * s, 18 * s, 2.4 * s, 2 * s, clothes)


def _draw_eyes(canvas: Canvas, look: Look, x: float, head: np.ndarray, s: float) -> None:
    closed = ((canvas.times_s - look.blink_at_s) % BLINK_EVERY_S) < BLINK_S
    face = EXPRESSIONS[look.emotion]
    lid, eye = np.where(closed, 0.15, face.lid), 4.6 * s * face.eye
    tilt, lift = face.brow_tilt * s, face.brow_lift * s
    for side in (-1, 1):
        ex, ey = x + side * 9 * s, head - 4 * s
        canvas.ellipse(ex, ey, eye, eye * lid, EYE_WHITE)
        canvas.ellipse(ex, ey + 0.5, 2.3 * s, 2.3 * s * lid, PUPIL)
        if face.lid < 0.6:
            canvas.line(ex - eye, ey - eye * lid, ex + eye, ey - eye * lid, 0.9 * s, shade(look.skin, 0.6))
        brow, colour = ey - 8.5 * s + lift, shade(HAIR[look.hair], 0.45)
        canvas.line(ex - side * 5 * s, brow - tilt * 0.8, ex + side * 5 * s, brow + tilt * 0.8, 1.9 * s, colour)
        if look.emotion == "happy":
            canvas.ellipse(x + side * 15 * s, head + 6 * s, 4 * s, 2.6 * s, (240, 130, 130), 0.6)
    if look.emotion == "sad":
        fall = (canvas.times_s * 25 % 25) * 0.3 * s
        canvas.ellipse(x - 10 * s, head + 4 * s + fall, 2.2 * s, 3.2 * s, (120, 190, 250), 0.9)


def _draw_mouth(canvas: Canvas, look: Look, mouth: np.ndarray, x: float, y: np.ndarray, s: float) -> None:
    face = EXPRESSIONS[look.emotion]
    opened, wide, rounded = mouth.T
    opened = face.gape + (1 - face.gape) * opened
    half_w = (6.0 + 3.5 * wide * (1 - face.gape) - 3.2 * rounded) * s
    half_h = (0.9 + 7.0 * opened) * s
    curl = face.mouth_curl * s
    if curl:
        for side in (-1, 1):
            corner = x + side * half_w * 0.9
            canvas.line(corner, y, corner + side * 3.4 * s, y - curl, 1.5 * s, shade(LIPS, 0.8))
    canvas.ellipse(x, y, half_w + 1.2 * s, half_h + 1.0 * s, LIPS)
    canvas.ellipse(x, y, half_w, half_h, INSIDE)
    teeth, seen = np.clip(half_h * 0.28 - 0.4, 0.01, 3), np.clip((opened - 0.3) * 4, 0, 1)
    canvas.box(x, y - half_h * 0.55, half_w * 0.62, teeth, np.minimum(teeth, 0.3), TEETH, seen)


def _draw_cupped_hand(canvas: Canvas, look: Look, x: float, y: np.ndarray, s: float) -> None:
    sleeve, outline = COLOURS[look.clothes], shade(look.skin, 0.6)
    canvas.line(x + 9 * s, y + 16 * s, x + 22 * s, y + 52 * s, 7 * s, shade(sleeve, 0.8))
    for grown, colour in ((1.2 * s, outline), (0.0, look.skin)):
        canvas.ellipse(x + 5 * s, y + 6 * s, 8 * s + grown, 10 * s + grown, colour)
        for finger in range(3):
            tip_y = y - (10 - 2.5 * finger) * s
            canvas.line(x + (1 + 4 * finger) * s, y + 2 * s, x + (-2 + 4 * finger) * s, tip_y, 2 * s + grown, colour)


def _draw_shout(canvas: Canvas, opened: np.ndarray, x: float, y: np.ndarray, s: float) -> None:
    loud = np.clip(opened * 2.0 - 0.2, 0, 1)
    for side in (-1, 1):
        for slope in (-0.5, 0.0, 0.5):
            start, end = 28 * s, 30 * s + 12 * s * loud
            canvas.line(
                x + side * start, y + slope * start, x + side * end, y + slope * end, 1.9 * s, (250, 200, 40), loud
            )
