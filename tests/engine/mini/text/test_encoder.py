import pytest
import torch
from tandem.engine.mini.text import encoder as encoder_module
from tandem.engine.mini.text.attributes import SLOT_BY_NAME, SLOT_NAMES, most_likely, one_hot
from tandem.engine.mini.text.encoder import MAX_PROMPT_CHARACTERS, MiniTextEncoder, PromptError
from tandem.engine.mini.text.line_model import Manner
from tandem.engine.mini.text.notes import NARRATOR_NOTE, SONG_NOTE
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.engine.mini.text.script import note_id
from tandem.engine.mini.text.singing import Melody


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


def test_a_song_with_quotes_has_words_on_notes_and_is_the_scene_of_that_name(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "sing", "melody": "rising", "first_person": "man", "mood": "sad"}, [1])
    encoded = encoder.encode("he sings “你好”")
    assert most_likely(encoded.context[0])["scene"][0] == "sing_words"
    assert most_likely(encoded.context[0])["mood"][0] == "sad"
    script = encoded.script[0]
    assert set(script[:, :2].flatten().tolist()) == {0, *(PHONEME_IDS[f"zh:{name}"] for name in ("n", "i", "X", "Au"))}
    notes = [int(note) for note in torch.unique_consecutive(script[:, 3]) if note]
    assert notes == [note_id(midi) for midi in Melody("medium", "sad", "rising", "man").midi(2)]


def test_a_song_without_quotes_is_sung_on_vowels_and_the_user_is_told(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "sing_words"})
    encoded = encoder.encode("he sings a song")
    assert most_likely(encoded.context[0])["scene"][0] == "sing"
    assert encoded.script is None and SONG_NOTE in encoded.notes


def test_a_narrator_of_a_song_is_heard_after_it(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "sing"}, [3, 1])
    script = encoder.encode("a narrator: “你”, he sings “好”").script[0]
    assert [int(who) for who in torch.unique_consecutive(script[:, 2]) if who] == [1, 3]


@pytest.mark.parametrize("scene", ["fire", "ocean", "rain", "wind", "crowd", "commercial"])
def test_a_quote_over_a_scene_without_people_is_narrated_as_it_was_asked(encoder, monkeypatch, scene):
    manners = []
    seconds = encoder.durations.seconds
    monkeypatch.setattr(encoder.durations, "seconds", lambda *args: manners.append(args[1]) or seconds(*args))
    reads(encoder, monkeypatch, {"scene": scene, "narrator": "child", "pace": "fast"}, [1])
    encoded = encoder.encode("“hello”")
    assert encoded.script[0, :, 2].max() == encoder_module.OFF_SCREEN
    assert manners == [Manner("english", "neutral", "fast", "child")]
    stated = most_likely(encoded.context[0])
    assert (stated["narrator"][0], stated["language"][0]) == ("child", "english")


def test_a_narrator_who_was_not_described_is_left_open(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "ocean"}, [3])
    assert most_likely(encoder.encode("“hello”").context[0])["narrator"][0] == "unspecified"


def test_a_narrator_without_words_is_left_out_with_a_note(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "ocean", "narrator": "man"})
    encoded = encoder.encode("a narrator tells us about the ocean")
    assert torch.equal(encoded.context[0], one_hot({"scene": "ocean"}))
    assert NARRATOR_NOTE in encoded.notes


@pytest.mark.parametrize(("scene", "heard"), [("drum", "quiet"), ("talk", "whisper")])
def test_only_people_whisper(encoder, monkeypatch, scene, heard):
    reads(encoder, monkeypatch, {"scene": scene, "loudness": "whisper"})
    assert most_likely(encoder.encode("a whisper").context[0])["loudness"][0] == heard


def test_slots_that_the_scene_does_not_have_are_left_open_with_a_note(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "ocean", "floor": "wood"})
    encoded = encoder.encode("waves on wood")
    assert torch.equal(encoded.context[0], one_hot({"scene": "ocean"}))
    assert any("floor (wood)" in note for note in encoded.notes)


def test_speech_longer_than_a_clip_is_noted_with_the_word_at_which_to_cut(encoder, monkeypatch):
    reads(encoder, monkeypatch, {"scene": "talk"}, [1])
    encoded = encoder.encode("“" + "你好" * 400 + "”")
    assert encoded.speech_s > 10.24 and len(encoded.words) == 800
    last = [word for word in encoded.words if word.end_s <= 10.24][-1].text
    assert any("at most 10.24 s: cut them into" in note and f"{last}”; say the rest" in note for note in encoded.notes)


@pytest.mark.parametrize("scene", ["talk", "rap", "sing", "ocean", "unspecified"])
def test_every_word_of_the_quotes_has_its_end_in_order(encoder, monkeypatch, scene):
    reads(encoder, monkeypatch, {"scene": scene}, [1, 1])
    encoded = encoder.encode("“hello, 你好” and “hello”")
    assert [word.text for word in encoded.words] == ["hello", "你", "好", "hello"]
    ends = [word.end_s for word in encoded.words]
    assert ends == sorted(ends) and ends[-1] == pytest.approx(encoded.speech_s)


def test_a_prompt_of_five_thousand_words_gets_one_error_with_the_limit(encoder):
    with pytest.raises(PromptError) as error:
        encoder.encode("drum " * 5000)
    assert str(error.value).count("expected") == 1
    assert "expected at most 2000 characters, got 25000; shorten it to 2000" in str(error.value)
