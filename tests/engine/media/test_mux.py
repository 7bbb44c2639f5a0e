import math
import os
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
import torch
from tandem.engine.media.mux import MuxError, write_mp4
from tandem.engine.media.probe import decode, probe

FPS, RATE = Fraction(25), 16_000


def sweep(samples: int, channels: int = 1, rate_hz: int = RATE) -> np.ndarray:
    t = np.arange(samples) / rate_hz
    one = 0.3 * np.sin(2 * np.pi * (200 + 300 * t) * t)
    return np.stack([one * (0.9**i) for i in range(channels)]).astype(np.float32)


def pictures(frames: int, width: int = 64, height: int = 48) -> torch.Tensor:
    """A bright square that moves one pixel per frame."""
    image = torch.full((frames, height, width, 3), 0.2)
    for i in range(frames):
        image[i, 8:24, i % (width - 16) : i % (width - 16) + 16] = torch.tensor([0.9, 0.5, 0.1])
    return image


@pytest.mark.parametrize("latents", [12, 13, 32, 47, 64])
def test_picture_and_sound_of_the_file_have_exactly_the_same_length(tmp_path, latents):
    frames = 4 * latents
    written = write_mp4(tmp_path / "clip.mp4", pictures(frames), sweep(640 * frames), FPS, RATE)
    facts = probe(written.path)
    assert (facts.video_streams, facts.audio_streams) == (1, 1)
    assert (facts.frames, facts.samples) == (frames, 640 * frames) == (written.frames, written.samples)
    assert facts.picture_s == facts.sound_s


@pytest.mark.parametrize("rate", [Fraction(24000, 1001), Fraction(30000, 1001), Fraction(12), Fraction(60)])
@pytest.mark.parametrize("sample_rate_hz", [16_000, 44_100, 48_000])
def test_odd_rates_keep_the_exact_sample_count(tmp_path, rate, sample_rate_hz):
    sound = sweep(2 * sample_rate_hz, 2, sample_rate_hz)
    written = write_mp4(tmp_path / "clip.mp4", pictures(17), sound, rate, sample_rate_hz)
    facts = probe(written.path)
    assert facts.frame_rate == rate
    assert (facts.frames, facts.samples, facts.channels) == (17, round(17 / rate * sample_rate_hz), 2)


def test_the_sound_in_the_file_starts_where_it_started(tmp_path):
    rng = np.random.default_rng(0)
    noise = (rng.standard_normal((1, 640 * 50)) * 0.1).astype(np.float32)
    write_mp4(tmp_path / "clip.mp4", pictures(50), noise, FPS, RATE)
    heard = decode(tmp_path / "clip.mp4").samples[0]
    shift = np.correlate(heard[:8000], noise[0, 2000:6000], "valid").argmax() - 2000
    assert shift == 0


def test_the_pictures_in_the_file_are_those_given(tmp_path):
    given = pictures(20)
    write_mp4(tmp_path / "clip.mp4", given, sweep(640 * 20), FPS, RATE, crf=1)
    seen = torch.from_numpy(decode(tmp_path / "clip.mp4").frames).float() / 255
    assert (seen - given).abs().mean() < 0.02


def test_a_generator_of_arrays_writes_the_same_file_as_the_tensor(tmp_path):
    image = pictures(20)
    arrays = ((frame * 255).round().byte().numpy() for frame in image)
    write_mp4(tmp_path / "a.mp4", image, sweep(640 * 20), FPS, RATE)
    write_mp4(tmp_path / "b.mp4", arrays, sweep(640 * 20), FPS, RATE)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


@pytest.mark.parametrize("channels", [1, 4])
def test_grey_and_alpha_images_are_written_as_colour(tmp_path, channels):
    facts = probe(write_mp4(tmp_path / "c.mp4", torch.rand(5, 16, 16, channels), sweep(3200), FPS, RATE).path)
    assert facts.frames == 5 and not facts.black


@pytest.mark.parametrize("given", [0, 1000, 640 * 40])
def test_sound_of_another_length_is_cut_or_followed_by_silence(tmp_path, given):
    facts = probe(write_mp4(tmp_path / "c.mp4", pictures(20), sweep(given), FPS, RATE).path)
    assert facts.samples == 640 * 20
    assert facts.silent == (given == 0)


def test_the_tags_are_written_as_given(tmp_path):
    tags = {"prompt": '{"1": {"class_type": "X"}}', "workflow": '{"nodes": ["字"]}'}
    facts = probe(write_mp4(tmp_path / "c.mp4", pictures(3), sweep(1920), FPS, RATE, tags).path)
    assert {key: facts.metadata[key] for key in tags} == tags


def test_the_index_stands_before_the_pictures(tmp_path):
    """Fast start: a browser can play before it has the whole file."""
    data = write_mp4(tmp_path / "c.mp4", pictures(50), sweep(32_000), FPS, RATE).path.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"frames": torch.rand(2, 17, 16, 3)}, "images: .* got 16x17; nearest legal size 16x16"),
        ({"frames": torch.rand(2, 16, 16, 2)}, "images: expected .frames, height, width"),
        ({"frames": torch.full((2, 16, 16, 3), math.nan)}, "images: .* NaN"),
        ({"frames": torch.rand(0, 16, 16, 3)}, "images: expected at least one frame"),
        ({"frames": iter([np.zeros((16, 16, 3), np.uint8), np.zeros((16, 18, 3), np.uint8)])}, "frame 1 is 18x16"),
        ({"samples": np.zeros((6, 100))}, "audio: expected one or two channels"),
        ({"samples": np.zeros(100)}, "audio: expected one or two channels"),
        ({"samples": np.full((1, 100), np.nan)}, "audio: expected finite samples"),
        ({"sample_rate_hz": 16_001}, "audio: AAC has no sample rate of 16001 Hz; nearest legal value 16000"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_sentence_and_leaves_no_file(tmp_path, change, words):
    call = {"frames": pictures(2), "samples": sweep(1280), "frame_rate": FPS, "sample_rate_hz": RATE}
    with pytest.raises(MuxError, match=words):
        write_mp4(tmp_path / "c.mp4", **{**call, **change})
    assert not list(tmp_path.iterdir())


def test_a_cancel_in_the_middle_leaves_no_file_and_the_next_call_works(tmp_path):
    class Cancelled(BaseException):
        pass

    def stop(count: int) -> None:
        if count == 7:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_mp4(tmp_path / "c.mp4", pictures(20), sweep(640 * 20), FPS, RATE, on_frame=stop)
    assert not list(tmp_path.iterdir())
    assert probe(write_mp4(tmp_path / "c.mp4", pictures(20), sweep(640 * 20), FPS, RATE).path).frames == 20


def test_a_fault_leaves_an_older_file_of_the_same_name_untouched(tmp_path):
    (tmp_path / "c.mp4").write_bytes(b"older")
    broken = iter([np.zeros((16, 16, 3), np.uint8), np.zeros((18, 16, 3), np.uint8)])
    with pytest.raises(MuxError):
        write_mp4(tmp_path / "c.mp4", broken, sweep(1280), FPS, RATE)
    assert (tmp_path / "c.mp4").read_bytes() == b"older"


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MuxError, match="^filename_prefix: .*file/c.mp4 could not be written"):
        write_mp4(tmp_path / "file" / "c.mp4", pictures(2), sweep(1280), FPS, RATE)


@pytest.mark.skipif(os.name != "posix", reason="limits the file size through setrlimit")
def test_a_full_disk_is_one_sentence_and_leaves_no_file(tmp_path):
    """A process that may write no file above 20 kB stands for a disk that fills up while the file is written."""
    program = f"""
import resource, signal, sys, numpy as np
from fractions import Fraction
from tandem.engine.media.mux import MuxError, write_mp4
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
noise = np.random.default_rng(0).integers(0, 255, (50, 64, 64, 3)).astype(np.uint8)
try:
    write_mp4({str(tmp_path / "c.mp4")!r}, iter(noise), np.zeros((1, 32000)), Fraction(25), 16000)
except MuxError as error:
    sys.exit(str(error))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 1
    assert "could not be written (File too large)" in done.stderr
    assert not list(tmp_path.iterdir())
