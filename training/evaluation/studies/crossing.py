"""One stream given, the other made: sound to picture, picture to sound."""

from __future__ import annotations

from dataclasses import replace

import torch

from ..exam import Exam, described
from ..judge_slots import IMPACT_SCENES
from ..judges import Observation
from ..model import Request
from ..report import Row
from .impacts import impacts_shuffled, impacts_together
from .lips import lips_shuffled, lips_together

KEPT = torch.zeros(1, 1, 1, 1, 1)
SHARE_OF_BOTH = 0.9
FEWEST_OF_A_KIND = 2


def crossing_rows(exam: Exam) -> list[Row]:
    """Speech is made from the sound or the picture alone, without a script: sync cannot come from there. The bar is a
    share of what the model reaches when it makes both streams together, or of what the given streams reach with their
    own other halves, if that is less: real mouths are harder to read than made ones, whatever is made beside them."""
    struck = [i for scene in IMPACT_SCENES if scene != "drum" for i in exam.few(scene)[:FEWEST_OF_A_KIND]]
    groups = (
        ("drum", exam.few("drum"), impacts_together, impacts_shuffled),
        ("what is struck", struck, impacts_together, impacts_shuffled),
        ("talk", exam.few("talk"), lips_together, lips_shuffled),
    )
    rows = []
    for direction, given in (("sound to picture", "audio"), ("picture to sound", "video")):
        for name, chosen, together, shuffled in groups:
            made = exam.make([_request(exam, index, given) for index in chosen])
            joined = [_with_given(m, exam.real[i], given) for m, i in zip(made, chosen, strict=True)]
            joint, ceiling = (together([group[i] for i in chosen]) for group in (exam.made, exam.real))
            numbers = together(joined), ceiling, shuffled(joined)
            rows.append(Row(f"{direction}, {name} in sync", *numbers, SHARE_OF_BOTH * min(joint, ceiling)))
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
