"""What a prompt leaves open: chosen once, by the seed, among what the scene has, and only where a stream is free."""

import pytest
import torch
from tandem.engine.mini.text.attributes import SLOTS, UNSPECIFIED, most_likely, one_hot
from tandem.engine.mini.text.casting import HEARD_ONLY, NARRATED_SCENES, SEEN_ONLY, cast
from tandem.engine.mini.text.scene_slots import SCENE_SLOTS, values_of
from tandem.engine.mini.text.script import TimedPhoneme, script_tensor
from tandem.engine.mini.text.singing import OPEN


def said(*speakers: int) -> torch.Tensor:
    return script_tensor(
        [TimedPhoneme(0.2 * k, 0.2 * k + 0.1, "a", who) for k, who in enumerate(speakers)], {"a": 7}, 40
    )


def values(context: torch.Tensor) -> dict[str, str]:
    return {slot: value for slot, (value, _) in most_likely(context).items() if value != UNSPECIFIED}


@pytest.mark.parametrize("scene", sorted(SCENE_SLOTS))
def test_everything_that_the_scene_shows_is_chosen_among_what_it_has(scene):
    for seed in range(12):
        chosen = values(cast(one_hot({"scene": scene}), said(), seed))
        assert set(chosen) == SCENE_SLOTS[scene] - {"language", "narrator"}
        assert all(value in values_of(scene, slot) for slot, value in chosen.items())


def test_what_is_stated_stays_and_changes_nothing_else():
    open_clip = values(cast(one_hot({"scene": "ball"}), said(), 3))
    stated = values(cast(one_hot({"scene": "ball", "floor": "metal", "camera": "pan"}), said(), 3))
    assert stated == {**open_clip, "floor": "metal", "camera": "pan"}


def test_a_doubtful_reading_becomes_its_likeliest_value():
    context = 0.6 * one_hot({"scene": "drum", "pace": "fast"}) + 0.4 * one_hot({"scene": "bell", "pace": "slow"})
    settled = cast(context, said(), 1)
    assert values(settled)["pace"] == "fast" and values(settled)["scene"] == "drum"
    assert torch.equal(settled.sum(1), torch.ones(len(SLOTS))) and set(settled.unique().tolist()) == {0.0, 1.0}


def test_seeds_choose_differently_and_always_the_same():
    backgrounds = [values(cast(one_hot({"scene": "bell"}), said(), seed))["background"] for seed in range(30)]
    assert len(set(backgrounds)) == 6
    assert backgrounds == [values(cast(one_hot({"scene": "bell"}), said(), seed))["background"] for seed in range(30)]


def test_casting_twice_changes_nothing():
    once = cast(one_hot({"scene": "dialogue"}), said(1, 2), 5)
    assert torch.equal(once, cast(once, said(1, 2), 6))


def test_a_locked_stream_shows_what_it_shows():
    context = one_hot({"scene": "drum"})
    heard = values(cast(context, said(), 2, picture_free=False))
    seen = values(cast(context, said(), 2, sound_free=False))
    assert set(heard) == {"scene"}
    music = values(cast(one_hot({"scene": "piano"}), said(), 2, picture_free=False))
    assert set(music) == {"scene", *HEARD_ONLY & SCENE_SLOTS["piano"]} == {"scene", "mood"}
    assert set(seen) == {"scene", *SEEN_ONLY & SCENE_SLOTS["drum"]}
    assert values(cast(context, said(), 2, picture_free=False, sound_free=False)) == {"scene": "drum"}


@pytest.mark.parametrize(
    ("speakers", "scenes"),
    [((1,), {"talk"}), ((1, 2, 1), {"dialogue"}), ((3,), set(NARRATED_SCENES))],
)
def test_an_open_scene_fits_those_who_speak(speakers, scenes):
    assert {values(cast(one_hot({}), said(*speakers), seed))["scene"] for seed in range(40)} == scenes


def test_an_empty_prompt_becomes_a_clip_without_words():
    scenes = {values(cast(one_hot({}), said(), seed))["scene"] for seed in range(200)}
    assert {"ball", "piano", "ocean", "sing"} <= scenes
    assert not scenes & {"talk", "dialogue", "rap", "sing_words", "commercial"}
    assert values(cast(one_hot({}), said(), 1, picture_free=False)) == {}


def test_a_narrator_has_a_voice_only_when_one_is_heard():
    assert "narrator" not in values(cast(one_hot({"scene": "ocean"}), said(), 1))
    assert values(cast(one_hot({"scene": "ocean"}), said(3), 1))["narrator"] in values_of("ocean", "narrator")


def test_a_song_is_what_its_script_was_written_for():
    chosen = values(cast(one_hot({"scene": "sing_words"}), said(1), 4))
    assert {slot: chosen[slot] for slot in OPEN} == OPEN
