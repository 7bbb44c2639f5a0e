"""How much the autoencoders lose on clips they have not seen."""

from __future__ import annotations

import numpy as np
import torch

from ...mini.audio_loss import log_mel_distance
from ...world.scenes import SCENES
from ..exam import Exam, mean
from ..report import Row


def coding_rows(exam: Exam) -> list[Row]:
    rows = []
    for scene in SCENES:
        chosen = exam.of(scene)
        pictures = mean([exam.clips[i].coding_psnr_db for i in chosen])
        others = [exam.clips[chosen[(k + 1) % len(chosen)]].samples for k in range(len(chosen))]
        sounds = mean([_mel_distance(exam.real[i].samples, exam.clips[i].samples) for i in chosen])
        floor = mean([_mel_distance(exam.real[i].samples, other) for i, other in zip(chosen, others, strict=True)])
        rows.append(Row(f"autoencoder picture, {scene}", pictures, unit="dB PSNR"))
        rows.append(Row(f"autoencoder sound, {scene}", sounds, None, floor, smaller_is_better=True, unit="log-mel L1"))
    return rows


def _mel_distance(first: np.ndarray, second: np.ndarray) -> float:
    return float(log_mel_distance(*(torch.from_numpy(samples)[None] for samples in (first, second))))
