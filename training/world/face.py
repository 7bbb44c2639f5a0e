"""A cartoon face: hair, eyes that blink, brows for the emotion, and a mouth that follows three curves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .canvas import Canvas, Track
from .palette import COLOURS, HAIR, SKIN, Colour, shade

EYE_WHITE, PUPIL, LIPS, INSIDE, TEETH = (250, 250, 250), (30, 30, 40), (170, 60, 60), (90, 20, 30), (250, 250, 245)
BROW_TILT = {"neutral": 0.0, "happy": 0.8, "sad": 2.8, "angry": -3.6}
BROW_LIFT = {"neutral": 0.0, "happy": -3.0, "sad": 0.0, "angry": 1.8}
MOUTH_CURL = {"neutral": 0.0, "happy": 3.0, "sad": -3.0, "angry": -1.2}
BLINK_EVERY_S, BLINK_S = 2.2, 0.12


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
    canvas: Canvas, look: Look, mouth: np.ndarray, x: float, y: float, scale: float, bob: Track = 0.0, cap: bool = False
) -> None:
    """Draws `look` with its face's middle at (x, y); `mouth` is `[F, 3]` open, wide, round; `bob` moves the head."""
    s, head = scale, y + np.broadcast_to(bob, canvas.times_s.shape)
    _draw_head(canvas, look, x, y, head, s, cap)
    _draw_eyes(canvas, look, x, head, s)
    _draw_mouth(canvas, look, mouth, x, head + 13 * s, s)


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
    lid = np.where(closed, 0.15, 0.75 if look.emotion == "sad" else 1.0)
    tilt, lift = BROW_TILT[look.emotion] * s, BROW_LIFT[look.emotion] * s
    for side in (-1, 1):
        ex, ey = x + side * 9 * s, head - 4 * s
        canvas.ellipse(ex, ey, 4.6 * s, 4.6 * s * lid, EYE_WHITE)
        canvas.ellipse(ex, ey + 0.5, 2.3 * s, 2.3 * s * lid, PUPIL)
        brow = ey - 8 * s + lift
        canvas.line(
            ex - side * 5 * s,
            brow - tilt * 0.8,
            ex + side * 5 * s,
            brow + tilt * 0.8,
            1.3 * s,
            shade(HAIR[look.hair], 0.6),
        )
        if look.emotion == "happy":
            canvas.ellipse(x + side * 15 * s, head + 6 * s, 4 * s, 2.6 * s, (240, 130, 130), 0.6)
    if look.emotion == "sad":
        fall = (canvas.times_s * 25 % 25) * 0.3 * s
        canvas.ellipse(x - 10 * s, head + 4 * s + fall, 1.7 * s, 2.7 * s, (120, 190, 250), 0.9)


def _draw_mouth(canvas: Canvas, look: Look, mouth: np.ndarray, x: float, y: np.ndarray, s: float) -> None:
    opened, wide, rounded = mouth.T
    half_w, half_h = (6.0 + 3.5 * wide - 3.2 * rounded) * s, (0.9 + 7.0 * opened) * s
    canvas.ellipse(x, y, half_w + 1.2 * s, half_h + 1.0 * s, LIPS)
    canvas.ellipse(x, y, half_w, half_h, INSIDE)
    canvas.box(
        x,
        y - half_h * 0.55,
        half_w * 0.62,
        np.clip(half_h * 0.28 - 0.4, 0.01, 3),
        0.3,
        TEETH,
        np.clip((opened - 0.3) * 4, 0, 1),
    )
    curl = MOUTH_CURL[look.emotion] * s
    if curl:
        for side in (-1, 1):
            canvas.line(x + side * half_w, y, x + side * (half_w + 2.6 * s), y - curl, 0.9 * s, (150, 60, 60))
