"""What is concluded from scores that are known."""

import numpy as np
import pytest
from tandem.training.evaluation.behaviour.stream_scales import PLAIN, SETTINGS, Scored, concluded
from tandem.training.evaluation.behaviour.witness import Heard, Seen

STEP = {0.0: 0.2, 1.0: 0.5, 2.0: 0.6, 3.0: 0.7}


def scored(picture: float, sound: float) -> list[Scored]:
    return [Scored(picture + shift, sound - shift / 2, picture, sound) for shift in (-0.02, 0.0, 0.02, 0.04)]


def verdicts(finding) -> dict[str, str]:
    return {claim.what: claim.verdict for claim in finding.claims}


def test_scales_that_move_their_own_stream_alone_bear_out_every_claim():
    noise = iter(np.linspace(0, 0.001, len(SETTINGS)))
    found = {(p, s): scored(STEP[p] + next(noise), STEP[s]) for p, s in SETTINGS}
    assert set(verdicts(concluded(found)).values()) == {"yes"}


def test_a_scale_that_moves_both_streams_alike_is_not_called_its_own():
    found = {(p, s): scored(STEP[max(p, s)], STEP[max(p, s)]) for p, s in SETTINGS}
    said = verdicts(concluded(found))
    assert said["picture scale 3 rather than 1 raises the picture score"] == "yes"
    assert said["picture scale 3 rather than 1 raises the picture score more than the sound score"].startswith("not")


def test_changes_are_against_no_guidance():
    finding = concluded({(p, s): scored(STEP[p], STEP[s]) for p, s in SETTINGS})
    rows = {(row["picture_scale"], row["sound_scale"]): row for row in finding.numbers}
    assert rows[PLAIN]["picture_change"]["mean"] == 0
    assert rows[3.0, 1.0]["picture_change"]["mean"] == pytest.approx(0.2)
    assert rows[3.0, 1.0]["sound_change"]["mean"] == 0


def test_a_score_is_the_mean_of_what_was_asked():
    none = np.zeros(0)
    seen = Seen({"scene": {"drum": 0.8}, "background": {"sky": 0.4}}, none, none)
    heard = Heard({"scene": {"drum": 0.6}, "pace": {"fast": 0.2}}, none, none)
    found = Scored.of(seen, heard, {"scene": "drum", "background": "sky", "pace": "fast"})
    assert found.picture == pytest.approx(0.6) and found.sound == pytest.approx(0.4)
    assert (found.picture_kind, found.sound_kind) == (0.8, 0.6)
