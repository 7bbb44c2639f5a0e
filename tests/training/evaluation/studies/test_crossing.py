"""One stream given: the bar is a share of what both streams reach together."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import torch
from tandem.training.evaluation.judge_slots import IMPACT_SCENES
from tandem.training.evaluation.studies.crossing import SHARE_OF_JOINT, crossing_rows

KINDS = (*IMPACT_SCENES, "talk")


def test_what_is_struck_is_measured_beside_the_joint_result(nothing):
    """The made picture is 20 ms late, the made sound half a second."""
    truth = replace(nothing, seen_impacts_s=np.array([1.0]), heard_impacts_s=np.array([1.0]))
    made = replace(nothing, seen_impacts_s=np.array([1.02]), heard_impacts_s=np.array([1.5]))
    clips = [SimpleNamespace(attributes={"scene": kind}, audio=torch.zeros(1), video=torch.zeros(1)) for kind in KINDS]
    exam = SimpleNamespace(
        clips=clips, real=[truth] * len(KINDS), made=[truth] * len(KINDS),
        few=lambda scene: [KINDS.index(scene)], make=lambda requests: [made] * len(requests),
    )  # fmt: skip
    rows = {row.name: row for row in crossing_rows(exam)}
    assert len(rows) == 6
    picture, sound = (rows[f"{way}, what is struck in sync"] for way in ("sound to picture", "picture to sound"))
    assert picture.bar == sound.bar == SHARE_OF_JOINT
    assert picture.value == 1 and picture.ok
    assert sound.value == 0 and not sound.ok
