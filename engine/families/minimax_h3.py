"""MiniMax H3: sizes and lengths.

A clip is some groups of 17 frames, each of which becomes 5 picture latents, and 5 frames more, which become 2. Sound
has 40 latents per second, 800 samples each at 32 kHz. Both streams are counted from 0 to their ends, 5/3 sound latents
per frame (ComfyUI: comfy_extras/nodes_minimax_h3.py, comfy/ldm/minimax/model.py); they end together at 39, 90, 141, ...
frames. At every other length ComfyUI's rounding makes the sound 8.33 ms too long or too short.
"""

from __future__ import annotations

from fractions import Fraction

from ..canvas import CanvasError
from .canvas import FamilyCanvas, SoundGrid
from .faults import SizeRule, fixed_rate_faults, latent_fault, length_faults, one_stage_faults
from .frame_grid import FrameGrid
from .request import ClipRequest

NAME = "MiniMax H3"
CHANNELS = 24
PIXELS_PER_LATENT = 16
REST_FRAMES, REST_LATENTS = 5, 2
GROUP_FRAMES, GROUP_LATENTS = 17, 5
FRAME_RATE = Fraction(24)
SOUND = SoundGrid(latent_s=Fraction(1, 40), first_latent_s=Fraction(1, 40))

GRID = FrameGrid(REST_FRAMES, GROUP_FRAMES, 3600)
"""3600 frames are the most that ComfyUI's nodes make."""
TRAINED_FRAMES = (124, 362)
SIZES = SizeRule(NAME, 32, 32, 4096)
"""ComfyUI's nodes draw multiples of 32 from 32 up; 4096 is twice what the hosted model draws."""
NATIVE_SHORT_EDGE, NATIVE_AREA = 768, 768 * 1344
SIZE = (1344, 768)


def clean_grid() -> FrameGrid:
    """39, 90, 141, ... frames."""
    grid = GRID.where(0, SOUND.frames_between_meetings(FRAME_RATE))
    assert grid is not None
    return grid


def h3_canvas(request: ClipRequest) -> FamilyCanvas:
    """The clip nearest to `request`. Raises CanvasError with every fault of the request."""
    width, height = request.width or SIZE[0], request.height or SIZE[1]
    faults = length_faults(NAME, request.seconds, GRID, FRAME_RATE)
    faults += SIZES.faults("width", width) + SIZES.faults("height", height)
    faults += fixed_rate_faults(NAME, request.frame_rate, FRAME_RATE) + one_stage_faults(NAME, request)
    if faults:
        raise CanvasError("; ".join(faults))
    grid = clean_grid() if request.clean_grid else GRID
    return _canvas(width, height, grid.nearest(Fraction(request.seconds) * FRAME_RATE))


def h3_canvas_of(video_shape: tuple[int, ...]) -> FamilyCanvas:
    """The clip that a picture latent `[1, 24, 5k+2, H, W]` holds, of any length. Raises CanvasError for any other."""
    shape = tuple(video_shape)
    fits = len(shape) == 5 and shape[:2] == (1, CHANNELS) and min(shape) >= 1
    if not fits or shape[2] < REST_LATENTS or (shape[2] - REST_LATENTS) % GROUP_LATENTS:
        raise CanvasError(latent_fault(NAME, f"[1, {CHANNELS}, 5k+2, height, width]", shape))
    groups = (shape[2] - REST_LATENTS) // GROUP_LATENTS
    height, width = (side * PIXELS_PER_LATENT for side in shape[3:])
    return _canvas(width, height, REST_FRAMES + groups * GROUP_FRAMES)


def native_notes(canvas: FamilyCanvas) -> tuple[str, ...]:
    """Sentences about a clip that can be made but is unlike what the model was trained on."""
    notes = []
    fewest, most = TRAINED_FRAMES
    if not fewest <= canvas.frames <= most:
        span = f"{float(fewest / FRAME_RATE):.2f} to {float(most / FRAME_RATE):.2f} s"
        notes.append(f"{NAME} was trained on {span}, this clip lasts {float(canvas.duration_s):.2f} s.")
    if min(canvas.width, canvas.height) != NATIVE_SHORT_EDGE or canvas.width * canvas.height > NATIVE_AREA:
        notes.append(
            f"{NAME} is made for {NATIVE_SHORT_EDGE} pixels on the short side and {SIZE[0]}x{SIZE[1]} in all, "
            f"this clip has {canvas.width}x{canvas.height}."
        )
    return tuple(notes)


def _canvas(width: int, height: int, frames: int) -> FamilyCanvas:
    latents = REST_LATENTS + (frames - REST_FRAMES) // GROUP_FRAMES * GROUP_LATENTS
    shape = (1, CHANNELS, latents, height // PIXELS_PER_LATENT, width // PIXELS_PER_LATENT)
    return FamilyCanvas(width, height, frames, FRAME_RATE, shape, SOUND)
