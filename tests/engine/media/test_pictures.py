from fractions import Fraction

import numpy as np
import pytest
from tandem.engine.media.pictures import CAPTION_PIXELS, contact_sheet, mel_magnitudes, spectrogram


def test_the_sheet_shows_the_first_and_the_last_frame():
    frames = [np.full((32, 32, 3), level, np.uint8) for level in range(0, 250, 5)]
    sheet = np.asarray(contact_sheet(frames, Fraction(25), columns=4, rows=2, tile_pixels=32))
    assert sheet.shape == (2 * (32 + CAPTION_PIXELS), 4 * 32, 3)
    assert sheet[5, 5, 0] == 0 and sheet[32 + CAPTION_PIXELS + 5, -5, 0] == 245


def test_fewer_frames_than_places_make_a_smaller_sheet():
    assert contact_sheet(np.zeros((3, 8, 8, 3), np.uint8), columns=8, rows=2, tile_pixels=16).size == (
        48,
        16 + CAPTION_PIXELS,
    )


def test_no_frames_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        contact_sheet([])


@pytest.mark.parametrize("pitch_hz", [200.0, 1000.0, 5000.0])
def test_a_tone_lights_the_band_of_its_pitch(pitch_hz):
    t = np.arange(16_000) / 16_000
    band = mel_magnitudes(np.sin(2 * np.pi * pitch_hz * t), 16_000)[20:80].mean(axis=0).argmax()
    low, high = 2595 * np.log10(1 + 40 / 700), 2595 * np.log10(1 + 8000 / 700)
    expected = (2595 * np.log10(1 + pitch_hz / 700) - low) / (high - low) * 81 - 1
    assert abs(band - expected) <= 1


def test_time_runs_to_the_right_and_pitch_upwards():
    t = np.arange(32_000) / 16_000
    early_low_late_high = np.where(t < 1, np.sin(2 * np.pi * 200 * t), np.sin(2 * np.pi * 6000 * t))
    image = np.asarray(spectrogram(early_low_late_high, 16_000, height=100, seconds_pixels=50)).sum(axis=2)
    assert image.shape == (100 + CAPTION_PIXELS, 100)
    assert image[50:100, 10:40].mean() > 2 * image[0:50, 10:40].mean()
    assert image[0:50, 60:90].mean() > 2 * image[50:100, 60:90].mean()


def test_silence_and_stereo_are_drawn_too():
    assert spectrogram(np.zeros((2, 16_000)), 16_000).size[0] == 160
