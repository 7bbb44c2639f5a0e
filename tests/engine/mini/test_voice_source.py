"""The source of a decoded voice: pitch out of bins, and pulses that stay in step."""

import pytest
import torch
from tandem.engine.mini.voice_source import (
    DEFAULT_HZ,
    LOWEST_HZ,
    PITCH_BINS,
    bins_of,
    bridged,
    hertz_of,
    pitch_and_voicing,
    pulses,
)

HOP = 160


def test_bins_count_fifty_cents_from_the_lowest():
    assert hertz_of(torch.tensor([0.0, 24.0])).tolist() == pytest.approx([LOWEST_HZ, 2 * LOWEST_HZ])
    hertz = torch.tensor([61.0, 123.4, 700.0])
    torch.testing.assert_close(hertz_of(bins_of(hertz)), hertz)


def test_a_pitch_between_two_bins_is_read_between_them():
    bins = torch.arange(PITCH_BINS + 1).float()
    logits = -0.5 * ((bins - 30.3) / 0.8) ** 2
    logits[-1] = -5.0
    hertz, voiced = pitch_and_voicing(logits[None])
    assert bins_of(hertz).item() == pytest.approx(30.3, abs=0.1)
    assert voiced.item() > 0.9


def test_no_pitch_is_read_where_its_bin_is_likeliest():
    logits = torch.zeros(1, PITCH_BINS + 1)
    logits[0, -1] = 20.0
    assert pitch_and_voicing(logits)[1].item() < 0.01


def test_a_gap_is_bridged_and_silence_has_a_default():
    hertz = torch.tensor([[100.0, 900.0, 900.0, 130.0], [1.0, 2.0, 3.0, 4.0]])
    voiced = torch.tensor([[1.0, 0.0, 0.2, 0.9], [0.0, 0.0, 0.1, 0.0]])
    torch.testing.assert_close(
        bridged(hertz, voiced), torch.tensor([[100.0, 110.0, 120.0, 130.0], [DEFAULT_HZ] * 4]), rtol=0, atol=1e-3
    )


def test_pulses_repeat_with_the_period_and_are_as_loud_as_noise():
    train = pulses(torch.full((1, 100), 200.0), HOP)[0]
    assert train.shape == (16000,)
    torch.testing.assert_close(train[:15920], train[80:], rtol=0, atol=0.05)
    assert train.square().mean().item() == pytest.approx(1.0, abs=0.15)


def test_the_beginning_of_a_longer_train_is_the_shorter_one():
    pitch = torch.linspace(80, 300, 200)[None]
    longer, shorter = pulses(pitch, HOP)[0], pulses(pitch[:, :100], HOP)[0]
    # The last half hop of the shorter one does not know where its pitch goes.
    torch.testing.assert_close(longer[: 100 * HOP - HOP], shorter[:-HOP], rtol=0, atol=1e-4)
