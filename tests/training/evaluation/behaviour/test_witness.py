"""How sure the judges are."""

import numpy as np
import pytest
import torch
from tandem.training.evaluation.behaviour.witness import asked_chances, hear, see
from tandem.training.evaluation.judges import Judges


@pytest.fixture(scope="module")
def judges() -> Judges:
    torch.manual_seed(0)
    return Judges.untrained(("en:a", "en:m"))


@pytest.fixture(scope="module")
def frames() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 255, (16, 128, 128, 3), np.uint8)


def test_chances_are_those_of_the_value_that_is_named(judges, frames):
    seen, named = see(judges, frames), judges.observe(frames, np.zeros(16 * 640, np.float32)).seen
    for slot, chances in seen.chances.items():
        assert sum(chances.values()) == pytest.approx(1)
        assert max(chances, key=chances.get) == named[slot]
        assert "unspecified" not in chances


def test_what_is_seen_and_heard_is_what_the_judges_observe(judges, frames):
    samples = np.random.default_rng(1).normal(size=16 * 640).astype(np.float32) * 0.1
    seen, heard, observed = see(judges, frames), hear(judges, samples), judges.observe(frames, samples)
    assert np.array_equal(seen.mouth, observed.mouth)
    assert np.array_equal(seen.impacts_s, observed.seen_impacts_s)
    assert np.array_equal(heard.impacts_s, observed.heard_impacts_s)


def test_only_what_a_stream_can_show_is_asked_of_it():
    chances = {"scene": {"drum": 0.9}, "background": {"sky": 0.4}, "pace": {"fast": 0.7}, "camera": {"static": 0.1}}
    asked = {"scene": "drum", "background": "sky", "pace": "fast"}
    assert asked_chances(chances, "seen", asked) == {"scene": 0.9, "background": 0.4}
    assert asked_chances(chances, "heard", asked) == {"scene": 0.9, "pace": 0.7}
