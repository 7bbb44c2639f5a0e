from fractions import Fraction

import pytest
import torch
from tandem.engine import seam

RATE = 16_000
FPS = Fraction(25)


def tone(seconds: float, gain: float = 0.3) -> torch.Tensor:
    t = torch.arange(int(seconds * RATE), dtype=torch.float64) / RATE
    return gain * torch.sin(2 * torch.pi * 440 * t)


def moving(frames: int) -> torch.Tensor:
    """A ramp that brightens by the same amount in every frame."""
    return (torch.arange(frames) * 0.005)[:, None, None, None].expand(frames, 8, 8, 3)


def test_a_steady_tone_and_a_steady_motion_have_no_seam():
    found = seam.measure_seam(moving(100), tone(4), FPS, RATE, seam_frame=48)
    assert found.at_s == pytest.approx(1.92)
    assert found.level_step_db == pytest.approx(0, abs=0.1)
    assert found.click_ratio <= 1.01
    assert found.frame_difference_ratio == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(("gain", "step_db"), [(0.6, 6.02), (0.15, -6.02)])
def test_a_doubled_level_is_six_decibels(gain, step_db):
    samples = torch.cat([tone(1), tone(1, gain)])
    assert seam.level_step_db(samples, RATE, RATE) == pytest.approx(step_db, abs=0.05)


def test_silence_to_silence_is_no_step():
    assert seam.level_step_db(torch.zeros(RATE), RATE // 2, RATE) == 0


def test_a_jump_of_the_waveform_is_a_click():
    samples = tone(2)
    samples[RATE:] += 0.2
    assert seam.click_ratio(samples, RATE, RATE) > 10
    assert seam.click_ratio(samples, RATE + RATE // 4, RATE) < 0.5


def test_a_jump_of_the_picture_stands_out():
    frames = moving(100).clone()
    frames[48:] += 0.3
    found = seam.measure_seam(frames, tone(4), FPS, RATE, seam_frame=48)
    assert found.frame_difference_ratio == pytest.approx(0.305 / 0.005, rel=0.01)


def test_a_piece_of_the_chain_is_measured_as_the_whole_is():
    frames, samples = moving(100).clone(), tone(4)
    frames[48:] += 0.1
    samples[48 * 640 :] *= 2
    whole = seam.measure_seam(frames, samples, FPS, RATE, seam_frame=48)
    piece = seam.measure_seam(frames[20:76], samples[20 * 640 : 76 * 640], FPS, RATE, seam_frame=48, start_frame=20)
    assert piece.at_s == whole.at_s
    assert piece.level_step_db == pytest.approx(whole.level_step_db, abs=1e-6)
    assert piece.click_ratio == pytest.approx(whole.click_ratio, rel=1e-6)
    assert piece.frame_difference_ratio == pytest.approx(whole.frame_difference_ratio, rel=1e-4)


@pytest.mark.parametrize("seam_frame", [0, 100])
def test_a_seam_outside_the_piece_is_refused(seam_frame):
    with pytest.raises(ValueError, match="from 1 to 99"):
        seam.measure_seam(moving(100), tone(4), FPS, RATE, seam_frame=seam_frame)


def test_the_sentence_names_the_place_and_the_numbers():
    sentence = seam.Seam(5.12, -0.26, 0.4, 1.1).sentence()
    assert sentence.startswith("Seam at 5.12 s: level -0.3 dB, click 0.40, picture change 1.10")
