"""A sheet of one clip, and the overview of all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from ...engine.media.pictures import INK, PAPER, contact_sheet, spectrogram
from ...engine.media.probe import Decoded
from ..captions import caption_font, wrapped

SHEET_COLUMNS, SHEET_TILE, SHEET_SOUND, LINE = 8, 96, 96, 20
COLUMNS, TILE, STRIP, LABEL, GAP = 5, 176, 36, 24, 8
MARGIN = 4


def sheet(prompt: str, clip: Decoded) -> Image.Image:
    """Eight frames with their times, the spectrogram with a time axis, the prompt: 768 pixels wide."""
    width = SHEET_COLUMNS * SHEET_TILE
    frames = contact_sheet(clip.frames, clip.frame_rate, SHEET_COLUMNS, 1, SHEET_TILE)
    duration_s = clip.samples.shape[-1] / clip.sample_rate_hz
    sound = spectrogram(clip.samples, clip.sample_rate_hz, SHEET_SOUND, round(width / duration_s))
    lines = wrapped(prompt, caption_font(), width - 2 * MARGIN)
    picture = Image.new("RGB", (width, frames.height + sound.height + MARGIN + LINE * len(lines)), PAPER)
    picture.paste(frames, (0, 0))
    picture.paste(sound.resize((width, sound.height)), (0, frames.height))
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((MARGIN, frames.height + sound.height + LINE * number), line, fill=INK, font=caption_font())
    return picture


def overview(clips: Sequence[tuple[str, Decoded]]) -> Image.Image:
    """A tile for every (caption, clip), five in a row: the frame in the middle, a strip of the sound, the caption."""
    across, down = TILE + GAP, TILE + STRIP + LABEL + GAP
    rows = -(-len(clips) // COLUMNS)
    picture = Image.new("RGB", (COLUMNS * across - GAP, rows * down - GAP), PAPER)
    for place, (caption, clip) in enumerate(clips):
        picture.paste(tile(caption, clip), (place % COLUMNS * across, place // COLUMNS * down))
    return picture


def tile(caption: str, clip: Decoded) -> Image.Image:
    """One clip of the overview. Raises ValueError for a caption that is wider than the tile."""
    font = caption_font(14)
    widest = TILE - 2 * MARGIN
    if font.getlength(caption) > widest:
        raise ValueError(f"caption: expected at most {widest} pixels, got {caption!r}; say it in fewer words")
    picture = Image.new("RGB", (TILE, TILE + STRIP + LABEL), PAPER)
    frame = Image.fromarray(np.asarray(clip.frames[len(clip.frames) // 2]))
    picture.paste(frame.resize((TILE, TILE), Image.Resampling.LANCZOS), (0, 0))
    sound = spectrogram(clip.samples, clip.sample_rate_hz, height=STRIP)
    picture.paste(sound.crop((0, 0, sound.width, STRIP)).resize((TILE, STRIP)), (0, TILE))
    ImageDraw.Draw(picture).text((MARGIN, TILE + STRIP), caption, fill=INK, font=font)
    return picture
