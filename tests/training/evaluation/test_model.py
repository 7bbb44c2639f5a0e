"""What a clip is told when it is made for a measure."""

from types import SimpleNamespace

import pytest
import torch
from tandem.engine.mini import geometry
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.cues import has_cues
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.text.viewing import has_view, without_view
from tandem.engine.mini.transformer import JointTransformer
from tandem.training.evaluation.model import Mini, Request, told_of

LATENTS = 12


@pytest.fixture
def counted() -> SimpleNamespace:
    """A model whose transformer counts how often it predicts: `calls` clips in all."""
    torch.manual_seed(0)
    transformer = JointTransformer(width=64, depth=2, heads=2, hidden=96, bridge=8).eval()
    count = SimpleNamespace(calls=0, mini=Mini(transformer, None, None, steps=2))

    def seen(_, args):
        count.calls += len(args[0][0])

    transformer.register_forward_pre_hook(seen)
    return count


def asked(**known) -> Request:
    return Request(one_hot({"scene": "talk"})[None], None, 3, **known)


def test_a_picture_for_a_given_sound_costs_a_third_prediction_in_every_step(counted):
    sound = torch.zeros(geometry.audio_latent_shape(LATENTS, 1))
    (made,) = counted.mini.make([asked(known_audio=sound, audio_mask=torch.zeros(1, 1, 1, 1))], LATENTS)
    assert counted.calls == 2 * 3
    assert torch.equal(made[1], sound)


def test_so_does_a_sound_for_a_given_picture(counted):
    picture = torch.zeros(geometry.video_latent_shape(LATENTS, 1))
    (made,) = counted.mini.make([asked(known_video=picture, video_mask=torch.zeros(1, 1, 1, 1, 1))], LATENTS)
    assert counted.calls == 2 * 3
    assert torch.equal(made[0], picture)


def test_what_is_free_costs_two(counted):
    picture = torch.zeros(geometry.video_latent_shape(LATENTS, 1))
    half = torch.arange(4 * LATENTS)[None, None, :, None].ge(8).float()
    sound = torch.zeros(geometry.audio_latent_shape(LATENTS, 1))
    for known in ({}, {"known_video": picture}, {"known_audio": sound, "audio_mask": half}):
        counted.calls = 0
        list(counted.mini.make([asked(**known)], LATENTS))
        assert counted.calls == 2 * 2


def test_a_clip_without_cues_is_told_all_but_the_moments():
    request = Request(one_hot({"scene": "drum", "pace": "fast"})[None], None, 3)
    told, uncued = told_of(request, LATENTS), told_of(Request(request.context, None, 3, cued=False), LATENTS)
    assert has_cues(told.script[0]) and has_view(told.script)
    assert not without_view(uncued.script).any() and has_view(uncued.script)
    assert torch.equal(told.context, uncued.context)


def test_words_stay_where_cues_are_left_out():
    script = torch.zeros(1, 4 * LATENTS, COLUMNS, dtype=torch.int64)
    script[:, 4:9, 0] = 5
    script[:, 4:9, 2] = 1
    told = told_of(Request(one_hot({"scene": "commercial"})[None], script, 3, cued=False), LATENTS)
    assert torch.equal(without_view(told.script), script)
