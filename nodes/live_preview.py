"""Progress and a moving preview of a clip while it is sampled, by our nodes or by core's."""

from __future__ import annotations

import base64
import io
import math
import time

import comfy.utils
import torch
from comfy_execution.utils import get_executing_context
from PIL import Image

from ..engine.latents import AVLatent
from ..model_loader.latent_preview import LatentPreview
from ..model_loader.step_watch import StartWatch
from ..model_loader.take import OnStep

EVENT = "tandem.preview"
COLUMNS = 8
JPEG_QUALITY = 85
LEAST_INTERVAL_S = 0.2
"""A preview takes a few milliseconds; more than five in a second are not seen."""


class MovingPictures:
    """The clip on one node of the page, by `web/js/preview.js`: its first, its last and some of the steps between."""

    def __init__(self, node_id: str | None, preview_map: LatentPreview) -> None:
        self.node_id, self.preview_map = node_id, preview_map
        self.last_sent_s = -math.inf

    def show(self, step: int, steps: int, clean: AVLatent) -> None:
        """One step of a take is done."""
        now = time.monotonic()
        if now - self.last_sent_s >= LEAST_INTERVAL_S or step == steps:
            self.last_sent_s = now
            send(self.node_id, self.preview_map, clean)


class LivePreview:
    """Shows the steps of one of our own nodes: the moving pictures, and the progress that core's samplers show too."""

    def __init__(self, node_id: str | None, preview_map: LatentPreview, total_steps: int) -> None:
        self.pictures = MovingPictures(node_id, preview_map)
        self.bar = comfy.utils.ProgressBar(total_steps, node_id=node_id)
        self.total_steps = total_steps
        self.done_before = 0

    def show(self, step: int, steps: int, clean: AVLatent) -> None:
        """One step of a take is done. Raises ComfyUI's interrupt when the user pressed cancel."""
        self.pictures.show(step, steps, clean)
        self.bar.update_absolute(self.done_before + step, self.total_steps)

    def next_take(self, steps: int) -> None:
        """The following steps belong to another take of the same node."""
        self.done_before += steps


def pictures_of_running_node(preview_map: LatentPreview) -> StartWatch:
    """For samplers that are not ours: the moving pictures on whichever node runs one, where there is a page."""

    def start() -> OnStep | None:
        running = get_executing_context()
        if running is None or running_server() is None:
            return None
        return MovingPictures(running.node_id, preview_map).show

    return start


def running_server():
    """ComfyUI's server, or None where nodes are called without one."""
    from server import PromptServer

    return getattr(PromptServer, "instance", None)


def send(node_id: str | None, preview_map: LatentPreview, clean: AVLatent) -> None:
    """Sends the first clip of a batch to the page that asked for the run; nothing when there is no server."""
    server = running_server()
    if server is None or node_id is None:
        return
    server.send_sync(EVENT, message(node_id, preview_map, clean), server.client_id)


def message(node_id: str, preview_map: LatentPreview, clean: AVLatent) -> dict:
    """All frames as one sheet (JPEG in base64), and the level of every sound latent from 0 to 1."""
    frames = preview_map.frames(clean.video[0])
    return {
        "node": node_id,
        "sheet": "data:image/jpeg;base64," + base64.b64encode(jpeg(sheet(frames))).decode("ascii"),
        "columns": min(COLUMNS, len(frames)),
        "frames": len(frames),
        "frame_s": preview_map.frame_s,
        "levels": [round(float(level), 2) for level in preview_map.levels(clean.audio[0])],
    }


def sheet(frames: torch.Tensor) -> torch.Tensor:
    """uint8 `[T, H, W, 3]` -> one picture with `COLUMNS` frames in a row, the last row filled up with black."""
    columns = min(COLUMNS, len(frames))
    missing = -len(frames) % columns
    height, width = frames.shape[1:3]
    full = torch.cat([frames, frames.new_zeros(missing, height, width, 3)])
    rows = full.reshape(-1, columns, height, width, 3)
    return rows.permute(0, 2, 1, 3, 4).reshape(-1, columns * width, 3)


def jpeg(picture: torch.Tensor) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture.numpy()).save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return buffer.getvalue()
