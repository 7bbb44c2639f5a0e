import pytest
import torch
from tandem.engine.mini.text.durations import LONGEST_S, SHORTEST_S, DurationModel
from tandem.engine.mini.text.line_model import Manner, Sound, columns
from tandem.engine.mini.text.phonemes import PHONEME_IDS, SILENCE

MANNER = Manner("english", "happy", "fast", "child")


def test_columns_mark_the_first_sound_of_every_word_and_every_pause():
    hi, you = [Sound("en:h", 0, 0), Sound("en:aI", 0, 0)], [Sound("en:j", 0, 1), Sound("en:u:", 0, 1)]
    sounds = [*hi, Sound(SILENCE, 0, 0), *you]
    phonemes, tones, starts = columns(sounds)
    assert phonemes == [PHONEME_IDS[sound.phoneme] for sound in sounds]
    assert starts == [1, 2, 1, 1, 2]
    assert tones == [0] * 5


def test_padding_does_not_change_the_lengths():
    torch.manual_seed(0)
    model = DurationModel().eval()
    sounds = [Sound("zh:n", 3, 0), Sound("zh:i", 3, 0), Sound("zh:X", 3, 1), Sound("zh:Au", 3, 1)]
    alone = model.seconds(sounds, MANNER)
    rows = [torch.tensor([row + [0] * 5]) for row in columns(sounds)]
    padded = model(*rows, torch.tensor([MANNER.ids()]))[0, :4]
    assert padded.tolist() == pytest.approx(alone, abs=1e-6)


def test_lengths_stay_within_what_speech_can_be():
    model = DurationModel().eval()
    with torch.no_grad():
        model.out.bias.fill_(50.0)
    assert model.seconds([Sound("en:n")], MANNER) == pytest.approx([LONGEST_S])
    with torch.no_grad():
        model.out.bias.fill_(-50.0)
    assert model.seconds([Sound("en:n")], MANNER) == pytest.approx([SHORTEST_S])


def test_a_line_without_sounds_has_no_lengths():
    assert DurationModel().seconds([], MANNER) == []
