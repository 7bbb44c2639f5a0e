"""When a clip's things strike: in the tempo that was asked for, by the seed, and on from what was heard before."""

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.accompaniment import ACCOMPANIMENT_COLUMN, ROOT_MIDI
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.cue_plan import PLANS, Happening, Heard, cued, planned
from tandem.engine.mini.text.cues import has_cues, moments, with_cues
from tandem.engine.mini.text.music import BEATS_PER_MINUTE, SCALES, midi_note
from tandem.engine.mini.text.points import FIRST_POINT_COLUMN
from tandem.engine.mini.text.rhythms import STRIKE_EVERY_S
from tandem.engine.mini.text.script import COLUMNS, TimedPhoneme, note_id, script_tensor
from tandem.engine.mini.text.tunes import INSTRUMENTS

ROWS = 128
MOVING = ("ball", "bell", "glass", "piano", "xylophone")
SECONDS = ROWS * 0.04


def words(rows: int = ROWS) -> torch.Tensor:
    return torch.zeros(rows, COLUMNS, dtype=torch.int64)


def values(**slots: str) -> dict[str, str]:
    return {"scene": "unspecified", **slots}


def gaps(cues) -> np.ndarray:
    return np.diff([cue.at_s for cue in cues])


@pytest.mark.parametrize("scene", sorted(STRIKE_EVERY_S))
@pytest.mark.parametrize("pace", ["slow", "medium", "fast"])
def test_things_strike_at_the_pace_that_was_asked_for(scene: str, pace: str):
    cues = planned(values(scene=scene, pace=pace), SECONDS, np.random.default_rng(1)).cues
    assert len(cues) >= 2
    assert gaps(cues) == pytest.approx(STRIKE_EVERY_S[scene][pace], rel=0.09)
    assert cues[0].at_s >= 0 and cues[-1].at_s < SECONDS


@pytest.mark.parametrize("scene", sorted(INSTRUMENTS))
@pytest.mark.parametrize("mood", ["happy", "sad"])
def test_instruments_play_notes_of_the_mood_on_the_beat(scene: str, mood: str):
    cues = planned(values(scene=scene, mood=mood, pace="fast"), SECONDS, np.random.default_rng(2)).cues
    half_beat_s = 30 / BEATS_PER_MINUTE["fast"]
    assert gaps(cues) / half_beat_s == pytest.approx(np.round(gaps(cues) / half_beat_s), abs=1e-6)
    root = INSTRUMENTS[scene].roots[mood]
    scale = {midi_note(mood, root, degree) for degree in range(2 * len(SCALES[mood]))}
    assert {cue.midi for cue in cues} <= scale
    assert len({cue.kind for cue in cues}) == (2 if INSTRUMENTS[scene].takes_turns else 1)


def test_the_seed_decides_and_nothing_else():
    context = one_hot({"scene": "ball"})
    first, again, other = (cued(words(), context, seed) for seed in (4, 4, 5))
    assert torch.equal(first, again) and not torch.equal(first, other)


@pytest.mark.parametrize("scene", ["talk", "ocean", "unspecified"])
def test_scenes_without_strikes_have_no_cues(scene: str):
    context = one_hot({} if scene == "unspecified" else {"scene": scene})
    assert not has_cues(cued(words(), context, 1))
    assert planned(values(scene=scene), SECONDS, np.random.default_rng(0)) == Happening([])


@pytest.mark.parametrize("scene", sorted(PLANS))
def test_what_was_heard_goes_on(scene: str):
    asked = values(scene=scene, pace="medium")
    whole = cued(words(), one_hot(asked), 3)
    begun = whole[:64]
    told = cued(words(), one_hot(asked), 8, torch.arange(ROWS) >= 64, begun)
    heard, new = moments(begun), moments(told)
    assert new and new[0].at_s >= 2.56
    usual_s = np.median(gaps(moments(whole)))
    distance = new[0].at_s - heard[-1].at_s
    assert 0.3 * usual_s < distance < 2.1 * max(usual_s, 0.6)


def test_locked_rows_get_none():
    free = torch.arange(ROWS) < 40
    told = cued(words(), one_hot({"scene": "drum"}), 1, free)
    assert has_cues(told[:40]) and not has_cues(told[40:])


def test_a_script_with_cues_stays_as_it_is_and_words_are_kept():
    spoken = script_tensor([TimedPhoneme(0.2, 2.0, "a", speaker=3)], {"a": 7}, ROWS)
    told = cued(spoken, one_hot({"scene": "commercial", "pace": "slow"}), 1)
    assert torch.equal(told[..., :3], spoken[..., :3])
    assert has_cues(told)
    assert torch.equal(cued(told, one_hot({"scene": "drum"}), 2), told)


def test_bars_begin_every_four_beats():
    cues = planned(values(scene="commercial", pace="fast"), SECONDS, np.random.default_rng(3)).cues
    bars = [index for index, cue in enumerate(cues) if cue.kind == "bar"]
    assert set(np.diff(bars)) == {4}
    assert with_cues(words(), cues)[:, 3].count_nonzero() == len([c for c in cues if c.at_s >= 0])


def test_the_beat_goes_on_where_no_bar_was_heard():
    heard = with_cues(words(24), planned(values(scene="commercial", pace="slow"), 0.96, np.random.default_rng(5)).cues)
    last = [cue for cue in moments(heard) if cue.kind == "beat"][-1:]
    assert last, "this seed has a beat and no bar in its first second"
    beat_s = 60 / BEATS_PER_MINUTE["slow"]
    new = planned(values(scene="commercial", pace="slow"), SECONDS, np.random.default_rng(6), Heard(last)).cues
    assert new[0].at_s == pytest.approx(last[0].at_s + beat_s)


@pytest.mark.parametrize("scene", sorted(MOVING))
def test_a_whole_clip_is_told_where_its_things_are(scene: str):
    told = cued(words(), one_hot({"scene": scene}), 3)
    seen = (told[:, FIRST_POINT_COLUMN : FIRST_POINT_COLUMN + 2] > 0).all(dim=-1)
    assert seen.float().mean() > 0.3
    other = cued(words(), one_hot({"scene": scene}), 4)
    assert not torch.equal(told[:, FIRST_POINT_COLUMN:], other[:, FIRST_POINT_COLUMN:])


def test_a_ball_touches_the_floor_when_it_strikes():
    told = cued(words(), one_hot({"scene": "ball", "object_size": "big"}), 3)
    heights = told[:, FIRST_POINT_COLUMN + 1].float() / 254 * 128
    for cue in moments(told):
        assert heights[round(cue.at_s / 0.04)] == pytest.approx(84, abs=6)
    assert heights.min() < 70


def test_a_camera_that_comes_nearer_moves_the_points():
    still, nearer = (cued(words(), one_hot({"scene": "bell", "camera": c}), 3) for c in ("static", "push_in"))
    assert torch.equal(still[:1, FIRST_POINT_COLUMN:], nearer[:1, FIRST_POINT_COLUMN:])
    assert (nearer[100:, FIRST_POINT_COLUMN + 1] > still[100:, FIRST_POINT_COLUMN + 1]).any()


def test_a_ball_goes_on_from_where_it_was():
    asked = one_hot({"scene": "ball", "object_size": "big"})
    begun = cued(words(), asked, 3)[:64]
    told = cued(words(), asked, 8, torch.arange(ROWS) >= 64, begun)
    path = torch.cat([begun[-3:], told[64:67]])[:, FIRST_POINT_COLUMN : FIRST_POINT_COLUMN + 2].float()
    assert (path.diff(dim=0).abs() < 30).all()


def test_a_small_ball_goes_on_down_to_the_floor_though_its_size_is_left_open():
    begun = cued(words(), one_hot({"scene": "ball", "object_size": "small"}), 3)[:64]
    told = cued(words(), one_hot({"scene": "ball"}), 8, torch.arange(ROWS) >= 64, begun)
    lowest = [rows[:, FIRST_POINT_COLUMN + 1].max().item() for rows in (begun, told)]
    assert lowest[1] == pytest.approx(lowest[0], abs=6)


def test_a_picture_that_is_given_without_its_script_says_itself_where_things_are():
    told = cued(words(), one_hot({"scene": "ball"}), 3, torch.arange(ROWS) >= 4)
    assert has_cues(told) and not told[:, FIRST_POINT_COLUMN:].any()


@pytest.mark.parametrize("mood", ["happy", "sad"])
def test_the_music_of_a_commercial_is_told_note_by_note(mood: str):
    told = cued(words(), one_hot({"scene": "commercial", "mood": mood, "pace": "fast"}), 3)
    notes = told[:, ACCOMPANIMENT_COLUMN] - note_id(36) + 36
    scale = {midi_note(mood, ROOT_MIDI, degree) for degree in range(3 * len(SCALES[mood]))}
    assert set(notes.tolist()) <= scale and (told[:, ACCOMPANIMENT_COLUMN] > 0).all()
    changes = (notes.diff() != 0).nonzero().flatten().float() * 0.04
    assert changes.diff().median() == pytest.approx(30 / BEATS_PER_MINUTE["fast"], abs=0.04)
