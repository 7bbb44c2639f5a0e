"""tandem-mini in the words of the other families. Its own geometry stays in `engine/canvas.py`."""

from __future__ import annotations

from ..canvas import Canvas, CanvasError, canvas_of, mini_canvas
from ..mini import geometry
from .canvas import FamilyCanvas, SoundGrid
from .faults import SizeRule, fixed_rate_faults, one_stage_faults
from .request import ClipRequest

NAME = "tandem-mini"
SIZES = SizeRule(NAME, geometry.PICTURE_SIZE, geometry.PICTURE_SIZE, geometry.PICTURE_SIZE)
"""One size."""
SOUND = SoundGrid(latent_s=geometry.AUDIO_LATENT_SECONDS, first_latent_s=geometry.AUDIO_LATENT_SECONDS)


def family_canvas(request: ClipRequest) -> FamilyCanvas:
    """The clip nearest to `request`; every length is clean. Raises CanvasError with every fault of the request."""
    faults = fixed_rate_faults(NAME, request.frame_rate, geometry.FRAME_RATE) + one_stage_faults(NAME, request)
    size = geometry.PICTURE_SIZE
    try:
        canvas = mini_canvas(request.seconds, request.width or size, request.height or size)
    except CanvasError as fault:
        raise CanvasError("; ".join([str(fault), *faults])) from fault
    if faults:
        raise CanvasError("; ".join(faults))
    return _family_canvas(canvas)


def family_canvas_of(video_shape: tuple[int, ...]) -> FamilyCanvas:
    """The clip that a picture latent `[B, 64, T, 8, 8]` holds. Raises CanvasError for another model's."""
    return _family_canvas(canvas_of(video_shape))


def _family_canvas(canvas: Canvas) -> FamilyCanvas:
    return FamilyCanvas(canvas.width, canvas.height, canvas.frames, canvas.frame_rate, canvas.video_shape(), SOUND)
