"""Clips of the world for people to look at: an MP4 of each, and one sheet with frames and spectrograms of all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from ...engine.media.mux import write_mp4
from ...engine.media.pictures import INK, PAPER, spectrogram
from ...engine.mini.geometry import FRAME_RATE, SAMPLE_RATE_HZ
from ..speech.pinyin import syllables
from .clip import WorldClip

COLUMNS, TILE, LABEL_HEIGHT, STRIP_HEIGHT = 10, 128, 30, 72


def write_clip(clip: WorldClip, folder: Path, name: str) -> Path:
    """`<name>.mp4` in `folder`."""
    path = folder / f"{name}.mp4"
    write_mp4(path, iter(clip.frames), clip.samples[None], FRAME_RATE, SAMPLE_RATE_HZ, crf=14)
    return path


def clips_sheet(clips: Sequence[tuple[str, WorldClip]]) -> Image.Image:
    """One row per (name, clip): labels (Chinese in pinyin), ten frames, the spectrogram with the onsets in white."""
    rows = [_row(name, clip) for name, clip in clips]
    sheet = Image.new("RGB", (rows[0].width, sum(row.height for row in rows)), PAPER)
    for index, row in enumerate(rows):
        sheet.paste(row, (0, index * row.height))
    return sheet


def _row(name: str, clip: WorldClip) -> Image.Image:
    width = COLUMNS * TILE
    row = Image.new("RGB", (width, LABEL_HEIGHT + TILE + STRIP_HEIGHT), PAPER)
    draw = ImageDraw.Draw(row)
    tags = [f"{slot}={value}" for slot, value in clip.attributes.items()]
    said = " / ".join(syllables(q.text)[0] if q.language == "chinese" else q.text for q in clip.quotes)
    draw.text((4, 2), f"{name}: {', '.join(tags)}", fill=INK)
    draw.text((4, 15), said, fill=INK)
    for column, index in enumerate(np.linspace(0, len(clip.frames) - 1, COLUMNS).round().astype(int)):
        tile = Image.fromarray(clip.frames[index]).resize((TILE, TILE), Image.Resampling.LANCZOS)
        row.paste(tile, (column * TILE, LABEL_HEIGHT))
    strip = spectrogram(clip.samples, SAMPLE_RATE_HZ).resize((width, STRIP_HEIGHT))
    row.paste(strip, (0, LABEL_HEIGHT + TILE))
    duration_s = len(clip.samples) / SAMPLE_RATE_HZ
    for onset in clip.onsets_s:
        x = round(onset / duration_s * width)
        draw.line((x, LABEL_HEIGHT + TILE, x, LABEL_HEIGHT + TILE + 10), fill=(255, 255, 255), width=2)
    return row
