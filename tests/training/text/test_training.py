import json

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from tandem.engine.mini.text.attributes import SLOT_BY_NAME, SLOTS
from tandem.engine.mini.text.durations import DurationModel
from tandem.engine.mini.text.intonation import IntonationModel
from tandem.engine.mini.text.letters import LettersToPhonemes
from tandem.engine.mini.text.line_model import Manner
from tandem.engine.mini.text.reader import PLACEHOLDER_ID, PromptReader
from tandem.training.prompts.writer import Prompt
from tandem.training.speech.bank import speak
from tandem.training.speech.voices import ALL_MANNERS, VOICES
from tandem.training.text import export as export_module
from tandem.training.text.export import export, load_text_encoder
from tandem.training.text.reader_accuracy import accuracy
from tandem.training.text.train_durations import batch_of, loss_of, timed_line, train
from tandem.training.text.train_reader import NO_SPEAKER, collate, targets
from tandem.training.text.train_reader import train as train_reader


@pytest.fixture
def reader():
    torch.manual_seed(0)
    return PromptReader(characters="abcdefghijklmnopqrstuvwxyz :,", width=32, blocks=1, heads=2).eval()


PROMPT = Prompt('a man: "hi", a girl: "yes"', {"scene": "dialogue", "first_person": "man"}, (1, 2), "english")


def test_speakers_are_asked_for_at_the_quotes_only(reader):
    ids, values, speakers = collate([PROMPT, Prompt("fire", {"scene": "fire"}, (), "english")], reader)
    assert speakers[ids == PLACEHOLDER_ID].tolist() == [1, 2]
    assert (speakers[ids != PLACEHOLDER_ID] == NO_SPEAKER).all()
    assert values.shape == (2, len(SLOTS))


def test_slots_that_are_not_mentioned_have_the_target_unspecified():
    assert [slot.values[i] for slot, i in zip(SLOTS, targets(PROMPT), strict=True)][:2] == ["dialogue", "man"]
    assert sum(targets(PROMPT)[2:]) == 0


def test_training_that_goes_on_keeps_the_letters_it_began_with(tmp_path):
    earlier = PromptReader(characters="ab猫")
    metadata = {"config": json.dumps({"characters": "ab猫"})}
    save_file(earlier.state_dict(), tmp_path / "reader.safetensors", metadata=metadata)
    later = train_reader(0, 7, start_from=tmp_path / "reader.safetensors")
    assert later.ids == earlier.ids
    assert torch.equal(later.letters.weight, earlier.letters.weight)


def test_accuracy_tells_right_from_wrong(reader, monkeypatch):
    from tandem.training.text import reader_accuracy

    monkeypatch.setattr(reader_accuracy, "read", lambda *_: ({"scene": "dialogue", "pace": "fast"}, (1, 1)))
    found = accuracy(reader, [PROMPT])
    assert (found["scene"], found["stated_slots"], found["speakers"]) == (1.0, 0.0, 0.5)
    assert found["left_open"] == pytest.approx(1 - 1 / (len(SLOTS) - 2), abs=1e-4)


def test_a_line_is_timed_with_its_pauses(espeak):
    utterance = speak("hello, good night", "english", "man", VOICES["man"][0], "neutral", "medium")
    line = timed_line(utterance)
    names = [sound.phoneme for sound in line.sounds]
    assert names.index("silence") == 4
    assert sum(line.seconds) == pytest.approx(utterance.duration_s, rel=0.15)
    phonemes, tones, starts, manner, seconds = batch_of([line, line])
    assert seconds.shape == phonemes.shape == (2, len(names))

    class Right(torch.nn.Module):
        def forward(self, *_):
            return seconds

    assert loss_of(Right(), (phonemes, tones, starts, manner, seconds)) == 0
    assert np.isclose(seconds.sum(1)[0], sum(line.seconds))


def test_the_duration_model_learns_every_emotion_that_can_be_asked_for(espeak, monkeypatch):
    from tandem.training.text import train_durations

    assert set(ALL_MANNERS) == set(SLOT_BY_NAME["first_emotion"].values[1:])
    monkeypatch.setattr(train_durations, "BATCH", 6)
    voice = VOICES["woman"][0]
    lines = [timed_line(speak("good morning", "english", "woman", voice, name, "medium")) for name in ALL_MANNERS]
    assert [line.manner.emotion for line in lines] == list(ALL_MANNERS)
    model = train(lines, steps=2, seed=0)
    lengths = [sum(model.seconds(list(lines[0].sounds), line.manner)) for line in lines]
    assert len(set(lengths)) == len(lines)
    assert model.seconds(list(lines[0].sounds), Manner("english", "unspecified", "unspecified", "unspecified"))


def test_exporting_without_the_parts_says_which_are_missing(tmp_path):
    with pytest.raises(FileNotFoundError, match="reader.safetensors"):
        export(tmp_path)


def test_the_exported_encoder_is_made_of_its_parts(tmp_path, monkeypatch):
    parts = {
        "reader": PromptReader(characters="abc"), "letters": LettersToPhonemes(), "durations": DurationModel(),
        "intonation": IntonationModel(),
    }  # fmt: skip
    configs = {"reader": {"characters": "abc"}, "letters": {"exceptions": {"hi": "en:h en:aI"}}}
    for name, part in parts.items():
        config = json.dumps({**configs.get(name, {}), "numbers": {"of": name}})
        save_file(part.state_dict(), tmp_path / f"{name}.safetensors", metadata={"config": config})
    small = {"chinese_readings": {"hao3": "好"}, "chinese_words": {}, "chinese_syllables": {"hao": "zh:X zh:Au"}}
    monkeypatch.setattr(export_module, "tables", lambda: small)
    encoder = load_text_encoder(export(tmp_path))
    assert torch.equal(encoder.letters.sounds.weight, parts["letters"].sounds.weight)
    assert encoder.encode("“hi 好”").script is not None
    with safe_open(str(tmp_path / "text_encoder.safetensors"), framework="pt") as file:
        assert json.loads(file.metadata()["slots"])["camera"] == ["unspecified", "static", "push_in", "pan"]
    assert json.loads((tmp_path / "text_numbers.json").read_text())["letters"] == {"of": "letters"}
