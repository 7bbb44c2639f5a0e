"""Means, their errors, and when a difference counts."""

import json
import math

import pytest
from tandem.training.evaluation.behaviour.findings import Claim, Estimate, Finding, differences


def test_the_error_of_a_mean_is_that_of_the_text_books():
    found = Estimate.of([1.0, 2.0, 3.0, 4.0])
    assert (found.mean, found.count) == (2.5, 4)
    assert found.error == pytest.approx(math.sqrt(5 / 3) / 2)


def test_what_was_not_measured_does_not_count():
    assert Estimate.of([1.0, math.nan, 3.0]).mean == 2.0
    nothing = Estimate.of([math.nan])
    assert nothing.text() == "not measured" and not nothing.clear
    assert nothing.as_json() == {"mean": None, "error": None, "count": 0}


def test_one_clip_proves_nothing():
    one = Estimate.of([0.7])
    assert one.text() == "0.700" and not one.clear


@pytest.mark.parametrize(
    "values, verdict",
    [
        ([0.3, 0.4, 0.35, 0.3], "yes"),
        ([-0.3, -0.4, -0.35, -0.3], "no, the opposite"),
        ([0.5, -0.4, 0.3, -0.3], "not told apart from chance"),
    ],
)
def test_a_claim_holds_when_its_difference_is_clearly_above_zero(values, verdict):
    assert Claim("it rises", Estimate.of(values)).verdict == verdict


def test_differences_are_taken_clip_by_clip():
    assert differences([1.0, 5.0], [2.0, 3.0]) == [1.0, -2.0]


def test_a_finding_shows_its_rows_and_claims():
    claim = Claim("it rises", Estimate.of([0.3, 0.4]))
    finding = Finding("Title", "About.", ("a", "b"), (("1", "2"),), (claim,), ({"a": 1},))
    text = finding.markdown()
    assert "## Title" in text and "| 1 | 2 |" in text
    assert "| it rises | +0.350 ± 0.050 | yes |" in text
    assert json.loads(json.dumps(finding.as_json()))["claims"][0]["verdict"] == "yes"
