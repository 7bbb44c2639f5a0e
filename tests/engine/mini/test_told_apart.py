"""What the script tells the picture: every quarter by itself, every speaker of a dialogue by himself."""

import torch
from tandem.engine.mini.geometry import audio_latent_shape, video_latent_shape
from tandem.engine.mini.picture_tokens import QUARTERS, TOKENS_PER_LATENT, by_token
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.transformer import ROLES
from tandem.training.mini.train_transformer import CONFIG, build

LATENTS, WIDTH = 12, CONFIG["width"]


def test_every_token_is_told_what_its_quarter_is_told():
    quarters = torch.arange(QUARTERS).float().view(1, 1, QUARTERS, 1)
    told = by_token(quarters).view(1, -1)
    side = round(told.shape[1] ** 0.5)
    square = told.view(side, side)
    assert [square[0, 0], square[0, -1], square[-1, 0], square[-1, -1]] == [0, 1, 2, 3]


@torch.no_grad()
def test_a_quarter_can_be_told_by_itself():
    torch.manual_seed(6)
    model = build().eval()
    torch.nn.init.normal_(model.video_out.weight, std=0.02)
    script = torch.zeros(1, LATENTS * 4, COLUMNS, dtype=torch.int64)
    script[:, 8:24, :4] = torch.tensor([7, 7, 2, 0])
    streams = [torch.randn(video_latent_shape(LATENTS)), torch.randn(audio_latent_shape(LATENTS))]
    _, before = model.script_tokens(script, one_hot({})[None], torch.zeros(1))
    model.script_to_video.weight[:WIDTH] += 1
    _, after = model.script_tokens(script, one_hot({})[None], torch.zeros(1))
    changed = (after - before).reshape(LATENTS, TOKENS_PER_LATENT, WIDTH).abs().amax(dim=(0, 2))
    first = by_token(torch.eye(QUARTERS)[:1].reshape(1, 1, QUARTERS, 1)).flatten() > 0
    assert (changed[first] > 0).all()
    assert changed[~first].sum() == 0
    times, context = (torch.full((1,), 0.5), torch.full((1,), 0.5)), one_hot({"scene": "dialogue"})[None]
    assert model(streams, times, context, script)[0].isfinite().all()


@torch.no_grad()
def test_the_second_speaker_of_a_dialogue_can_be_told_by_himself():
    torch.manual_seed(7)
    model = build().eval()
    script = torch.zeros(1, LATENTS * 4, COLUMNS, dtype=torch.int64)
    script[:, :8, :3], script[:, 8:16, :3] = torch.tensor([7, 7, 1]), torch.tensor([7, 7, 2])
    _, before = model.script_tokens(script, one_hot({})[None], torch.zeros(1))
    model.script_to_video.weight.view(-1, 4, ROLES, WIDTH)[:, :, 2] += 1
    _, after = model.script_tokens(script, one_hot({})[None], torch.zeros(1))
    changed = (after - before).reshape(LATENTS, -1).abs().amax(dim=1)
    assert (changed[2:4] > 0).all() and changed[:2].sum() == changed[4:].sum() == 0
