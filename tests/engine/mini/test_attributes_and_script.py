"""The two things a prompt becomes: slot probabilities and a script of sounds."""

import pytest
import torch
from tandem.engine.mini.text.attributes import SLOT_COUNT, SLOT_NAMES, VALUE_COUNT, most_likely, one_hot
from tandem.engine.mini.text.script import TimedPhoneme, fit_script, note_id, script_tensor


def test_unsaid_slots_are_unspecified():
    rows = one_hot({"scene": "bell"})
    assert rows.shape == (SLOT_COUNT, VALUE_COUNT)
    assert torch.equal(rows.sum(1), torch.ones(SLOT_COUNT))
    reading = most_likely(rows)
    assert reading["scene"] == ("bell", 1.0)
    assert all(reading[name][0] == "unspecified" for name in SLOT_NAMES if name != "scene")


def test_unknown_slots_and_values_are_refused():
    with pytest.raises(KeyError, match="weather"):
        one_hot({"weather": "rain"})
    with pytest.raises(ValueError, match="submarine"):
        one_hot({"scene": "submarine"})


def test_a_phoneme_fills_its_slots():
    rows = script_tensor([TimedPhoneme(0.04, 0.10, "a", speaker=2, prosody=3)], {"a": 7}, 4)
    assert rows[:, :2].flatten().tolist() == [0, 0, 7, 7, 7, 0, 0, 0]
    assert rows[:, 2].tolist() == [0, 2, 2, 0]
    assert rows[:, 3].tolist() == [0, 3, 3, 0]


def test_phonemes_outside_the_clip_are_left_out():
    rows = script_tensor([TimedPhoneme(-1.0, -0.5, "a"), TimedPhoneme(9.0, 9.1, "a")], {"a": 7}, 4)
    assert rows.sum() == 0


def test_the_shortest_phoneme_still_has_one_slot():
    assert (script_tensor([TimedPhoneme(0.02, 0.021, "a")], {"a": 7}, 2)[:, :2] == 7).sum() == 1


def test_notes_are_kept_within_the_prosody_ids():
    assert (note_id(36), note_id(60), note_id(10), note_id(200)) == (6, 30, 6, 54)


def test_a_short_script_is_padded_and_a_long_one_hurried():
    script = torch.arange(1, 13).reshape(1, 12, 1).expand(-1, -1, 4)
    assert fit_script(script, 20)[0, :, 0].tolist() == [*range(1, 13), *[0] * 8]
    hurried = fit_script(script, 10)[0, :, 0]
    assert (hurried[0], hurried[-1], len(hurried)) == (1, 12, 10)


def test_a_script_that_is_far_too_long_is_cut():
    script = torch.arange(1, 101).reshape(1, 100, 1).expand(-1, -1, 4)
    assert fit_script(script, 10, most_speedup=1.4)[0, -1, 0] == 14
