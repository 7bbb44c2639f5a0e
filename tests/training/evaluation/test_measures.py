"""The measures against signals whose answers are known."""

import numpy as np
import pytest
from tandem.training.evaluation.measures import (
    NO_PARTNER_S,
    active_s,
    correlation,
    distances_s,
    edit_distance,
    envelope,
    event_times,
    lag_frames,
    psnr_db,
    rank_correlation,
    share_in_order,
    share_within,
    strongest_hz,
)

RATE_HZ = 16_000


def tone(hertz: float, seconds: float = 1.0) -> np.ndarray:
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return sum(np.sin(2 * np.pi * hertz * k * t) / k for k in range(1, 6)).astype(np.float32) * 0.2


def test_event_times_finds_a_bump_between_two_frames():
    times = (np.arange(50) + 0.5) * 0.04
    likelihood = np.exp(-0.5 * ((times - 0.93) / 0.03) ** 2)
    assert event_times(likelihood, 0.04) == pytest.approx([0.93], abs=0.008)


def test_event_times_counts_a_flat_top_once_and_ignores_low_bumps():
    likelihood = np.array([0.0, 0.9, 0.9, 0.9, 0.0, 0.3, 0.0])
    assert len(event_times(likelihood, 1.0)) == 1


def test_event_times_finds_an_event_in_the_first_frame():
    assert event_times(np.array([0.9, 0.2, 0.0]), 0.04) == pytest.approx([0.02])


def test_two_silent_streams_are_not_in_sync():
    nothing = np.array([])
    assert distances_s(nothing, nothing) == [NO_PARTNER_S]
    assert share_within(distances_s(nothing, nothing), 0.08) == 0


def test_extra_events_of_either_stream_count_as_misses():
    assert share_within(distances_s(np.array([1.0]), np.array([1.02, 2.0])), 0.08) == pytest.approx(2 / 3)


def test_edit_distance_counts_each_kind_of_edit():
    assert edit_distance("kitten", "sitting") == 3
    assert edit_distance("", "abc") == 3
    assert edit_distance("abc", "abc") == 0


def test_a_lag_of_two_frames_is_found_with_its_sign():
    heard = np.convolve(np.random.default_rng(2).random(60), np.ones(3) / 3, "same")
    late = np.roll(heard, 2)
    assert lag_frames(late, heard) == 2
    assert lag_frames(heard, late) == -2
    assert lag_frames(heard, heard) == 0


def test_share_in_order_counts_pairs_and_halves_what_cannot_be_ordered():
    assert share_in_order([1.0, 2.0], [3.0, 4.0]) == 1
    assert share_in_order([3.0, 4.0], [1.0, 2.0]) == 0
    assert share_in_order([1.0, 3.0], [2.0, 2.0]) == pytest.approx(0.5)
    assert share_in_order([1.0], [float("nan"), 2.0]) == pytest.approx(0.75)


def test_strongest_hz_of_a_bell_like_sum():
    t = np.arange(RATE_HZ) / RATE_HZ
    assert strongest_hz(np.sin(2 * np.pi * 660 * t) + 0.4 * np.sin(2 * np.pi * 990 * t)) == pytest.approx(660, abs=2)


def test_correlation_with_something_that_does_not_move_is_zero():
    assert correlation(np.arange(9.0), np.ones(9)) == 0


def test_rank_correlation_is_one_for_any_rising_order():
    assert rank_correlation([(0, 1.0), (1, 5.0), (2, 700.0)]) == pytest.approx(1)
    assert rank_correlation([(0, 3.0), (1, 2.0), (2, 1.0)]) == pytest.approx(-1)


def test_rank_correlation_of_nothing_measurable_is_zero():
    assert rank_correlation([(0, float("nan")), (1, float("nan"))]) == 0


def test_envelope_has_one_value_per_frame():
    assert len(envelope(np.ones(6_500), 640)) == 10


def test_active_seconds_leave_out_the_silence_around():
    samples = np.concatenate([np.zeros(RATE_HZ), tone(200, 0.5), np.zeros(RATE_HZ)])
    assert active_s(samples) == pytest.approx(0.5, abs=0.06)


def test_psnr_of_a_difference_of_one_step():
    black = np.zeros((4, 4, 3), np.uint8)
    assert psnr_db(black, black + 1) == pytest.approx(20 * np.log10(255), abs=1e-6)
