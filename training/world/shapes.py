"""Signed distances to plain shapes (Quilez, "2D distance functions"), negative inside, in units of the board.

`px` `[F or 1, 1, W]` and `py` `[F or 1, H, 1]` are the coordinates of the pixels; every track is `[F or 1, 1, 1]`; the
result is `[F or 1, H, W]`.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

Distance = Callable[..., Tensor]
SMALLEST = 1e-12


def ellipse(px: Tensor, py: Tensor, x: Tensor, y: Tensor, rx: Tensor, ry: Tensor) -> Tensor:
    """The implicit function over the length of its gradient: exact for circles, close to the edge of any ellipse."""
    dx, dy = ((px - x) / rx) ** 2, ((py - y) / ry) ** 2
    radius = (dx + dy).add_(SMALLEST).sqrt_()
    slope = (dx / rx**2 + dy / ry**2).add_(SMALLEST).rsqrt_()
    return slope.mul_(radius).mul_(radius.sub_(1))


def ring(px: Tensor, py: Tensor, x: Tensor, y: Tensor, rx: Tensor, ry: Tensor, half_width: Tensor) -> Tensor:
    """The outline of an ellipse, `2 * half_width` thick."""
    return ellipse(px, py, x, y, rx, ry).abs_().sub_(half_width)


def box(px: Tensor, py: Tensor, x: Tensor, y: Tensor, half_w: Tensor, half_h: Tensor, round_: Tensor) -> Tensor:
    """A box with corners rounded by `round_`."""
    qx, qy = (px - x).abs_() - (half_w - round_), (py - y).abs_() - (half_h - round_)
    outside = (qx.clamp(min=0) ** 2 + qy.clamp(min=0) ** 2).sqrt_()
    return outside.add_(torch.maximum(qx, qy).clamp_(max=0)).sub_(round_)


def line(px: Tensor, py: Tensor, x1: Tensor, y1: Tensor, x2: Tensor, y2: Tensor, half_width: Tensor) -> Tensor:
    """A line with round ends."""
    ax, ay, bx, by = px - x1, py - y1, x2 - x1, y2 - y1
    scale = 1 / (bx * bx + by * by + 1e-6)
    along = (ax * (bx * scale) + ay * (by * scale)).clamp_(0, 1)
    across = (ax - bx * along).square_()
    return across.add_((ay - by * along).square_()).sqrt_().sub_(half_width)


def polygon(px: Tensor, py: Tensor, *corners: Tensor) -> Tensor:
    """A convex polygon: `x1, y1, x2, y2, ...` in either winding. The distance to the farthest edge's half-plane."""
    x, y = corners[0::2], corners[1::2]
    after = [*range(1, len(x)), 0]
    area = sum(x[i] * y[j] - x[j] * y[i] for i, j in enumerate(after))
    winding, distance = torch.sign(area), None
    for i, j in enumerate(after):
        ex, ey = x[j] - x[i], y[j] - y[i]
        length = winding / (torch.sqrt(ex**2 + ey**2) + 1e-6)
        side = (ey * length) * (px - x[i]) - (ex * length) * (py - y[i])
        distance = side if distance is None else torch.maximum(distance, side)
    return distance
