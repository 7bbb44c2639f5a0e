"""One stream given: the bar is a share of what both streams reach together, or of what real ones do."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import torch
from tandem.training.evaluation.judge_slots import IMPACT_SCENES
from tandem.training.evaluation.judges import Observation
from tandem.training.evaluation.report import Row
from tandem.training.evaluation.studies.crossing import SHARE_OF_BOTH, crossing_rows

KINDS = (*IMPACT_SCENES, "talk")


def rows_of(real: Observation, joint: Observation, crossed: Observation) -> dict[str, Row]:
    """By name, where all real clips are `real`, all made in both streams `joint`, all others `crossed`."""
    clips = [SimpleNamespace(attributes={"scene": kind}, audio=torch.zeros(1), video=torch.zeros(1)) for kind in KINDS]
    exam = SimpleNamespace(
        clips=clips, real=[real] * len(KINDS), made=[joint] * len(KINDS),
        few=lambda scene: [KINDS.index(scene)], make=lambda requests: [crossed] * len(requests),
    )  # fmt: skip
    return {row.name: row for row in crossing_rows(exam)}


def test_what_is_struck_is_measured_beside_the_joint_result(nothing):
    """The made picture is 20 ms late, the made sound half a second."""
    truth = replace(nothing, seen_impacts_s=np.array([1.0]), heard_impacts_s=np.array([1.0]))
    made = replace(nothing, seen_impacts_s=np.array([1.02]), heard_impacts_s=np.array([1.5]))
    rows = rows_of(truth, truth, made)
    assert len(rows) == 6
    picture, sound = (rows[f"{way}, what is struck in sync"] for way in ("sound to picture", "picture to sound"))
    assert picture.bar == sound.bar == SHARE_OF_BOTH
    assert picture.value == 1 and picture.ok
    assert sound.value == 0 and not sound.ok


def test_nobody_has_to_beat_real_clips(nothing):
    """Real strikes are seen in half of the clips' two instants, those that are made together in both."""
    both = replace(nothing, seen_impacts_s=np.array([1.0, 2.0]), heard_impacts_s=np.array([1.0, 2.0]))
    half = replace(both, seen_impacts_s=np.array([1.0, 1.5]))
    row = rows_of(half, both, both)["picture to sound, what is struck in sync"]
    assert 0 < row.ceiling < 1
    assert row.bar == SHARE_OF_BOTH * row.ceiling
