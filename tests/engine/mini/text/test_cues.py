"""Moments in a script: where they stand, that words are kept, and that they can be taken out again."""

import pytest
import torch
from tandem.engine.mini.text.cues import FIRST_STRIKE_ID, Cue, has_cues, moments, with_cues, without_cues
from tandem.engine.mini.text.phonemes import PHONEMES
from tandem.engine.mini.text.script import COLUMNS, HIGHEST_MIDI, PROSODY_COUNT, TimedPhoneme, note_id, script_tensor


def empty(rows: int = 10) -> torch.Tensor:
    return torch.zeros(rows, COLUMNS, dtype=torch.int64)


def test_cues_have_ids_that_nothing_else_has():
    assert len(PHONEMES) <= FIRST_STRIKE_ID
    last_note = note_id(HIGHEST_MIDI)
    beat, bar = with_cues(empty(), [Cue(0.0, "beat"), Cue(0.04, "bar")])[:2, 3].tolist()
    assert last_note < beat < bar < PROSODY_COUNT


def test_a_strike_stands_in_its_20_ms_and_its_note_from_there_on():
    rows = with_cues(empty(), [Cue(0.1, "second", midi=60, length_s=0.12)])
    assert rows[:, :2].flatten().nonzero().flatten().tolist() == [5]
    assert rows[:, 3].nonzero().flatten().tolist() == [2, 3, 4, 5]
    assert set(rows[2:6, 3].tolist()) == {note_id(60)}


def test_what_was_put_in_is_found_again():
    cues = [Cue(0.02, "first"), Cue(0.12, "beat"), Cue(0.24, "second"), Cue(0.32, "bar")]
    found = moments(with_cues(empty(), cues))
    assert [(round(cue.at_s, 2), cue.kind) for cue in found] == [(cue.at_s, cue.kind) for cue in cues]


def test_words_are_kept_and_come_back_alone():
    words = script_tensor([TimedPhoneme(0.0, 0.2, "a", speaker=3, prosody=2)], {"a": 7}, 10)
    told = with_cues(words, [Cue(0.1, "first"), Cue(0.3, "first", midi=50, length_s=0.05), Cue(0.16, "beat")])
    assert torch.equal(told[:5, :3], words[:5, :3])
    assert has_cues(told) and not has_cues(words)
    back = without_cues(told)
    assert not has_cues(back)
    assert torch.equal(back[:, :3], words[:, :3])
    assert (back[:, 3] != words[:, 3]).nonzero().flatten().tolist() == [4]


def test_cues_outside_the_clip_are_left_out():
    assert not has_cues(with_cues(empty(), [Cue(-0.1), Cue(0.4), Cue(-0.02, "bar"), Cue(5.0, "beat")]))


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="expected one of .*'third'"):
        with_cues(empty(), [Cue(0.1, "third")])


def test_a_note_is_not_put_under_spoken_words():
    words = script_tensor([TimedPhoneme(0.0, 0.2, "a", speaker=3)], {"a": 7}, 10)
    told = with_cues(words, [Cue(0.0, "first", midi=60, length_s=0.4)])
    assert not told[:5, 3].any() and told[5:, 3].all()
