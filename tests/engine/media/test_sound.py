"""A recording of any rate, channels and length becomes the sound that a clip needs."""

import pytest
import torch
from tandem.engine.media.sound import SoundError, checked, part_of, resampled, with_channels


def ramp(length: int, channels: int = 1) -> torch.Tensor:
    return torch.arange(length, dtype=torch.float32).expand(channels, -1)


@pytest.mark.parametrize(
    ("waveform", "rate", "said"),
    [
        (torch.zeros(2, 100), 16000, r"audio: expected a waveform .* got \[2, 100\]"),
        (torch.zeros(1, 9, 100), 16000, "1 to 8"),
        (torch.zeros(1, 2, 0), 16000, r"got \[1, 2, 0\]"),
        (torch.full((1, 1, 9), float("nan")), 16000, "finite samples"),
        (torch.zeros(1, 1, 9), 0, "sample rate above 0, got 0"),
    ],
)
def test_what_is_no_sound_is_refused(waveform, rate, said):
    with pytest.raises(SoundError, match=said):
        checked(waveform, rate)


def test_every_fault_is_told_at_once():
    with pytest.raises(SoundError, match="waveform.*; .*sample rate"):
        checked(torch.zeros(3), -1)


def test_of_a_batch_the_first_is_taken():
    assert torch.equal(checked(torch.stack([ramp(5), -ramp(5)]), 8000), ramp(5))


def test_a_part_begins_where_it_is_asked_and_has_exactly_its_length():
    assert part_of(ramp(1000), 100, 2.0, 3.0)[0].tolist() == list(range(200, 500))


def test_silence_follows_a_sound_that_is_too_short():
    part = part_of(ramp(100), 100, 0.5, 1.0)
    assert part.shape == (1, 100) and part[0, 49] == 99 and not part[0, 50:].any()


def test_a_start_behind_the_end_is_refused_with_the_latest_one():
    with pytest.raises(SoundError, match="start_seconds: expected 0 to 0.99 s, since the sound lasts 1.00 s, got 1"):
        part_of(ramp(100), 100, 1.0, 1.0)


def test_resampling_keeps_a_tone_and_its_length():
    time = torch.arange(48000) / 48000
    tone = torch.sin(2 * torch.pi * 440 * time)[None]
    heard = resampled(tone, 48000, 16000)
    assert heard.shape == (1, 16000)
    expected = torch.sin(2 * torch.pi * 440 * torch.arange(16000) / 16000)
    assert (heard[0] - expected)[200:-200].abs().max() < 0.01
    assert resampled(tone, 48000, 48000) is tone


def test_channels_are_mixed_or_repeated():
    stereo = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    assert with_channels(stereo, 1).tolist() == [[2.0, 3.0]]
    assert with_channels(stereo[:1], 2).tolist() == [[1.0, 2.0], [1.0, 2.0]]
    assert with_channels(torch.cat([stereo, stereo]), 2).tolist() == stereo.tolist()
