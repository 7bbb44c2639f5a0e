"""Pictures of a clip for people: a sheet of its frames and a spectrogram of its sound."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from PIL import Image, ImageDraw

INK, PAPER = (225, 225, 225), (24, 24, 28)
CAPTION_PIXELS = 14
WINDOW_SAMPLES, HOP_SAMPLES = 640, 160
MEL_BANDS, LOWEST_HZ = 80, 40.0
DYNAMIC_RANGE_DB = 80.0
HEAT = np.array(
    [[0, 0, 4], [60, 9, 101], [147, 38, 103], [221, 81, 58], [252, 165, 10], [252, 255, 164]], dtype=np.float64
)
"""Stops of the colour map, after matplotlib's "inferno"."""


def contact_sheet(
    frames: np.ndarray | Sequence[np.ndarray],
    frame_rate: Fraction = Fraction(25),
    columns: int = 8,
    rows: int = 2,
    tile_pixels: int = 128,
) -> Image.Image:
    """`columns * rows` of the uint8 frames `[F, H, W, 3]`, spread evenly from first to last, each with its time."""
    count = min(columns * rows, len(frames))
    if not count:
        raise ValueError("frames: expected at least one, got none")
    chosen = np.linspace(0, len(frames) - 1, count).round().astype(int)
    cell = tile_pixels + CAPTION_PIXELS
    sheet = Image.new("RGB", (min(columns, count) * tile_pixels, -(-count // columns) * cell), PAPER)
    draw = ImageDraw.Draw(sheet)
    for place, index in enumerate(chosen):
        x, y = place % columns * tile_pixels, place // columns * cell
        tile = Image.fromarray(np.asarray(frames[index])).resize((tile_pixels, tile_pixels), Image.Resampling.LANCZOS)
        sheet.paste(tile, (x, y))
        draw.text((x + 3, y + tile_pixels + 1), f"{float(index / frame_rate):.2f} s", fill=INK)
    return sheet


def spectrogram(samples: np.ndarray, sample_rate_hz: int, height: int = 160, seconds_pixels: int = 160) -> Image.Image:
    """Log-mel spectrogram of `[L]` or `[C, L]` samples, low notes at the bottom, 80 dB deep, with a time axis."""
    mono = np.asarray(samples, np.float64)
    mono = mono.mean(axis=0) if mono.ndim == 2 else mono
    level = 20 * np.log10(mel_magnitudes(mono, sample_rate_hz) + 1e-8)
    shade = np.clip((level - max(level.max(), -60.0)) / DYNAMIC_RANGE_DB + 1, 0, 1)
    place = shade * (len(HEAT) - 1)
    low = np.minimum(place.astype(int), len(HEAT) - 2)
    part = (place - low)[..., None]
    pixels = (HEAT[low] * (1 - part) + HEAT[low + 1] * part).astype(np.uint8)
    duration_s = len(mono) / sample_rate_hz
    size = (max(round(duration_s * seconds_pixels), 1), height)
    drawn = Image.fromarray(np.ascontiguousarray(pixels[:, ::-1].swapaxes(0, 1)))
    sheet = Image.new("RGB", (size[0], height + CAPTION_PIXELS), PAPER)
    sheet.paste(drawn.resize(size, Image.Resampling.BILINEAR), (0, 0))
    _time_axis(ImageDraw.Draw(sheet), duration_s, height, seconds_pixels)
    return sheet


def mel_magnitudes(mono: np.ndarray, sample_rate_hz: int) -> np.ndarray:
    """`[L]` -> `[frames, MEL_BANDS]`: Hann windows, triangular bands on the mel scale (O'Shaughnessy 1987)."""
    padded = np.pad(mono, (WINDOW_SAMPLES // 2, WINDOW_SAMPLES // 2 + HOP_SAMPLES))
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW_SAMPLES)[::HOP_SAMPLES]
    magnitude = np.abs(np.fft.rfft(windows * np.hanning(WINDOW_SAMPLES), axis=1)) / (WINDOW_SAMPLES / 4)
    return magnitude @ _mel_bands(sample_rate_hz)


def _mel_bands(sample_rate_hz: int) -> np.ndarray:
    """`[bins, MEL_BANDS]` triangles that each sum to 1."""

    def mel(hz: np.ndarray | float) -> np.ndarray:
        return 2595 * np.log10(1 + np.asarray(hz) / 700)

    edges = np.linspace(mel(LOWEST_HZ), mel(sample_rate_hz / 2), MEL_BANDS + 2)
    bins = mel(np.fft.rfftfreq(WINDOW_SAMPLES, 1 / sample_rate_hz))[:, None]
    rising = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    bands = np.clip(np.minimum(rising, falling), 0, None)
    nearest = np.abs(bins - edges[1:-1]).argmin(axis=0)
    bands[nearest, np.arange(MEL_BANDS)] = np.maximum(bands[nearest, np.arange(MEL_BANDS)], 1e-3)
    return bands / bands.sum(axis=0)


def _time_axis(draw: ImageDraw.ImageDraw, duration_s: float, top: int, seconds_pixels: int) -> None:
    for half in range(int(duration_s * 2) + 1):
        x = round(half / 2 * seconds_pixels)
        draw.line((x, top, x, top + (5 if half % 2 == 0 else 3)), fill=INK)
        if half % 2 == 0:
            draw.text((x + 3, top + 1), f"{half // 2} s", fill=INK)
