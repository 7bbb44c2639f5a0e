"""The studies' arithmetic on clips whose answers are known, without a model."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.training.evaluation.exam import first_latent_mask, shuffled_pairs
from tandem.training.evaluation.judges import Observation
from tandem.training.evaluation.studies.reading import Reading, all_right, kind_right
from tandem.training.evaluation.studies.speech import error_rate, script_names
from tandem.training.evaluation.studies.together import (
    impacts_shuffled,
    impacts_together,
    lips_shuffled,
    lips_together,
)
from tandem.training.prompts.writer import Prompt

NOTHING = Observation(
    np.array([]), np.array([]), np.zeros(50), {}, {}, (), np.zeros(32_000, np.float32), np.zeros((8, 128, 128, 3))
)


def hits(seen_s: list[float], heard_s: list[float]) -> Observation:
    return replace(NOTHING, seen_impacts_s=np.array(seen_s), heard_impacts_s=np.array(heard_s))


def talker(seed: int) -> Observation:
    """A mouth that opens exactly as loud as the noise that comes out of it."""
    rng = np.random.default_rng(seed)
    opening = np.convolve(rng.random(50), np.ones(5) / 5, "same").astype(np.float32)
    sound = rng.normal(size=32_000) * np.repeat(opening, 640) * 0.1
    return replace(NOTHING, mouth=opening, samples=sound.astype(np.float32))


def test_hits_within_80_ms_count_and_later_ones_do_not():
    assert impacts_together([hits([1.0, 2.0], [1.05, 2.2])]) == pytest.approx(0.5)


def test_a_clip_without_any_hit_counts_as_a_miss():
    assert impacts_together([hits([1.0], [1.0]), NOTHING]) == pytest.approx(2 / 3)


def test_shuffling_breaks_what_is_in_sync():
    group = [hits([t, t + 1], [t, t + 1]) for t in (0.2, 0.5, 0.8)]
    assert impacts_together(group) == 1
    assert impacts_shuffled(group) < 0.5


def test_lips_follow_their_own_sound_only():
    group = [talker(seed) for seed in range(4)]
    assert lips_together(group) > 0.9
    assert lips_shuffled(group) < 0.5


def test_shuffled_pairs_never_pair_a_clip_with_itself():
    assert all(i != j for i, j in shuffled_pairs(5))
    assert shuffled_pairs(1) == []


def test_error_rate_is_edits_per_wanted_phoneme():
    assert error_rate([("a", "b"), ("c",)], [("a", "x"), ("c", "d")]) == pytest.approx(0.5)


def test_script_names_join_repetitions_and_leave_out_silence():
    n, t = PHONEME_IDS["en:n"], PHONEME_IDS["en:t"]
    script = torch.zeros(1, 3, 4, dtype=torch.int64)
    script[0, :, :2] = torch.tensor([[n, n], [0, t], [t, 0]])
    assert script_names(script) == ("en:n", "en:t")
    assert script_names(None) == ()


def test_the_first_latent_is_kept_and_the_others_are_made():
    assert first_latent_mask(3).flatten().tolist() == [0, 1, 1]


def test_a_reading_may_find_more_than_was_said_but_not_less():
    prompt = Prompt("a loud drum", {"scene": "drum", "loudness": "loud"}, (), "english")
    assert all_right(prompt, Reading({"scene": "drum", "loudness": "loud", "pace": "slow"}, ()))
    assert not all_right(prompt, Reading({"scene": "drum"}, ()))
    assert kind_right(prompt, Reading({"scene": "drum"}, ()))
