from fractions import Fraction

import pytest
from tandem.engine import clock

NTSC_FILM = Fraction(24000, 1001)


def test_a_frame_sounds_where_an_independent_integer_formula_puts_it():
    for frame in range(0, 2000, 37):
        assert clock.sample_of_frame(frame, Fraction(25), 16_000) == frame * 640


def test_odd_rates_do_not_drift_over_an_hour():
    frames = 24 * 3600
    exact_s = Fraction(frames * 1001, 24000)
    assert abs(clock.sample_of_frame(frames, NTSC_FILM, 44_100) - exact_s * 44_100) <= Fraction(1, 2)


def test_the_samples_of_consecutive_frames_add_up_to_the_clip():
    edges = [clock.sample_of_frame(i, NTSC_FILM, 48_000) for i in range(101)]
    assert sum(b - a for a, b in zip(edges, edges[1:], strict=False)) == clock.samples_for_frames(
        100, NTSC_FILM, 48_000
    )


def test_frame_at_is_the_inverse_of_duration():
    for frames in (1, 2, 47, 1000):
        assert clock.frame_at(clock.duration_s(frames, NTSC_FILM), NTSC_FILM) == frames


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (25.0, Fraction(25)),
        (24, Fraction(24)),
        (23.976, NTSC_FILM),
        (23.98, NTSC_FILM),
        (29.97, Fraction(30000, 1001)),
        (59.94, Fraction(60000, 1001)),
        (12.5, Fraction(25, 2)),
        (0.1, Fraction(1, 10)),
    ],
)
def test_a_typed_rate_becomes_the_exact_one(typed, meant):
    assert clock.exact_rate(typed) == meant


@pytest.mark.parametrize("typed", [0.0, -25.0, float("nan"), float("inf")])
def test_a_rate_that_is_no_rate_is_refused(typed):
    with pytest.raises(clock.ClockError, match="frame_rate"):
        clock.exact_rate(typed)


@pytest.mark.parametrize("latent_s", [Fraction(1, 25), Fraction(1, 40), Fraction(1024, 44100)])
@pytest.mark.parametrize("frame_rate", [Fraction(24), Fraction(25), Fraction(30), Fraction(50), NTSC_FILM])
def test_the_frames_that_last_whole_latents_are_those_that_counting_finds(latent_s, frame_rate):
    def holds_whole_latents(frames):
        return clock.latents_in(clock.duration_s(frames, frame_rate), latent_s).denominator == 1

    found = clock.frames_per_whole(latent_s, frame_rate)
    assert holds_whole_latents(found)
    assert not any(holds_whole_latents(frames) for frames in range(1, found))
