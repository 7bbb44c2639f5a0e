"""Clips of 10.24 s: is their end as good as it should be, and is it still the picture that it was at first?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from ....engine.mini import geometry
from ..coded_clip import HeldOutClip
from ..exam import Exam, mean, scripted
from ..held_out import FIRST_SEED
from ..judges import Observation
from ..report import Row
from .kinds import right
from .lips import lips_shuffled, lips_together
from .narrators import phoneme_row

LATENTS, END_LATENTS = 64, 20
DRIFT_FRAMES = 32
KINDS = ("talk", "dialogue", "drum", "piano", "ocean")
CLIPS_SEED, KIND_STEP, MADE_SEED = FIRST_SEED + 900_000, 1_000, 2_700
SHARE_OF_CEILING, LIPS_SHARE = 0.95, 0.9
ALLOWED_DRIFT = 0.02
"""Of the whole range of brightness, above that of real clips: what is not seen side by side."""


@dataclass(frozen=True)
class Ending:
    """What is seen and heard in the last 3.2 s of a clip, and how far its picture is from that of its first 1.28 s."""

    seen: Observation
    drift: float


def drift(frames: np.ndarray) -> float:
    """uint8 `[F, S, S, 3]` -> mean distance, 0..1, of what stands still at the end from what stood still at first."""
    first, last = (np.median(part, axis=0) for part in (frames[:DRIFT_FRAMES], frames[-DRIFT_FRAMES:]))
    return float(np.abs(first - last).mean() / 255)


def ending(exam: Exam, video: torch.Tensor, audio: torch.Tensor) -> Ending:
    """Latents `[1, 64, T, 8, 8]` and `[1, 32, 4 T, 1]`, decoded whole."""
    coders = exam.mini.autoencoders
    frames, samples = coders.decode_frames(video), coders.decode_samples(audio)
    last_frames = END_LATENTS * geometry.FRAMES_PER_LATENT
    last_samples = END_LATENTS * geometry.AUDIO_LATENTS_PER_VIDEO_LATENT * geometry.SAMPLES_PER_AUDIO_LATENT
    return Ending(exam.judges.observe(frames[-last_frames:], samples[-last_samples:]), drift(frames))


def long_clip_rows(exam: Exam) -> list[Row]:
    """Real clips before a camera that stands still, made again from their own slots and script. Floors: the endings of
    others."""
    clips = _clips(exam)
    requests = [scripted(clip, MADE_SEED + index) for index, clip in enumerate(clips)]
    made = [ending(exam, *streams) for streams in exam.mini.make(requests, LATENTS)]
    real = [ending(exam, clip.video, clip.audio) for clip in clips]
    return rows_of(clips, made, real)


def rows_of(clips: Sequence[HeldOutClip], made: Sequence[Ending], real: Sequence[Ending]) -> list[Row]:
    """`clips` lie kind by kind, so the one half a list further on is of another kind."""
    ends, real_ends = [one.seen for one in made], [one.seen for one in real]
    half = len(clips) // 2
    others = [*clips[half:], *clips[:half]]
    rows = []
    for stream in ("seen", "heard"):
        kinds = [right(*pair, stream, "scene") for pair in ((ends, clips), (real_ends, clips), (ends, others))]
        rows.append(Row(f"10.24 s, kind {stream} in the last 3.2 s", *kinds, SHARE_OF_CEILING * kinds[1]))
    talkers = [index for index, clip in enumerate(clips) if clip.scene == "talk"]
    spoken, recorded = ([group[i] for i in talkers] for group in (ends, real_ends))
    lips = lips_together(spoken), lips_together(recorded), lips_shuffled(spoken)
    scripts = [clips[i].script[:, -END_LATENTS * geometry.AUDIO_LATENTS_PER_VIDEO_LATENT :] for i in talkers]
    drifts = [mean([one.drift for one in group]) for group in (made, real)]
    return [
        *rows,
        Row("10.24 s, lip correlation in the last 3.2 s", *lips, LIPS_SHARE * lips[1]),
        phoneme_row("10.24 s, phoneme error in the last 3.2 s", spoken, recorded, scripts, scripts[1:] + scripts[:1]),
        Row("10.24 s, drift of the picture", *drifts, bar=drifts[1] + ALLOWED_DRIFT, smaller_is_better=True),
    ]


def _clips(exam: Exam) -> list[HeldOutClip]:
    """Half of the clips of a study, of every kind; twice as many of those who talk."""
    each = max(1, exam.scale.per_study // 2)
    found = []
    for number, kind in enumerate(KINDS):
        for index in range(2 * each if kind == "talk" else each):
            seed = CLIPS_SEED + KIND_STEP * number + index
            found.append(exam.real_clips.clip(seed, LATENTS, kind, "static")[0])
    return found
