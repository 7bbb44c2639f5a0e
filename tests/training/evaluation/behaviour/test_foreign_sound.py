"""Lips beside recordings whose answers are known."""

import numpy as np
from tandem.training.evaluation.behaviour.foreign_sound import NO_WORDS, PUSHED, QUOTED, REAL, Lips, concluded

ORDER = (NO_WORDS, PUSHED, QUOTED, REAL)


def curves(count: int = 6) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(0)
    return tuple(np.convolve(rng.random(64), np.ones(5) / 5, "same") for _ in range(count))


def test_lips_that_follow_their_voice_are_told_from_those_that_follow_another():
    loud = curves()
    follow, astray = Lips(loud, loud, loud), Lips((*loud[1:], loud[0]), loud, loud)
    finding = concluded({name: astray if name == QUOTED else follow for name in ORDER})
    verdicts = {claim.what.split(":")[0]: claim.verdict for claim in finding.claims}
    assert verdicts[NO_WORDS] == verdicts[REAL] == "yes"
    assert verdicts[QUOTED] != "yes"


def test_guidance_towards_sync_is_held_against_none():
    loud = curves()
    half = tuple(0.5 * own + 0.5 * other for own, other in zip(loud, (*loud[1:], loud[0]), strict=True))
    groups = {name: Lips(loud if name == PUSHED else half, loud, loud) for name in ORDER}
    claim = concluded(groups).claims[-1]
    assert "`picture_sync` 3" in claim.what and claim.verdict == "yes"
    assert concluded({**groups, PUSHED: groups[NO_WORDS]}).claims[-1].difference.mean == 0


def test_late_lips_have_a_lag():
    loud = curves()
    late = Lips(tuple(np.roll(curve, 2) for curve in loud), loud, loud)
    finding = concluded(dict.fromkeys(ORDER, late))
    assert {row["lag"] for row in finding.numbers} == {2.0}
    assert {row["near"]["mean"] for row in finding.numbers} == {0.0}


def test_the_true_mouth_is_a_measure_of_its_own():
    loud, truth = curves(), curves(12)[6:]
    found = Lips(truth, loud, truth)
    assert np.mean(found.true_mouth) > 0.99 > np.mean(found.voice)
