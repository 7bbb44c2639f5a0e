import pytest
import torch
from tandem.engine.mini.text import timeline
from tandem.engine.mini.text.durations import DurationModel
from tandem.engine.mini.text.line_model import Manner, Sound
from tandem.engine.mini.text.phonemes import SILENCE

MANNER = Manner("english", "neutral", "medium", "woman")
HELLO = (Sound("en:h", 0, 0), Sound("en:@", 0, 0), Sound("en:l", 0, 0), Sound("en:oU", 0, 0))
WORLD = (Sound("en:w", 0, 1), Sound("en:3:", 0, 1), Sound("en:l", 0, 1), Sound("en:d", 0, 1))


@pytest.fixture
def model():
    torch.manual_seed(0)
    return DurationModel().eval()


def test_speech_starts_at_the_set_instant_and_lines_are_a_pause_apart(model):
    lines = [timeline.Line(HELLO, 1, MANNER), timeline.Line(WORLD, 2, MANNER)]
    timed = timeline.spoken(lines, model)
    assert timed[0].start_s == timeline.SPEECH_START_S
    assert [item.speaker for item in timed] == [1] * 4 + [2] * 4
    assert timed[4].start_s == pytest.approx(timed[3].end_s + timeline.PAUSE_BETWEEN_LINES_S)
    assert all(a.end_s == pytest.approx(b.start_s) for a, b in zip(timed[:3], timed[1:4], strict=True))


def test_a_pause_takes_time_but_makes_no_sound(model):
    pause = Sound(SILENCE, 0, 0)
    timed = timeline.spoken([timeline.Line((*HELLO, pause, *WORLD), 1, MANNER)], model)
    assert len(timed) == 8
    assert timed[4].start_s > timed[3].end_s


@pytest.mark.parametrize("pace", ["slow", "medium", "fast"])
def test_rapped_phrases_start_on_the_beat(model, pace):
    pause = Sound(SILENCE, 0, 0)
    timed = timeline.rapped([timeline.Line((*HELLO, pause, *WORLD), 1, MANNER)], model, pace)
    for start_s in (timed[0].start_s, timed[4].start_s):
        beats = (start_s - timeline.FIRST_BEAT_S) / timeline.BEAT_S[pace]
        assert beats == pytest.approx(round(beats))
    assert len(timed) == 8


def test_no_sound_is_lost_when_a_rap_is_cut_into_phrases(model):
    line = timeline.Line((*HELLO, *WORLD) * 3, 1, MANNER)
    timed = timeline.rapped([line], model, "fast")
    assert [item.phoneme for item in timed] == [sound.phoneme for sound in line.sounds]
    assert all(a.end_s <= b.start_s + 1e-6 for a, b in zip(timed[:-1], timed[1:], strict=True))
