"""What passes for a voice."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.media.sound import SoundError
from tandem.engine.media.voice import LEAST_VOICE_S, MOST_VOICE_S, SILENT_PEAK, checked_voice

RATE_HZ = 8000


def tone(seconds: float, peak: float = 0.5) -> torch.Tensor:
    phase = torch.arange(round(seconds * RATE_HZ)) * 0.3
    return peak * phase.sin()[None, None]


@pytest.mark.parametrize("seconds", [LEAST_VOICE_S, 5.0, MOST_VOICE_S])
def test_a_voice_comes_back_as_it_is(seconds) -> None:
    assert torch.equal(checked_voice(tone(seconds), RATE_HZ), tone(seconds)[0])


@pytest.mark.parametrize(
    ("audio", "said"),
    [
        (tone(0.5), "audio: expected 1 to 30 s of a voice, got 0.50 s; nearest legal value 1 s"),
        (tone(31.0), "audio: expected 1 to 30 s of a voice, got 31.00 s; nearest legal value 30 s"),
        (torch.zeros(1, 2, RATE_HZ * 5), "audio: expected a voice, got silence (it stays below -60 dB of full scale)"),
        (tone(5.0, 0.9 * SILENT_PEAK), "audio: expected a voice, got silence (it stays below -60 dB of full scale)"),
        (tone(5.0) * float("nan"), "audio: expected finite samples, got NaN or infinity"),
    ],
)
def test_what_is_no_voice_is_refused(audio, said) -> None:
    with pytest.raises(SoundError) as error:
        checked_voice(audio, RATE_HZ)
    assert str(error.value) == said


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(SoundError, match=r"got 0.10 s; nearest legal value 1 s; audio: expected a voice, got silence"):
        checked_voice(torch.zeros(1, 1, RATE_HZ // 10), RATE_HZ)
