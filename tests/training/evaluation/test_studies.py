"""The studies' arithmetic on clips whose answers are known, without a model."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.engine.mini.text.script import COLUMNS
from tandem.training.evaluation.exam import first_latent_mask, shuffled_pairs
from tandem.training.evaluation.judges import Observation
from tandem.training.evaluation.studies.control import least_in_order
from tandem.training.evaluation.studies.impacts import impacts_shuffled, impacts_together
from tandem.training.evaluation.studies.lips import lag, lips_shuffled, lips_together
from tandem.training.evaluation.studies.moods import share_of_ceiling
from tandem.training.evaluation.studies.reading import Reading, all_right, kind_right
from tandem.training.evaluation.studies.speech import error_rate, script_names
from tandem.training.prompts.writer import Prompt


def hits(nothing, seen_s: list[float], heard_s: list[float]) -> Observation:
    return replace(nothing, seen_impacts_s=np.array(seen_s), heard_impacts_s=np.array(heard_s))


def talker(nothing, seed: int) -> Observation:
    """A mouth that opens exactly as loud as the noise that comes out of it."""
    rng = np.random.default_rng(seed)
    opening = np.convolve(rng.random(50), np.ones(5) / 5, "same").astype(np.float32)
    sound = rng.normal(size=32_000) * np.repeat(opening, 640) * 0.1
    return replace(nothing, mouth=opening, samples=sound.astype(np.float32))


def test_hits_within_80_ms_count_and_later_ones_do_not(nothing):
    assert impacts_together([hits(nothing, [1.0, 2.0], [1.05, 2.2])]) == pytest.approx(0.5)


def test_a_clip_without_any_hit_counts_as_a_miss(nothing):
    assert impacts_together([hits(nothing, [1.0], [1.0]), nothing]) == pytest.approx(2 / 3)


def test_shuffling_breaks_what_is_in_sync(nothing):
    group = [hits(nothing, [t, t + 1], [t, t + 1]) for t in (0.2, 0.5, 0.8)]
    assert impacts_together(group) == 1
    assert impacts_shuffled(group) < 0.5


def test_lips_follow_their_own_sound_only(nothing):
    group = [talker(nothing, seed) for seed in range(4)]
    assert lips_together(group) > 0.9
    assert lips_shuffled(group) < 0.5


def test_lips_that_are_two_frames_late_have_a_lag_of_two(nothing):
    group = [talker(nothing, seed) for seed in range(4)]
    late = [replace(o, mouth=np.roll(o.mouth, 2)) for o in group]
    assert [lag(o, o) for o in group] == [0, 0, 0, 0]
    assert [lag(o, o) for o in late] == [2, 2, 2, 2]


def test_the_hardest_neighbours_decide_how_well_a_control_is_obeyed():
    clear = [(0, 1.0), (0, 2.0), (1, 3.0), (1, 4.0), (2, 5.0), (2, 6.0)]
    swapped = [(0, 1.0), (0, 2.0), (1, 5.0), (1, 6.0), (2, 3.0), (2, 4.0)]
    assert least_in_order(clear) == 1
    assert least_in_order(swapped) == 0


def test_a_share_of_the_ceiling_needs_a_ceiling_above_the_floor():
    assert share_of_ceiling(0.5, 0.8, 0.2) == pytest.approx(0.5)
    assert np.isnan(share_of_ceiling(0.5, 0.22, 0.2))


def test_shuffled_pairs_never_pair_a_clip_with_itself():
    assert all(i != j for i, j in shuffled_pairs(5))
    assert shuffled_pairs(1) == []


def test_error_rate_is_edits_per_wanted_phoneme():
    assert error_rate([("a", "b"), ("c",)], [("a", "x"), ("c", "d")]) == pytest.approx(0.5)


def test_script_names_join_repetitions_and_leave_out_silence():
    n, t = PHONEME_IDS["en:n"], PHONEME_IDS["en:t"]
    script = torch.zeros(1, 3, COLUMNS, dtype=torch.int64)
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
