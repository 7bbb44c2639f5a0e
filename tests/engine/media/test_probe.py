from fractions import Fraction

import numpy as np
import pytest
from tandem.engine.media.mux import write_mp4
from tandem.engine.media.probe import ProbeError, decode, probe

FPS, RATE = Fraction(25), 16_000


def write(path, level: int, gain: float):
    frames = (np.full((32, 32, 3), level, np.uint8) for _ in range(10))
    tone = gain * np.sin(np.arange(6400) / 5)[None]
    return write_mp4(path, frames, tone, FPS, RATE).path


@pytest.mark.parametrize(("level", "black"), [(0, True), (2, True), (60, False), (255, False)])
def test_a_black_picture_is_recognised(tmp_path, level, black):
    assert probe(write(tmp_path / "c.mp4", level, 0.5)).black is black


@pytest.mark.parametrize(("gain", "silent"), [(0.0, True), (0.0005, True), (0.05, False)])
def test_a_silent_sound_is_recognised(tmp_path, gain, silent):
    assert probe(write(tmp_path / "c.mp4", 128, gain)).silent is silent


def test_size_rate_and_peak_are_those_written(tmp_path):
    facts = probe(write(tmp_path / "c.mp4", 128, 0.5))
    assert (facts.width, facts.height, facts.frames, facts.frame_rate) == (32, 32, 10, FPS)
    assert (facts.samples, facts.sample_rate_hz, facts.channels) == (6400, RATE, 1)
    assert facts.peak == pytest.approx(0.5, abs=0.06)
    assert facts.picture_s == facts.sound_s == Fraction(2, 5)


def test_decode_returns_every_frame_and_sample(tmp_path):
    clip = decode(write(tmp_path / "c.mp4", 128, 0.5))
    assert clip.frames.shape == (10, 32, 32, 3) and clip.samples.shape == (1, 6400)
    assert (clip.frame_rate, clip.sample_rate_hz) == (FPS, RATE)


@pytest.mark.parametrize("content", [None, b"", b"no media at all"])
def test_what_is_no_media_file_is_refused_by_name(tmp_path, content):
    path = tmp_path / "broken.mp4"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ProbeError, match="broken.mp4: cannot be read as a media file"):
        probe(path)
