"""One stream given, the other made: sound to picture, picture to sound."""

from __future__ import annotations

from dataclasses import replace

import torch

from ..exam import Exam, described
from ..judges import Observation
from ..model import Request
from ..report import Row
from .impacts import impacts_shuffled, impacts_together
from .lips import lips_shuffled, lips_together

KEPT = torch.zeros(1, 1, 1, 1, 1)


def crossing_rows(exam: Exam) -> list[Row]:
    """Speech is made from the sound or the picture alone, without a script: sync cannot come from there."""
    rows = []
    for direction, given in (("sound to picture", "audio"), ("picture to sound", "video")):
        for scene, together, shuffled in (
            ("drum", impacts_together, impacts_shuffled),
            ("talk", lips_together, lips_shuffled),
        ):
            chosen = exam.few(scene)
            made = exam.make([_request(exam, index, given) for index in chosen])
            joined = [_with_given(m, exam.real[i], given) for m, i in zip(made, chosen, strict=True)]
            ceiling = together([exam.real[i] for i in chosen])
            rows.append(Row(f"{direction}, {scene} in sync", together(joined), ceiling, shuffled(joined)))
    return rows


def _request(exam: Exam, index: int, given: str) -> Request:
    clip = exam.clips[index]
    known = {"known_audio": clip.audio, "audio_mask": KEPT[..., 0]}
    if given == "video":
        known = {"known_video": clip.video, "video_mask": KEPT}
    return described(clip, 900 + index, **known)


def _with_given(made: Observation, real: Observation, given: str) -> Observation:
    """What the judges saw of the made stream beside what they saw of the given one."""
    if given == "audio":
        return replace(made, heard_impacts_s=real.heard_impacts_s, heard=real.heard, samples=real.samples)
    return replace(made, seen_impacts_s=real.seen_impacts_s, seen=real.seen, mouth=real.mouth)
