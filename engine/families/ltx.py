"""LTX-2, 2.3 and 2.5: sizes and lengths.

The picture's autoencoder turns 1 frame into its first latent and 8 frames into every other one; sound has 25 latents
per second, the first of which decodes to 10 ms and every other one to 40 ms (ComfyUI: `target_shape_from_latents` in
comfy/ldm/lightricks/vae/audio_vae.py; symmetric_patchifier.py gives both streams the same causal time axis).

So the ends of the two decoded streams hardly ever coincide. What can coincide is where the last frame and the last
sound latent *begin*, at (frames - 1) / frame rate. These lengths are the clean grid: every 8k+1 at 25 and 50 frames per
second, 24k+1 at 24, 30 and 60, 48k+1 at 48. Two clean lengths differ by a whole number of latents in both streams.
"""

from __future__ import annotations

import math
from fractions import Fraction

from .. import clock
from ..canvas import CanvasError
from .canvas import FamilyCanvas, SoundGrid
from .faults import SizeRule, latent_fault, length_faults
from .frame_grid import FrameGrid
from .request import ClipRequest

NAME = "LTX-2"
CHANNELS = 128
PIXELS_PER_LATENT = 32
FRAMES_PER_LATENT = 8
SOUND = SoundGrid(latent_s=Fraction(1, 25), first_latent_s=Fraction(1, 100), meets_at_start=True)

FRAME_RATE = Fraction(25)
"""The rate at which every length is clean and a frame is as long as a sound latent; 24, 48 and 50 are official too."""
MIN_FRAME_RATE, MAX_FRAME_RATE = Fraction(1), Fraction(120)
"""Below 1 the shortest clip would not fit into 20 s; 120 is the highest broadcast rate."""

SHORTEST_FRAMES = 9
"""Two picture latents: one alone is a still."""
LONGEST_S = 20
"""The position embedding of both streams spans 20 s (av_model.py: `positional_embedding_max_pos`)."""
SMALLEST, LARGEST = 64, 4096
"""ComfyUI's EmptyLTXVLatentVideo begins at 64; the model is made for up to 4K."""

SIZE = (768, 512)
"""ComfyUI's EmptyLTXVLatentVideo."""
TWO_STAGE_SIZE = (1280, 704)
"""What the official templates make of their 1280x720: half of 720 is no multiple of 32."""


def frame_grid(frame_rate: Fraction) -> FrameGrid:
    return FrameGrid(SHORTEST_FRAMES, FRAMES_PER_LATENT, math.floor(LONGEST_S * frame_rate) + 1)


def clean_grid(frame_rate: Fraction) -> FrameGrid | None:
    """The lengths at which picture and sound meet; None where the first one is longer than 20 s, as at 23.976."""
    return frame_grid(frame_rate).where(1, SOUND.frames_between_meetings(frame_rate))


def size_rule(two_stage: bool) -> SizeRule:
    """With two stages the first runs at half the size, so the final size is a multiple of 64."""
    stages = 2 if two_stage else 1
    return SizeRule(NAME, stages * PIXELS_PER_LATENT, stages * SMALLEST, LARGEST)


def ltx_canvas(request: ClipRequest) -> FamilyCanvas:
    """The clip nearest to `request`. Raises CanvasError with every fault of the request."""
    own_width, own_height = TWO_STAGE_SIZE if request.two_stage else SIZE
    width, height = request.width or own_width, request.height or own_height
    frame_rate, faults = _frame_rate(request.frame_rate)
    faults += length_faults(NAME, request.seconds, frame_grid(frame_rate), frame_rate)
    faults += size_rule(request.two_stage).faults("width", width)
    faults += size_rule(request.two_stage).faults("height", height)
    if faults:
        raise CanvasError("; ".join(faults))
    grid = (clean_grid(frame_rate) if request.clean_grid else None) or frame_grid(frame_rate)
    return _canvas(width, height, grid.nearest(Fraction(request.seconds) * frame_rate), frame_rate)


def first_stage(canvas: FamilyCanvas) -> FamilyCanvas:
    """The clip at half its size, which a two-stage sampling begins with.

    Raises CanvasError for a size that is no multiple of 64.
    """
    rule = size_rule(two_stage=True)
    faults = [*rule.faults("width", canvas.width), *rule.faults("height", canvas.height)]
    if faults:
        raise CanvasError("; ".join(faults))
    return _canvas(canvas.width // 2, canvas.height // 2, canvas.frames, canvas.frame_rate)


def ltx_canvas_of(video_shape: tuple[int, ...], frame_rate: Fraction) -> FamilyCanvas:
    """The clip that a picture latent `[B, 128, T, H, W]` holds, of any length. Raises CanvasError for any other."""
    shape = tuple(video_shape)
    if len(shape) != 5 or shape[1] != CHANNELS or min(shape) < 1:
        raise CanvasError(latent_fault(NAME, f"[batch, {CHANNELS}, time, height, width]", shape))
    height, width = (side * PIXELS_PER_LATENT for side in shape[3:])
    return _canvas(width, height, (shape[2] - 1) * FRAMES_PER_LATENT + 1, frame_rate)


def _frame_rate(typed: float) -> tuple[Fraction, list[str]]:
    """The exact rate, or the family's own together with what is wrong with `typed`."""
    if typed == 0:
        return FRAME_RATE, []
    try:
        asked = clock.exact_rate(typed)
    except clock.ClockError as fault:
        return FRAME_RATE, [str(fault)]
    if MIN_FRAME_RATE <= asked <= MAX_FRAME_RATE:
        return asked, []
    nearest = min(max(asked, MIN_FRAME_RATE), MAX_FRAME_RATE)
    legal = f"{MIN_FRAME_RATE} to {MAX_FRAME_RATE} frames per second"
    return FRAME_RATE, [f"frame_rate: {NAME} takes {legal}, got {typed:g}; nearest legal value {nearest}"]


def _canvas(width: int, height: int, frames: int, frame_rate: Fraction) -> FamilyCanvas:
    latents = (frames - 1) // FRAMES_PER_LATENT + 1
    shape = (1, CHANNELS, latents, height // PIXELS_PER_LATENT, width // PIXELS_PER_LATENT)
    return FamilyCanvas(width, height, frames, frame_rate, shape, SOUND)
