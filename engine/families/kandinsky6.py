"""Kandinsky 6: sizes and lengths, as its ComfyUI nodes have them (Comfy-Org/ComfyUI pull request 16825, and the pack).

Numbers from comfy/ldm/kandinsky6/core_contract.py of that pull request (`GENERATION_DEFAULTS`, `LATENT_DEFAULTS`) and
the limits of `Kandinsky6EmptyLatent`. A sound latent is 1024 samples at 44.1 kHz. A frame lasts 3675/2048 of it and a
clip has an odd number of frames, so picture and sound never end together; the nodes round the sound up.
"""

from __future__ import annotations

from fractions import Fraction

from ..canvas import CanvasError
from .canvas import FamilyCanvas, SoundGrid
from .faults import SizeRule, fixed_rate_faults, latent_fault, length_faults, one_stage_faults
from .frame_grid import FrameGrid
from .request import ClipRequest

NAME = "Kandinsky 6"
CHANNELS = 16
PIXELS_PER_LATENT = 8
FRAMES_PER_LATENT = 4
FRAME_RATE = Fraction(24)
SOUND = SoundGrid(latent_s=Fraction(1024, 44100), first_latent_s=Fraction(1024, 44100))

GRID = FrameGrid(5, FRAMES_PER_LATENT, 1001)
"""The nodes begin at 1 frame, which is a still, and end at 1001."""
NATIVE_FRAMES, NATIVE_AREA = 121, 864 * 480
SIZES = SizeRule(NAME, 16, 256, 2048)
SIZE = (864, 480)


def k6_canvas(request: ClipRequest) -> FamilyCanvas:
    """The clip nearest to `request`; there is no clean grid. Raises CanvasError with every fault of the request."""
    width, height = request.width or SIZE[0], request.height or SIZE[1]
    faults = length_faults(NAME, request.seconds, GRID, FRAME_RATE)
    faults += SIZES.faults("width", width) + SIZES.faults("height", height)
    faults += fixed_rate_faults(NAME, request.frame_rate, FRAME_RATE) + one_stage_faults(NAME, request)
    if faults:
        raise CanvasError("; ".join(faults))
    return _canvas(width, height, GRID.nearest(Fraction(request.seconds) * FRAME_RATE))


def k6_canvas_of(video_shape: tuple[int, ...]) -> FamilyCanvas:
    """The clip that a picture latent `[1, 16, T, H, W]` holds, its reference tail removed. Raises CanvasError."""
    shape = tuple(video_shape)
    if len(shape) != 5 or shape[:2] != (1, CHANNELS) or min(shape) < 1:
        raise CanvasError(latent_fault(NAME, f"[1, {CHANNELS}, time, height, width]", shape))
    height, width = (side * PIXELS_PER_LATENT for side in shape[3:])
    return _canvas(width, height, (shape[2] - 1) * FRAMES_PER_LATENT + 1)


def native_notes(canvas: FamilyCanvas) -> tuple[str, ...]:
    """Sentences about a clip that can be made but is unlike what the model is made for."""
    notes = []
    if canvas.frames > NATIVE_FRAMES:
        notes.append(f"{NAME} is made for 5 s, this clip lasts {float(canvas.duration_s):.2f} s.")
    if canvas.width * canvas.height > NATIVE_AREA:
        notes.append(f"{NAME} is made for {SIZE[0]}x{SIZE[1]} in all, this clip has {canvas.width}x{canvas.height}.")
    return tuple(notes)


def _canvas(width: int, height: int, frames: int) -> FamilyCanvas:
    latents = (frames - 1) // FRAMES_PER_LATENT + 1
    shape = (1, CHANNELS, latents, height // PIXELS_PER_LATENT, width // PIXELS_PER_LATENT)
    return FamilyCanvas(width, height, frames, FRAME_RATE, shape, SOUND)
