import pytest
import torch
from tandem.engine.mini.text.attributes import SLOT_NAMES, most_likely, one_hot
from tandem.engine.mini.text.settling import moved, stated, with_loudness, with_narrator, with_song

SCENE = SLOT_NAMES.index("scene")


def value(context: torch.Tensor, slot: str) -> str:
    return most_likely(context)[slot][0]


def test_probability_that_moves_is_neither_lost_nor_shared():
    context = one_hot({"scene": "sing"})
    context[SCENE] *= 0.8
    context[SCENE, 1] = 0.2
    found = moved(context, "scene", "sing", "sing_words")
    assert most_likely(found)["scene"] == ("sing_words", pytest.approx(0.8))
    assert found.sum() == pytest.approx(float(context.sum()))
    assert value(context, "scene") == "sing"


def test_a_stated_value_is_certain():
    assert torch.equal(stated(one_hot({"mood": "sad"}), "mood", "happy"), one_hot({"mood": "happy"}))


@pytest.mark.parametrize(
    ("scene", "speakers", "becomes"),
    [
        ("sing", {1}, "sing_words"),
        ("sing", {1, 3}, "sing_words"),
        ("sing", set(), "sing"),
        ("sing", {3}, "sing"),
        ("sing_words", set(), "sing"),
        ("sing_words", {1}, "sing_words"),
        ("rap", {1}, "rap"),
    ],
)
def test_a_song_has_words_when_somebody_in_the_picture_has_a_quote(scene, speakers, becomes):
    context, now = with_song(one_hot({"scene": scene, "mood": "sad"}), scene, speakers)
    assert now == becomes
    assert torch.equal(context, one_hot({"scene": becomes, "mood": "sad"}))


@pytest.mark.parametrize(
    ("scene", "speakers", "left"),
    [
        ("ocean", set(), {}),
        ("ocean", {3}, {"narrator": "woman", "language": "english"}),
        ("talk", {1}, {"language": "english"}),
        ("unspecified", set(), {"language": "english"}),
    ],
)
def test_a_narrator_without_words_is_left_open(scene, speakers, left):
    context = one_hot({"narrator": "woman", "language": "english"})
    assert torch.equal(with_narrator(context, scene, speakers), one_hot(left))


@pytest.mark.parametrize(
    ("scene", "asked", "becomes"),
    [
        ("drum", "whisper", "quiet"),
        ("ocean", "shout", "loud"),
        ("talk", "whisper", "whisper"),
        ("rain", "medium", "medium"),
    ],
)
def test_only_who_talks_can_whisper_and_shout(scene, asked, becomes):
    assert value(with_loudness(one_hot({"loudness": asked}), scene), "loudness") == becomes
