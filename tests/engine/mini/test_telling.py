"""What a take is told: each clip of a batch by its own seed and its own locks, and several prompts of one clip."""

import pytest
import torch
from tandem.engine.mini.telling import Freedom, agreed, told
from tandem.engine.mini.text.attributes import UNSPECIFIED, most_likely, one_hot
from tandem.engine.mini.text.cues import has_cues, moments
from tandem.engine.mini.text.script import COLUMNS, TimedPhoneme, script_tensor
from tandem.engine.mini.text.viewing import VIEW, has_view
from tandem.engine.mini.text.voice_pitch import PITCH_COLUMN, SPEAKER_COLUMN

ROWS, LATENTS = 48, 12


def silence() -> torch.Tensor:
    return torch.zeros(1, ROWS, COLUMNS, dtype=torch.int64)


def masks(batch: int = 1) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.ones(batch, 1, LATENTS, 8, 8), torch.ones(batch, 1, ROWS, 1)


def values(context: torch.Tensor) -> dict[str, str]:
    return {slot: value for slot, (value, _) in most_likely(context).items() if value != UNSPECIFIED}


@pytest.fixture
def drum() -> torch.Tensor:
    return one_hot({"scene": "drum"})[None]


def test_every_clip_of_a_batch_is_told_what_it_is_told_alone(drum):
    both = told(drum, silence(), [4, 5])
    for index, seed in enumerate((4, 5)):
        alone = told(drum, silence(), [seed])
        assert torch.equal(both.context[index], alone.context[0]) and torch.equal(both.script[index], alone.script[0])


def test_locks_count_for_their_own_clip(drum):
    video, audio = masks(batch=2)
    video[0, :, 0] = 0
    both = told(drum, silence(), [4, 5], Freedom.of(video, audio))
    assert "background" not in values(both.context[0]) and "background" in values(both.context[1])
    assert all(cue.row >= 4 for cue in moments(both.script[0]))
    assert torch.equal(both.context[1], told(drum, silence(), [5]).context[0])


def test_what_is_locked_is_read_from_both_streams():
    video, audio = masks()
    video[:, :, :3] = 0
    audio[:, :, :20] = 0
    (free,) = Freedom.of(video, audio)
    assert free.rows.tolist() == [False] * 20 + [True] * 28
    assert not free.picture and not free.sound
    (whole,) = Freedom.of(*masks())
    assert whole.rows.all() and whole.picture and whole.sound


def test_combined_prompts_are_of_one_clip():
    contexts = [one_hot({"scene": "drum", "object_colour": "red"}), one_hot({"background": "night"})]
    shared = agreed(contexts, [silence()[0], silence()[0]])
    first, second = (told(context[None], script[None], [3]) for context, script in shared)
    assert torch.equal(first.context, second.context) and torch.equal(first.script, second.script)
    assert {"scene": "drum", "object_colour": "red", "background": "night"}.items() <= values(first.context[0]).items()
    assert has_cues(first.script)


def test_what_combined_prompts_state_differently_stays_and_words_are_shared():
    words = script_tensor([TimedPhoneme(0.2, 0.4, "a")], {"a": 7}, ROWS)
    contexts = [one_hot({"scene": "talk", "background": "sky"}), one_hot({"scene": "talk", "background": "night"})]
    (first, said), (second, heard) = agreed(contexts, [words, silence()[0]])
    assert (values(first)["background"], values(second)["background"]) == ("sky", "night")
    assert torch.equal(said, words) and torch.equal(heard, words)


def test_words_are_told_how_high_they_are_said_where_sound_is_sampled():
    words = script_tensor([TimedPhoneme(0.2, 1.4, "a", lift=2.0)], {"a": 7}, ROWS)[None]
    talk = one_hot({"scene": "talk", "first_person": "man"})[None]
    pitch = told(talk, words, [3]).script[0, :, PITCH_COLUMN]
    assert (pitch > 0).tolist() == (words[0, :, SPEAKER_COLUMN] == 1).tolist()
    video, audio = masks()
    locked_picture = told(talk, words, [3], Freedom.of(video * 0, audio)).script[0, :, PITCH_COLUMN]
    assert torch.equal(locked_picture, pitch)
    audio[:, :, :20] = 0
    part = told(talk, words, [3], Freedom.of(video, audio), words[:, :20]).script[0, :, PITCH_COLUMN]
    assert not part.any(), "a voice that is heard and not known goes on untold"
    assert not told(talk, words, [3], Freedom.of(video, audio * 0)).script[..., PITCH_COLUMN].any()


def test_who_speaks_is_seen_by_a_camera_that_is_told_and_so_is_what_follows():
    """Pitch, lift and voice stand behind the columns of the camera, and are none of its business."""
    words = script_tensor([TimedPhoneme(0.2, 1.4, "a", lift=2.0)], {"a": 7}, ROWS)[None]
    talk = one_hot({"scene": "talk", "first_person": "man", "camera": "static"})[None]
    assert not has_view(words)
    chain = told(talk, words, [3]).script
    assert has_view(chain) and (chain[0, :, VIEW] > 0).all()
    video, audio = masks()
    video[:, :, :2], audio[:, :, :8] = 0, 0
    later = told(talk, words, [4], Freedom.of(video, audio), chain[:, -8:], chain).script
    assert (later[0, 8:, VIEW] == chain[0, -1, VIEW]).all()


def test_a_batch_speaks_in_the_voices_of_its_seeds():
    words = script_tensor([TimedPhoneme(0.2, 1.4, "a", lift=0.0)], {"a": 7}, ROWS)[None]
    talk = one_hot({"scene": "talk", "first_person": "child"})[None]
    both = told(talk, words, [1, 2, 3, 4, 5, 6]).script[:, 10, PITCH_COLUMN]
    assert len(both.unique()) > 1
    assert torch.equal(both[1], told(talk, words, [2]).script[0, 10, PITCH_COLUMN])


def test_who_spoke_before_the_context_keeps_that_voice():
    talk = one_hot({"scene": "talk", "first_person": "child"})[None]
    words = script_tensor([TimedPhoneme(0.2, 1.4, "a", lift=1.0)], {"a": 7}, ROWS)[None]
    video, audio = masks()
    audio[:, :, :4] = 0
    freedom = Freedom.of(video, audio)
    for seed in range(6):
        chain = told(talk, words, [seed]).script
        context = chain[:, -8:]
        assert not context[..., SPEAKER_COLUMN].any()
        later = told(talk, words, [seed + 50], freedom, context, chain).script
        assert later[0, 10, PITCH_COLUMN] == chain[0, 10, PITCH_COLUMN]
