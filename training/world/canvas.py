"""Anti-aliased shapes on a stack of frames, in tensor operations over all frames at once, on any device.

Every coordinate is in units of a 128x128 board, whatever the size in pixels; any coordinate may be one number or one
number per frame. A view moves over the board like a camera.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

import numpy as np
import torch

from ...engine.mini.text.camera import BOARD, MIDDLE, View
from . import shapes

PIXELS_AT_ONCE = {"cpu": 2**16, "cuda": 2**27}
"""Work on this many pixels at once: on a CPU what is computed should stay in its cache."""

Track = float | np.ndarray


def stacked(tracks: Sequence[Track]) -> np.ndarray:
    """float32 `[K, F]`, or `[K, 1]` when nothing changes over time."""
    rows = [np.asarray(track, np.float32).reshape(-1) for track in tracks]
    return np.stack(np.broadcast_arrays(*rows))


class Canvas:
    """`frames` is float32 `[F, 3, size, size]`, 0..255; `times_s` are the instants of the frames in seconds."""

    def __init__(
        self,
        times_s: np.ndarray,
        size: int,
        background: tuple[float, float, float],
        *,
        view: View | None = None,
        device: torch.device | str = "cpu",
    ) -> None:
        self.times_s, self.size, self.unit, self.view = times_s, size, size / BOARD, view
        self.device = torch.device(device)
        self.frames = torch.empty((len(times_s), 3, size, size), device=self.device)
        self.frames[:] = self._colour(background)
        self._centres = (torch.arange(size, device=self.device) + 0.5) / self.unit - 0.5

    def between(self, first_s: float, last_s: float) -> Canvas:
        """The same canvas restricted to the frames in `first_s..last_s`: shapes that are seen briefly cost little."""
        start, stop = np.searchsorted(self.times_s, (first_s, last_s))
        return self._part(slice(start, max(start, stop)))

    def ellipse(self, x: Track, y: Track, rx: Track, ry: Track, colour, opacity: Track = 1.0) -> None:
        rx, ry = np.maximum(rx, 1e-3), np.maximum(ry, 1e-3)
        self._draw(shapes.ellipse, (x, y, rx, ry), _around(x, y, rx, ry), colour, opacity)

    def ring(self, x: Track, y: Track, rx: Track, ry: Track, half_width: Track, colour, opacity: Track = 1.0) -> None:
        rx, ry = np.maximum(rx, 1e-3), np.maximum(ry, 1e-3)
        bounds = _around(x, y, np.add(rx, half_width), np.add(ry, half_width))
        self._draw(shapes.ring, (x, y, rx, ry, half_width), bounds, colour, opacity)

    def box(
        self, x: Track, y: Track, half_w: Track, half_h: Track, round_: Track, colour, opacity: Track = 1.0
    ) -> None:
        self._draw(shapes.box, (x, y, half_w, half_h, round_), _around(x, y, half_w, half_h), colour, opacity)

    def line(self, x1: Track, y1: Track, x2: Track, y2: Track, half_width: Track, colour, opacity: Track = 1.0) -> None:
        bounds = (
            np.minimum(x1, x2) - half_width,
            np.maximum(x1, x2) + half_width,
            np.minimum(y1, y2) - half_width,
            np.maximum(y1, y2) + half_width,
        )
        self._draw(shapes.line, (x1, y1, x2, y2, half_width), bounds, colour, opacity)

    def polygon(self, corners: Sequence[tuple[Track, Track]], colour, opacity: Track = 1.0) -> None:
        """A convex polygon from its (x, y) corners in order."""
        x, y = stacked([corner[0] for corner in corners]), stacked([corner[1] for corner in corners])
        tracks = [track for corner in corners for track in corner]
        self._draw(shapes.polygon, tracks, (x.min(0), x.max(0), y.min(0), y.max(0)), colour, opacity)

    def gradient(self, top, bottom) -> None:
        """Fills the picture from the colour `top` to the colour `bottom`; it stays still when the view moves."""
        share = torch.linspace(0, 1, self.size, device=self.device).view(1, 1, -1, 1)
        self.frames[:] = self._colour(top) * (1 - share) + self._colour(bottom) * share

    def pixels(self) -> torch.Tensor:
        """uint8 `[F, size, size, 3]` on the canvas's device."""
        return self.frames.add(0.5).clamp_(0, 255).to(torch.uint8).permute(0, 2, 3, 1).contiguous()

    def finished(self) -> np.ndarray:
        """uint8 `[F, size, size, 3]`."""
        return self.pixels().cpu().numpy()

    def _part(self, frames: slice) -> Canvas:
        part = copy.copy(self)
        part.times_s, part.frames = self.times_s[frames], self.frames[frames]
        part.view = self.view and self.view.part(frames)
        return part

    def _colour(self, colour) -> torch.Tensor:
        return torch.tensor([float(channel) for channel in colour], device=self.device).view(1, 3, 1, 1)

    def _draw(self, distance: shapes.Distance, tracks: Sequence[Track], bounds, colour, opacity: Track) -> None:
        """Paints the shape into every frame, a few frames at a time when it is large."""
        count = len(self.times_s)
        if not count:
            return
        numbers = stacked([*tracks, opacity])
        limits, changing = stacked(bounds), numbers.shape[1] > 1 or self.view is not None
        where = self._window(limits)
        if where is None or not numbers[-1].any():
            return
        area = (where[0].stop - where[0].start) * (where[1].stop - where[1].start)
        at_once = max(1, PIXELS_AT_ONCE.get(self.device.type, 2**27) // area)
        if at_once >= count or not changing:
            return self._paint(distance, numbers, where, self._colour(colour))
        for start in range(0, count, at_once):
            frames = slice(start, start + at_once)
            part, cut = self._part(frames), slice(None) if numbers.shape[1] == 1 else frames
            where = part._window(limits[:, frames] if limits.shape[1] > 1 else limits)
            if where is not None:
                part._paint(distance, numbers[:, cut], where, self._colour(colour))

    def _window(self, limits: np.ndarray) -> tuple[slice, slice] | None:
        """Rows and columns that a shape can touch in any frame; None when it is out of sight."""
        left, right, top, bottom = limits + 0.5 if self.view is None else self._seen(limits)
        x0, x1 = int(max(0, left.min() * self.unit - 2)), int(min(self.size, right.max() * self.unit + 3))
        y0, y1 = int(max(0, top.min() * self.unit - 2)), int(min(self.size, bottom.max() * self.unit + 3))
        return None if x1 <= x0 or y1 <= y0 else (slice(y0, y1), slice(x0, x1))

    def _seen(self, limits: np.ndarray) -> np.ndarray:
        """Left, right, top and bottom `[4, F]` of a shape as the view shows it."""
        middle = np.stack([self.view.x, self.view.x, self.view.y, self.view.y])
        return (limits - middle) * self.view.zoom + BOARD / 2

    def _grid(self, where: tuple[slice, slice]) -> tuple[torch.Tensor, torch.Tensor]:
        """Board coordinates of the pixels in a window: x `[F or 1, 1, W]`, y `[F or 1, H, 1]`."""
        px, py = self._centres[where[1]].view(1, 1, -1), self._centres[where[0]].view(1, -1, 1)
        if self.view is None:
            return px, py
        x, y, zoom = self._tensor(np.stack([self.view.x, self.view.y, self.view.zoom]))
        return x + (px - MIDDLE) / zoom, y + (py - MIDDLE) / zoom

    def _tensor(self, rows: np.ndarray) -> torch.Tensor:
        """`[K, F]` -> `[K, F, 1, 1]` on the device, ready to broadcast over frames."""
        return torch.from_numpy(np.ascontiguousarray(rows, np.float32)).to(self.device)[..., None, None]

    def _paint(self, distance: shapes.Distance, numbers: np.ndarray, where: tuple[slice, slice], colour) -> None:
        *tracks, opacity = self._tensor(numbers)
        pixels = self.unit if self.view is None else self._tensor(self.view.zoom[None])[0] * self.unit
        cover = distance(*self._grid(where), *tracks).mul_(-pixels).add_(0.5).clamp_(0, 1)
        if not (numbers[-1] == 1).all():
            cover = cover * opacity
        self.frames[:, :, where[0], where[1]].lerp_(colour, cover[:, None])


def _around(x: Track, y: Track, half_w: Track, half_h: Track):
    return np.subtract(x, half_w), np.add(x, half_w), np.subtract(y, half_h), np.add(y, half_h)
