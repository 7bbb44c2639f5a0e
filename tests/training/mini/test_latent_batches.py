"""What a training batch gives away: clean tokens have time 0, dropped prompts drop their script."""

import pytest
import torch
from safetensors.torch import save_file
from tandem.engine.mini.picture_tokens import TOKENS_PER_LATENT
from tandem.engine.mini.text.attributes import SLOT_BY_NAME, SLOT_COUNT, SLOT_NAMES
from tandem.engine.mini.text.cues import Cue, has_cues, with_cues
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.text.viewing import VIEW
from tandem.engine.mini.text.voice_pitch import PITCH_COLUMN, SPEAKER_COLUMN, VOICE_COLUMN
from tandem.training.mini.latent_batches import SHARES, LatentClips, shares_of

COUNT, LATENTS = 400, 12


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    folder = tmp_path_factory.mktemp("latents")
    g = torch.Generator().manual_seed(0)
    rows = {
        "video": torch.randn(COUNT, LATENTS, 8, 8, 64, generator=g).half(),
        "still": torch.full((COUNT, 8, 8, 64), 7.0).half(),
        "audio": torch.randn(COUNT, LATENTS * 4, 32, generator=g).half(),
        "slots": torch.ones(COUNT, SLOT_COUNT, dtype=torch.uint8),
        "script": torch.ones(COUNT, LATENTS * 4, COLUMNS, dtype=torch.uint8),
    }
    save_file(rows, folder / "12-0-0.safetensors")
    return LatentClips(LATENTS, folder)


@pytest.fixture(scope="module")
def batch(clips):
    return clips.batch(256, torch.Generator().manual_seed(1))


def test_shapes_are_those_of_the_model(batch):
    assert batch.video.shape == (256, 64, LATENTS, 8, 8)
    assert batch.audio.shape == (256, 32, LATENTS * 4, 1)
    assert batch.video_time.shape == (256, LATENTS * TOKENS_PER_LATENT)
    assert batch.audio_time.shape == (256, LATENTS * 4)


def test_what_is_not_yet_learned_is_drawn_more_often():
    slots = torch.zeros(3, SLOT_COUNT, dtype=torch.uint8)
    kinds = ("drum", "ball", "fire")
    slots[:, SLOT_NAMES.index("scene")] = torch.tensor([SLOT_BY_NAME["scene"].index(kind) for kind in kinds])
    assert shares_of(slots).tolist() == pytest.approx([SHARES["drum"], SHARES["ball"], 1.0])
    assert SHARES["drum"] < 1 < SHARES["ball"]


def test_a_photograph_is_always_clean(batch):
    photographs = (batch.video[:, :, 0] == 7.0).all(dim=1).all(dim=1).all(dim=1)
    assert 0.03 < photographs.float().mean() < 0.25
    assert (batch.video_time[photographs, :TOKENS_PER_LATENT] == 0).all()


def _anchored_later(batch):
    """Clips of which a picture latent after the first noisy one is clean."""
    clean = batch.video_time[:, ::TOKENS_PER_LATENT] == 0
    return (clean & ((~clean).cumsum(dim=1) > 0)).any(dim=1)


def test_some_clips_are_given_a_single_picture_later_on(batch):
    later = _anchored_later(batch)
    assert 0.02 < later.float().mean() < 0.2
    assert (batch.video_time[later, -1] == 0).any() and (batch.video_time[later, -1] > 0).any()


def test_a_clean_prefix_ends_at_the_same_instant_in_both_streams(batch):
    both = (batch.video_time.amax(1) > 0) & (batch.audio_time.amax(1) > 0)
    prefix = both & (batch.audio_time[:, 0] == 0) & ~_anchored_later(batch)
    assert 0.05 < prefix.float().mean() < 0.35
    for video, audio in zip(batch.video_time[prefix], batch.audio_time[prefix], strict=True):
        assert torch.equal(video[::TOKENS_PER_LATENT] == 0, audio[::4] == 0)


def test_sometimes_one_stream_is_given_whole(batch):
    assert 0.12 < (batch.video_time.amax(1) == 0).float().mean() < 0.28
    assert 0.12 < (batch.audio_time.amax(1) == 0).float().mean() < 0.28


def test_a_share_of_the_clips_is_nearly_all_noise(batch):
    assert 0.3 < (batch.video_time.amax(1) > 0.75).float().mean() < 0.7


def test_prompts_can_be_dropped_more_often(clips):
    rng = torch.Generator().manual_seed(2)
    dropped = (clips.batch(256, rng, caption_drop=0.5).context[:, :, 0] == 1).all(dim=1)
    assert 0.4 < dropped.float().mean() < 0.65


def test_some_words_come_without_pitch_and_voice_and_some_without_the_voice_alone(clips):
    script = clips.batch(1024, torch.Generator().manual_seed(3)).script
    told = script[(script[..., SPEAKER_COLUMN] > 0).all(dim=1)][:, -1]
    pitched, owned = told[:, PITCH_COLUMN] > 0, told[:, VOICE_COLUMN] > 0
    assert 0.05 < (~pitched).float().mean() < 0.2
    assert 0.04 < (pitched & ~owned).float().mean() < 0.16
    assert not (owned & ~pitched).any()


def test_a_dropped_prompt_drops_its_script(batch):
    nothing = (batch.context[:, :, 0] == 1).all(dim=1)
    assert 0.03 < nothing.float().mean() < 0.25
    assert batch.script[nothing].sum() == 0


def test_missing_latents_say_where_they_were_looked_for(tmp_path):
    with pytest.raises(FileNotFoundError, match="no rendered clips of 20 latents"):
        LatentClips(20, tmp_path)


@pytest.fixture(scope="module")
def cued_batch(tmp_path_factory):
    """A batch of clips in which something strikes and nobody speaks."""
    folder = tmp_path_factory.mktemp("cued")
    script = with_cues(torch.zeros(LATENTS * 4, COLUMNS, dtype=torch.int64), [Cue(0.1 + 0.3 * k) for k in range(6)])
    rows = {
        "video": torch.zeros(COUNT, LATENTS, 8, 8, 64).half(), "still": torch.zeros(COUNT, 8, 8, 64).half(),
        "audio": torch.zeros(COUNT, LATENTS * 4, 32).half(), "slots": torch.ones(COUNT, SLOT_COUNT, dtype=torch.uint8),
        "script": script.to(torch.uint8).expand(COUNT, -1, -1).contiguous(),
    }  # fmt: skip
    save_file(rows, folder / "12-0-0.safetensors")
    return LatentClips(LATENTS, folder).batch(1024, torch.Generator().manual_seed(2))


def test_cues_are_told_unless_a_given_stream_shows_them(cued_batch):
    given = (cued_batch.video_time.amax(1) == 0) | (cued_batch.audio_time.amax(1) == 0)
    told = torch.tensor([has_cues(script) for script in cued_batch.script])
    assert 0.6 < told[~given].float().mean() < 0.9
    assert told[given].float().mean() < 0.25


def test_some_given_beginnings_come_without_their_script(cued_batch):
    both = (cued_batch.video_time.amax(1) > 0) & (cued_batch.audio_time.amax(1) > 0)
    told = torch.tensor([has_cues(script) for script in cued_batch.script])
    prefix = both & told & (cued_batch.audio_time[:, :24] == 0).all(1)
    empty = [not script[:24].any() for script in cued_batch.script[prefix]]
    assert 0 < sum(empty) < len(empty)


def test_strikes_stay_at_their_instants_while_words_are_moved(cued_batch, clips):
    told = cued_batch.script[torch.tensor([has_cues(script) for script in cued_batch.script])]
    whole = told[(told[..., :2] > 0).flatten(1).sum(1) == 6]
    assert len(whole) > 20
    assert (whole[..., :2] == whole[:1, :, :2]).all()
    assert whole[0, 2, 1] > 0


def test_words_are_moved_by_up_to_20_ms(tmp_path):
    script = torch.zeros(COUNT, LATENTS * 4, COLUMNS, dtype=torch.uint8)
    script[:, 10:20, :2] = 9
    rows = {
        "video": torch.zeros(COUNT, LATENTS, 8, 8, 64).half(), "still": torch.zeros(COUNT, 8, 8, 64).half(),
        "audio": torch.zeros(COUNT, LATENTS * 4, 32).half(), "slots": torch.ones(COUNT, SLOT_COUNT, dtype=torch.uint8),
        "script": script,
    }  # fmt: skip
    save_file(rows, tmp_path / "12-0-0.safetensors")
    clips, rng = LatentClips(LATENTS, tmp_path), torch.Generator().manual_seed(3)
    firsts = set()
    for _ in range(30):
        sounds = clips.batch(8, rng).script[..., :2].flatten(1)
        firsts |= {int(row.nonzero()[0]) for row in sounds if row.sum() == 9 * 20}
    assert firsts == {19, 20, 21}


def test_a_given_picture_mostly_comes_without_the_cameras_view(batch):
    """The words stay: it shows itself where it is seen from."""
    silent = (batch.script == 0).all(dim=2).all(dim=1)
    unseen = (batch.script[..., VIEW] == 0).all(dim=2).all(dim=1) & ~silent
    anchored = (batch.video[:, :, 0] == 7.0).flatten(1).all(dim=1) | _anchored_later(batch)
    assert 0.5 < unseen[anchored & ~silent].float().mean() <= 1
    assert 0 < unseen[~anchored & ~silent].float().mean() < 0.3
