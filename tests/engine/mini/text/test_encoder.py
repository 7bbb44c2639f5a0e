import pytest
import torch
from tandem.engine.mini.text import encoder as encoder_module
from tandem.engine.mini.text.attributes import SLOT_BY_NAME, SLOT_NAMES, most_likely, one_hot
from tandem.engine.mini.text.encoder import MAX_PROMPT_CHARACTERS, MiniTextEncoder, PromptError
from tandem.engine.mini.text.phonemes import PHONEME_IDS


@pytest.fixture
def encoder():
    torch.manual_seed(0)
    return MiniTextEncoder(
        characters="abcdefghijklmnopqrstuvwxyz ",
        exceptions={"hello": "en:h en:@ en:l en:oU"},
        chinese_readings={"ni3": "你", "hao3": "好"},
        chinese_words={},
        chinese_syllables={"ni": "zh:n zh:i", "hao": "zh:X zh:Au"},
        reader={"width": 32, "blocks": 1, "heads": 2},
        letters={"width": 32, "blocks": 1, "heads": 2},
    ).eval()


def reads(encoder, monkeypatch, attributes, speakers=()):
    """Makes the reader understand `attributes`, so that a test does not depend on trained weights."""
    monkeypatch.setattr(encoder, "_read", lambda quoted: (one_hot(attributes), list(speakers)))


def test_an_empty_prompt_leaves_everything_open(encoder):
    encoded = encoder.encode("  ")
    assert torch.equal(encoded.context[0], one_hot({}))
    assert encoded.script is None
    assert encoded.speech_s == 0.0
    assert encoded.notes == ()


def test_a_context_is_a_probability_for_every_slot(encoder):
    context = encoder.encode("a red ball bounces").context
    assert context.shape == (1, len(SLOT_NAMES), max(len(slot.values) for slot in SLOT_BY_NAME.values()))
    assert torch.allclose(context.sum(-1), torch.ones(1, len(SLOT_NAMES)), atol=1e-5)


def test_a_prompt_that_is_too_long_names_the_limit(encoder):
    assert encoder.encode("a" * MAX_PROMPT_CHARACTERS).script is None
    with pytest.raises(PromptError, match="at most 2000 characters, got 2001"):
        encoder.encode("a" * (MAX_PROMPT_CHARACTERS + 1))


def test_quoted_words_become_a_script_of_their_sounds(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "talk", "first_person": "woman"}, [1])
    encoded = encoder.encode('A woman says "hello"')
    heard = encoded.script[0, :, :2].flatten()
    wanted = [PHONEME_IDS[name] for name in ("en:h", "en:@", "en:l", "en:oU")]
    assert [int(i) for i in torch.unique_consecutive(heard[heard > 0])] == wanted
    assert encoded.script[0, :, 2].max() == 1
    assert encoded.script.shape[1] * 0.04 == pytest.approx(encoded.speech_s, abs=0.041)


def test_the_language_of_the_quotes_is_the_language_of_the_clip(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "talk"}, [1])
    for quote, language in (("你好", "chinese"), ("hello", "english")):
        context = encoder.encode(f"someone says “{quote}”").context[0]
        assert most_likely(context)["language"] == (language, 1.0)


def test_words_are_not_translated_and_the_user_is_told(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "talk", "language": "english"}, [1])
    encoded = encoder.encode("in English she says “你好”")
    assert most_likely(encoded.context[0])["language"][0] == "chinese"
    assert any("nothing is translated into english" in note for note in encoded.notes)


def test_characters_that_cannot_be_said_are_noted(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "talk"}, [1])
    assert any("☃" in note for note in encoder.encode("“你好☃”").notes)


def test_a_speaker_who_is_not_in_the_scene_is_replaced(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "talk"}, [2])
    assert encoder.encode("“你好”").script[0, :, 2].max() == 1
    reads(encoder, monkeypatch, {"scene": "fire"}, [1])
    assert encoder.encode("“你好”").script[0, :, 2].max() == encoder_module.OFF_SCREEN


def test_a_song_has_sung_vowels_with_notes(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "sing", "melody": "rising", "first_person": "man"}, [1])
    script = encoder.encode("he sings “你好”").script[0]
    assert set(script[:, 0].tolist()) == {0, PHONEME_IDS["sing:i"], PHONEME_IDS["sing:a"]}
    assert script[:, 3].max() == 6 + 47 - 36


def test_slots_that_the_scene_does_not_have_are_left_open_with_a_note(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "ocean", "floor": "wood"})
    encoded = encoder.encode("waves on wood")
    assert torch.equal(encoded.context[0], one_hot({"scene": "ocean"}))
    assert any("floor (wood)" in note for note in encoded.notes)


def test_speech_longer_than_a_clip_is_noted(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "talk"}, [1])
    encoded = encoder.encode("“" + "你好" * 400 + "”")
    assert encoded.speech_s > 10.24
    assert any("10.24 s of one clip" in note for note in encoded.notes)
