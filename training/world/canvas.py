"""Anti-aliased shapes on a stack of frames, by signed distance (Quilez, "2D distance functions").

Every coordinate is in units of a 128x128 board, whatever the size in pixels; any coordinate may be one number or one
number per frame.
"""

from __future__ import annotations

import copy

import numpy as np

BOARD = 128
Track = float | np.ndarray


def per_frame(value: Track) -> np.ndarray:
    """`[F, 1, 1]` or `[1, 1, 1]` float32, ready to broadcast over a frame."""
    return np.asarray(value, np.float32).reshape(-1, 1, 1)


class Canvas:
    """`frames` is float32 `[F, size, size, 3]`, 0..255; `times_s` are the instants of the frames in seconds."""

    def __init__(self, times_s: np.ndarray, size: int, background: tuple[float, float, float]) -> None:
        self.times_s, self.size, self.unit = times_s, size, size / BOARD
        self.frames = np.empty((len(times_s), size, size, 3), np.float32)
        self.frames[:] = np.asarray(background, np.float32)

    def between(self, first_s: float, last_s: float) -> Canvas:
        """The same canvas restricted to the frames in `first_s..last_s`: shapes that are seen briefly cost little."""
        start, stop = np.searchsorted(self.times_s, (first_s, last_s))
        part = copy.copy(self)
        part.times_s, part.frames = self.times_s[start:stop], self.frames[start:stop]
        return part

    def _window(self, left: Track, right: Track, top: Track, bottom: Track):
        """The pixels that a shape can touch in any frame, and their board coordinates; None when it is out of sight."""
        if not len(self.times_s):
            return None
        x0, x1 = int(max(0, np.min(left) * self.unit - 2)), int(min(self.size, np.max(right) * self.unit + 3))
        y0, y1 = int(max(0, np.min(top) * self.unit - 2)), int(min(self.size, np.max(bottom) * self.unit + 3))
        if x1 <= x0 or y1 <= y0:
            return None
        x = (np.arange(x0, x1, dtype=np.float32)[None, None, :] + 0.5) / self.unit - 0.5
        y = (np.arange(y0, y1, dtype=np.float32)[None, :, None] + 0.5) / self.unit - 0.5
        return (slice(y0, y1), slice(x0, x1)), x, y

    def _paint(self, where, distance: np.ndarray, colour, opacity: Track) -> None:
        cover = np.clip(0.5 - distance * self.unit, 0, 1) * per_frame(opacity)
        view = self.frames[:, where[0], where[1]]
        view += (np.asarray(colour, np.float32) - view) * cover[..., None]

    def ellipse(self, x: Track, y: Track, rx: Track, ry: Track, colour, opacity: Track = 1.0) -> None:
        window = self._window(np.subtract(x, rx), np.add(x, rx), np.subtract(y, ry), np.add(y, ry))
        if window is None:
            return
        where, px, py = window
        x, y, rx, ry = map(per_frame, (x, y, rx, ry))
        dx, dy = (px - x) / rx, (py - y) / ry
        radius = np.sqrt(dx * dx + dy * dy) + 1e-6
        slope = np.sqrt((dx / rx) ** 2 + (dy / ry) ** 2) / radius + 1e-6
        self._paint(where, np.minimum((radius - 1) / slope, 30), colour, opacity)

    def box(
        self, x: Track, y: Track, half_w: Track, half_h: Track, round_: float, colour, opacity: Track = 1.0
    ) -> None:
        window = self._window(np.subtract(x, half_w), np.add(x, half_w), np.subtract(y, half_h), np.add(y, half_h))
        if window is None:
            return
        where, px, py = window
        x, y, half_w, half_h = map(per_frame, (x, y, half_w, half_h))
        qx, qy = np.abs(px - x) - half_w + round_, np.abs(py - y) - half_h + round_
        outside = np.sqrt(np.maximum(qx, 0) ** 2 + np.maximum(qy, 0) ** 2)
        self._paint(where, outside + np.minimum(np.maximum(qx, qy), 0) - round_, colour, opacity)

    def line(self, x1: Track, y1: Track, x2: Track, y2: Track, width: float, colour, opacity: Track = 1.0) -> None:
        window = self._window(
            np.minimum(x1, x2) - width,
            np.maximum(x1, x2) + width,
            np.minimum(y1, y2) - width,
            np.maximum(y1, y2) + width,
        )
        if window is None:
            return
        where, px, py = window
        x1, y1, x2, y2 = map(per_frame, (x1, y1, x2, y2))
        ax, ay, bx, by = px - x1, py - y1, x2 - x1, y2 - y1
        along = np.clip((ax * bx + ay * by) / (bx * bx + by * by + 1e-6), 0, 1)
        self._paint(where, np.sqrt((ax - bx * along) ** 2 + (ay - by * along) ** 2) - width, colour, opacity)

    def triangle(self, corners: np.ndarray, colour, opacity: Track = 1.0) -> None:
        """`corners` is `[F or 1, 3, 2]`."""
        corners = np.asarray(corners, np.float32).reshape(-1, 3, 2)
        if not len(corners):
            return
        x, y = corners[..., 0], corners[..., 1]
        window = self._window(x.min(), x.max(), y.min(), y.max())
        if window is None:
            return
        where, px, py = window
        winding = np.sign((x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) - (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0]))
        distance: np.ndarray | float = -1e3
        for i in range(3):
            ex, ey = x[:, (i + 1) % 3] - x[:, i], y[:, (i + 1) % 3] - y[:, i]
            length = np.sqrt(ex**2 + ey**2) + 1e-6
            side = per_frame(winding * ex / length) * (py - per_frame(y[:, i]))
            side = side - per_frame(winding * ey / length) * (px - per_frame(x[:, i]))
            distance = np.maximum(distance, -side)
        self._paint(where, distance, colour, opacity)

    def finished(self) -> np.ndarray:
        """uint8 `[F, size, size, 3]`."""
        return np.clip(self.frames + 0.5, 0, 255).astype(np.uint8)
