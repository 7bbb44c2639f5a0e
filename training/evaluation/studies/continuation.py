"""Does a clip go on as it was? What is heard and seen of the seam."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from ....engine.mini import geometry
from ....engine.seam import Seam, measure_seam
from ..exam import Exam, described
from ..report import Row

CONTEXT_LATENTS = 6


def continuation_rows(exam: Exam) -> list[Row]:
    """The first 0.96 s of a real clip of every kind are given, the model goes on, all is decoded in one piece.

    Ceiling: the same instant of real clips, where there is no seam. Floor: the end of one clip beside another.
    """
    coders, latents = exam.mini.autoencoders, exam.scale.video_latents
    chosen = range(0, len(exam.clips), exam.scale.per_scene)
    video_mask, audio_mask = torch.ones(1, 1, latents, 1, 1), torch.ones(1, 1, latents * 4, 1)
    video_mask[:, :, :CONTEXT_LATENTS] = 0
    audio_mask[:, :, : CONTEXT_LATENTS * 4] = 0
    requests = [
        described(
            exam.clips[i], 1300 + i,
            known_video=exam.clips[i].video, video_mask=video_mask,
            known_audio=exam.clips[i].audio, audio_mask=audio_mask,
        )
        for i in chosen
    ]  # fmt: skip
    made = [_measured(coders, *streams) for streams in exam.mini.make(requests, latents)]
    real = [_measured(coders, exam.clips[i].video, exam.clips[i].audio) for i in chosen]
    cut = [_measured(coders, *_spliced(exam, i, chosen[(k + 1) % len(chosen)])) for k, i in enumerate(chosen)]
    groups = (made, real, cut)
    return [
        _row("level step", "dB", [[abs(seam.level_step_db) for seam in group] for group in groups]),
        _row("click", "ratio", [[seam.click_ratio for seam in group] for group in groups]),
        _row("picture jump", "ratio", [[seam.frame_difference_ratio for seam in group] for group in groups]),
    ]


def _row(what: str, unit: str, groups: Sequence[Sequence[float]]) -> Row:
    value, ceiling, floor = (float(np.median(group)) for group in groups)
    return Row(f"continuation, {what} at the seam", value, ceiling, floor, smaller_is_better=True, unit=unit)


def _spliced(exam: Exam, first: int, second: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The head of one clip and the rest of another."""
    a, b, k = exam.clips[first], exam.clips[second], CONTEXT_LATENTS
    return (
        torch.cat([a.video[:, :, :k], b.video[:, :, k:]], dim=2),
        torch.cat([a.audio[:, :, : 4 * k], b.audio[:, :, 4 * k :]], dim=2),
    )


def _measured(coders, video: torch.Tensor, audio: torch.Tensor) -> Seam:
    frames = torch.from_numpy(coders.decode_frames(video)).float() / 255
    samples = torch.from_numpy(coders.decode_samples(audio))
    at = CONTEXT_LATENTS * geometry.FRAMES_PER_LATENT
    return measure_seam(frames, samples, geometry.FRAME_RATE, geometry.SAMPLE_RATE_HZ, at)
