"""Does the camera stand still, come nearer or pass by as it was asked? Read from the motion of the whole picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.ndimage import affine_transform

from ....engine.mini.text.camera import CAMERAS
from ..asking import Wish, phrase
from ..exam import Exam, asked, mean
from ..report import Row

SCENES = ("piano", "drum", "door", "rain", "hammer", "fire", "clap", "ball")
"""Scenes with something in the picture that stays in its place, and without lines to say."""
SIZE = 64
ZOOMS = np.linspace(1.1, 1.45, 8)
SHIFTS = np.arange(4, 17)
RISES = (0.0, -1.0, -2.0)
"""Enlargement, and shifts in sixty-fourths of the picture, between two instants."""
PAIRS = ((0, -1), (1, -2), (0, -2), (1, -1))
CLEARLY = 0.8
"""A motion must explain the pictures so much better than none: things move before a camera that stands still, too."""
SHARE_OF_CEILING = 0.95


def camera_seen(sheet: np.ndarray) -> str:
    """Frames `[N, S, S, 3]` of a clip in order, S a multiple of 64 -> the camera whose motion explains best how the
    first ones become the last ones."""
    small = shrunk(sheet)
    total = {name: 0.0 for name in CAMERAS}
    for first, last in PAIRS:
        total["static"] += _difference(small[first], small[last])
        total["push_in"] += min(_zoomed(small[first], small[last], zoom, rise) for zoom in ZOOMS for rise in RISES)
        total["pan"] += min(_shifted(small[first], small[last], side * shift) for shift in SHIFTS for side in (-1, 1))
    moving = min(("push_in", "pan"), key=lambda name: total[name])
    return moving if total[moving] < CLEARLY * total["static"] else "static"


def shrunk(sheet: np.ndarray) -> np.ndarray:
    """`[N, S, S, 3]` -> brightness `[N, 64, 64]` in 0..255, averaged over squares of pixels."""
    factor = sheet.shape[1] // SIZE
    grey = np.asarray(sheet, np.float64).mean(axis=3)
    return grey.reshape(len(grey), SIZE, factor, SIZE, factor).mean(axis=(2, 4))


def _difference(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.abs(first - second).mean())


def _zoomed(first: np.ndarray, last: np.ndarray, zoom: float, rise: float) -> float:
    """The last picture against the first one enlarged around its middle."""
    middle = (SIZE - 1) / 2
    offset = middle - middle / zoom
    enlarged = affine_transform(first, [1 / zoom, 1 / zoom], [offset + rise, offset], order=1, mode="nearest")
    return _difference(enlarged, last)


def _shifted(first: np.ndarray, last: np.ndarray, shift: int) -> float:
    """The parts of both that meet when the camera has moved `shift` to the right."""
    if shift < 0:
        return _shifted(first[:, ::-1], last[:, ::-1], -shift)
    return _difference(first[:, shift:], last[:, :-shift])


def even_share(found: Sequence[str], truths: Sequence[str]) -> float:
    """Share that is right, every camera counting alike."""
    pairs = list(zip(found, truths, strict=True))
    return mean([mean([a == b for a, b in pairs if b == camera]) for camera in CAMERAS if camera in truths])


def camera_rows(exam: Exam) -> list[Row]:
    """Floor: what was asked of another clip. Ceiling: the real clips of all kinds."""
    wishes = [(SCENES[k % len(SCENES)], camera) for k in range(exam.scale.per_study) for camera in CAMERAS]
    prompts = [phrase(Wish(scene, {"camera": camera}), number) for number, (scene, camera) in enumerate(wishes)]
    made = exam.make([asked(exam.mini, prompt, 3200 + number) for number, prompt in enumerate(prompts)])
    seen = [camera_seen(o.sheet) for o in made]
    cameras = [camera for _, camera in wishes]
    ceiling = even_share([camera_seen(o.sheet) for o in exam.real], [c.attributes["camera"] for c in exam.clips])
    value, floor = even_share(seen, cameras), even_share(seen, cameras[1:] + cameras[:1])
    note = ", ".join(f"{c} {mean([a == c for a, b in zip(seen, cameras, strict=True) if b == c]):.2f}" for c in CAMERAS)
    return [Row("camera as asked", value, ceiling, floor, SHARE_OF_CEILING * ceiling, note=note)]
