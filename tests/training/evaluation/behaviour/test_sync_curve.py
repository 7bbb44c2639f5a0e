"""Sync of clips whose answers are known, and what the ways of making them are told."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.cues import has_cues
from tandem.engine.mini.text.script import COLUMNS
from tandem.training.evaluation.behaviour.findings import Estimate
from tandem.training.evaluation.behaviour.sync_curve import (
    SYNCS,
    Together,
    concluded,
    impacts_in_sync,
    lips_in_sync,
    struck_arms,
    talking_arms,
    together,
)
from tandem.training.evaluation.behaviour.witness import Heard, Seen
from tandem.training.evaluation.model import told_of

LATENTS = 12
NONE = np.zeros(0)


def real(scene: str):
    return SimpleNamespace(
        attributes={"scene": scene}, context=one_hot({"scene": scene})[None],
        script=torch.ones(1, 4 * LATENTS, COLUMNS, dtype=torch.int64),
        video=torch.zeros(1, 64, LATENTS, 8, 8), audio=torch.zeros(1, 32, 4 * LATENTS, 1),
    )  # fmt: skip


def struck(seen_s: float, heard_s: float) -> tuple[Seen, Heard]:
    return (
        Seen({"scene": {"drum": 0.9}}, np.array([seen_s]), NONE),
        Heard({"scene": {"drum": 0.5}}, np.array([heard_s]), NONE),
    )


def test_impacts_within_80_ms_are_in_sync():
    assert impacts_in_sync(*struck(1.0, 1.05)) == 1
    assert impacts_in_sync(*struck(1.0, 1.2)) == 0


def test_lips_that_open_as_loud_as_it_is_are_in_sync():
    opening = np.convolve(np.random.default_rng(0).random(50), np.ones(5) / 5, "same")
    noise = np.random.default_rng(1).normal(size=32_000)
    samples = (noise * np.repeat(opening, 640) * 0.1).astype(np.float32)
    assert lips_in_sync(Seen({}, NONE, opening), Heard({}, NONE, samples)) > 0.9


def test_a_stream_that_was_given_says_nothing_of_the_kind_that_was_made():
    clips, pairs = [real("drum")] * 2, [struck(1.0, 1.0), struck(1.5, 1.5)]
    assert together(clips, pairs).kind == pytest.approx((0.7, 0.7))
    assert together(clips, pairs, "sound").kind == (0.9, 0.9)
    assert together(clips, pairs, "picture").kind == (0.5, 0.5)
    assert together(clips, pairs).sync == (1, 1) and together(clips, pairs).shuffled == (0, 0)


def test_only_the_first_way_is_told_when_something_strikes():
    told = [told_of(arm.requests[0], LATENTS) for arm in struck_arms([real("drum")])]
    assert [has_cues(item.script[0]) for item in told] == [True, False, False, False]
    assert all(torch.equal(told[0].context, item.context) for item in told[:2])


def test_only_the_first_way_is_told_words():
    arms = talking_arms([real("talk")])
    assert [arm.requests[0].script is not None for arm in arms] == [True, False, False, False]


def test_the_given_stream_is_locked_and_the_other_is_not():
    sound, picture = struck_arms([real("drum")])[2:]
    assert (sound.given, picture.given) == ("sound", "picture")
    assert sound.requests[0].known_audio is not None and sound.requests[0].known_video is None
    assert picture.requests[0].known_video is not None and picture.requests[0].known_audio is None
    assert len({arm.requests[0].seed for arm in (sound, picture)}) == 1


def test_a_claim_takes_its_ways_together_for_each_clip():
    plain = Together((0.5, 0.5, 0.5), (0.0,) * 3, (1.0,) * 3)
    higher, lower = (
        Together((0.8, 0.7, 0.8), *(plain.shuffled, plain.kind)),
        Together((0.4, 0.6, 0.5), (0.0,) * 3, (1.0,) * 3),
    )
    found = {(name, sync): plain for name in ("a", "b") for sync in SYNCS}
    found["a", 2.0], found["b", 2.0] = higher, lower
    finding = concluded(found, dict.fromkeys("ab", Estimate.of([1.0])), dict.fromkeys("ab", "both"))
    claims = {claim.what: claim.difference for claim in finding.claims}
    assert len(claims) == len(SYNCS) - 1
    assert claims["both: a sync of 2 brings the streams together"].mean == pytest.approx((0.1 + 0.15 + 0.15) / 3)
    assert claims["both: a sync of 3 brings the streams together"].mean == 0
