"""Pictures for a person to look at: frames of every kind of clip and the spectra of their sounds, real above made."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from ...engine.media.pictures import spectrogram
from ...engine.mini.geometry import SAMPLE_RATE_HZ
from ..world.scenes import SCENES
from .exam import Exam

LABEL_WIDTH, SHEET_COLUMNS = 150, 8
SPECTRUM_SIZE = (512, 160)


def write_sheets(exam: Exam, folder: Path) -> list[Path]:
    """`frames.png` (two clips of every kind, made, below a real one) and `spectra.png` (one of every kind)."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "frames.png", folder / "spectra.png"]
    frames_sheet(exam).save(paths[0])
    spectra_sheet(exam).save(paths[1])
    return paths


def frames_sheet(exam: Exam) -> Image.Image:
    rows: list[tuple[str, np.ndarray]] = []
    for scene in SCENES:
        chosen = exam.of(scene)[:2]
        rows.append((f"{scene}\nreal, coded", exam.real[chosen[0]].sheet))
        rows += [(f"{scene}\nmade", exam.made[index].sheet) for index in chosen]
    size = rows[0][1].shape[1]
    sheet = Image.new("RGB", (LABEL_WIDTH + SHEET_COLUMNS * size, len(rows) * size), "white")
    draw = ImageDraw.Draw(sheet)
    for row, (label, frames) in enumerate(rows):
        draw.text((8, row * size + 8), label, fill="black")
        for column, frame in enumerate(frames):
            sheet.paste(Image.fromarray(frame), (LABEL_WIDTH + column * size, row * size))
    return sheet


def spectra_sheet(exam: Exam) -> Image.Image:
    width, height = SPECTRUM_SIZE
    sheet = Image.new("RGB", (LABEL_WIDTH + 2 * width, height * len(SCENES)), "white")
    draw = ImageDraw.Draw(sheet)
    for row, scene in enumerate(SCENES):
        index = exam.of(scene)[0]
        draw.text((8, row * height + 8), f"{scene}\nleft: real, coded\nright: made", fill="black")
        for column, observed in enumerate((exam.real[index], exam.made[index])):
            picture = spectrogram(observed.samples, SAMPLE_RATE_HZ).convert("RGB").resize(SPECTRUM_SIZE)
            sheet.paste(picture, (LABEL_WIDTH + column * width, row * height))
    return sheet
