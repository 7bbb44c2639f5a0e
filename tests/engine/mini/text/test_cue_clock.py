"""The clock tells how long ago the last cue was and how soon the next one comes, to 20 ms."""

import math

import pytest
import torch
from tandem.engine.mini.text.cue_clock import CLOCK_WIDTH, DECAYS, KINDS, SHORTEST_DECAY_S, cue_clock
from tandem.engine.mini.text.cues import Cue, with_cues
from tandem.engine.mini.text.script import COLUMNS

ROWS, DECAY_S = 48, 0.32
SINCE, UNTIL = 0, 1
FIRST, SECOND, BEATS = range(KINDS)


def clock(*cues: Cue) -> torch.Tensor:
    """`[ROWS, 2, KINDS]` decays of DECAY_S."""
    script = with_cues(torch.zeros(ROWS, COLUMNS, dtype=torch.int64), cues)
    told = cue_clock(script[None])
    assert told.shape == (1, ROWS, CLOCK_WIDTH)
    return told.reshape(ROWS, KINDS, 2, DECAYS).transpose(1, 2)[..., round(math.log2(DECAY_S / SHORTEST_DECAY_S))]


def seconds(decay: torch.Tensor) -> float:
    return -math.log(decay.item()) * DECAY_S


@pytest.mark.parametrize("struck_s", [0.4, 0.42])
def test_both_times_count_from_the_strike(struck_s):
    told = clock(Cue(struck_s))
    for row in (12, 20, 40):
        assert seconds(told[row, SINCE, FIRST]) == pytest.approx(row * 0.04 + 0.02 - struck_s, abs=1e-3)
    for row in (0, 5, 9):
        assert seconds(told[row, UNTIL, FIRST]) == pytest.approx(struck_s - row * 0.04 - 0.02, abs=1e-3)


def test_what_never_comes_is_nothing():
    told = clock(Cue(0.4))
    assert told[:10, SINCE].abs().sum() == told[10:, UNTIL].abs().sum() == 0
    assert told[..., 1:].abs().sum() == 0
    assert clock().abs().sum() == 0


def test_kinds_of_strikes_have_clocks_of_their_own_and_beats_share_one():
    told = clock(Cue(0.4), Cue(0.8, "second"), Cue(0.4, "bar"), Cue(1.2, "beat"))
    assert seconds(told[25, SINCE, FIRST]) == pytest.approx(0.62, abs=1e-3)
    assert seconds(told[25, SINCE, SECOND]) == pytest.approx(0.22, abs=1e-3)
    assert seconds(told[25, SINCE, BEATS]) == pytest.approx(0.62, abs=1e-3)
    assert seconds(told[25, UNTIL, BEATS]) == pytest.approx(0.18, abs=1e-3)


def test_the_last_of_two_counts():
    told = clock(Cue(0.4), Cue(0.6))
    assert seconds(told[20, SINCE, FIRST]) == pytest.approx(0.22, abs=1e-3)
    assert seconds(told[12, UNTIL, FIRST]) == pytest.approx(0.10, abs=1e-3)


def test_words_are_no_cues():
    script = torch.full((1, ROWS, COLUMNS), 5)
    assert cue_clock(script).abs().sum() == 0
