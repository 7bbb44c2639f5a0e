import numpy as np
import pytest
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.training.speech.bank import build_bank, load_bank, speak
from tandem.training.speech.resynthesis import analyse
from tandem.training.speech.voices import HELD_OUT_VOICES, MANNERS, VOICES

pytestmark = pytest.mark.usefixtures("espeak")


@pytest.fixture(scope="module")
def banks(tmp_path_factory, espeak):
    folder = tmp_path_factory.mktemp("bank")
    build_bank(folder / "train", 80, 3, "train", processes=1)
    build_bank(folder / "test", 40, 3, "test", processes=1)
    return load_bank(folder / "train"), load_bank(folder / "test")


def test_a_bank_reads_back_what_was_built(tmp_path):
    built = build_bank(tmp_path, 5, 7, processes=1)
    for made, read in zip(built, load_bank(tmp_path), strict=True):
        assert (made.text, made.person, made.phonemes) == (read.text, read.person, read.phonemes)
        assert np.array_equal(made.samples, read.samples)
        assert np.array_equal(made.mouth, read.mouth)


def test_the_test_split_shares_no_sentence_with_training_and_adds_voices(banks):
    train, test = banks
    assert not {u.text for u in train} & {u.text for u in test}
    assert {u.voice for u in train} <= {v.variant for voices in VOICES.values() for v in voices}
    assert {u.voice for u in test} & {v.variant for v in HELD_OUT_VOICES.values()}


def test_every_utterance_is_complete(banks):
    for utterance in (u for bank in banks for u in bank):
        assert 0.3 <= utterance.duration_s <= 3.5
        assert len(utterance.mouth) == pytest.approx(utterance.duration_s * 100, abs=2)
        assert all(name in PHONEME_IDS for _, _, name, _ in utterance.phonemes)
        tones = {tone for *_, tone in utterance.phonemes}
        assert tones <= ({1, 2, 3, 4, 5} if utterance.language == "chinese" else {0})
        assert utterance.phonemes[0][0] < 0.1


def test_emotions_differ_in_pace_and_only_modestly_in_loudness():
    line = ("good morning my friend", "english", "man", VOICES["man"][0])
    said = {name: speak(*line, name, "medium") for name in MANNERS}
    assert said["sad"].duration_s > said["neutral"].duration_s > said["happy"].duration_s
    loudness = {name: np.sqrt(np.mean(np.square(u.samples / 32767.0))) for name, u in said.items()}
    assert max(loudness.values()) < 1.6 * min(loudness.values())


def test_an_unknown_split_is_refused(tmp_path):
    with pytest.raises(ValueError, match="'train' or 'test', got 'dev'"):
        build_bank(tmp_path, 1, 0, "dev")


def test_surprise_is_higher_and_calm_is_slower_than_neutral_speech():
    line = ("good morning my friend", "english", "woman", VOICES["woman"][0])
    said = {name: speak(*line, name, "medium") for name in ("neutral", "surprised", "calm")}
    pitch = {name: pitch_of(utterance) for name, utterance in said.items()}
    assert pitch["surprised"] > 1.1 * pitch["neutral"] and pitch["calm"] < pitch["neutral"]
    assert said["calm"].duration_s > said["neutral"].duration_s > said["surprised"].duration_s


def pitch_of(utterance):
    analysis = analyse(np.asarray(utterance.samples) / 32767)
    return np.median(analysis.pitch_hz[analysis.voiced > 0.9])


def test_new_emotions_are_in_a_bank_only_when_they_are_asked_for(banks, tmp_path):
    assert {u.emotion for u in banks[0]} == set(MANNERS)
    asked = build_bank(tmp_path, 6, 3, processes=1, emotions=("surprised", "calm"))
    assert {u.emotion for u in asked} == {"surprised", "calm"}


def test_an_unknown_emotion_is_refused(tmp_path):
    with pytest.raises(ValueError, match="'calm'.*got .'bored'"):
        build_bank(tmp_path, 1, 0, emotions=("bored",))
