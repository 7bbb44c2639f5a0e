"""Weights from before the picture's tokens and the speakers were told apart predict the same afterwards."""

import torch
from tandem.engine.mini.geometry import audio_latent_shape, video_latent_shape
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.cues import Cue, with_cues
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.transformer import ROLES, TOKENS_PER_LATENT
from tandem.training.mini.token_growth import told_apart
from tandem.training.mini.train_transformer import CONFIG, begin_with, build

LATENTS, WIDTH = 12, CONFIG["width"]


def earlier_weights() -> dict[str, torch.Tensor]:
    torch.manual_seed(5)
    weights = build().state_dict()
    later = (
        "clock_to_audio.weight",
        "clock_to_video.weight",
        "video_place",
        "accompaniment.weight",
        "points_to_video.weight",
    )
    kept = {name: value for name, value in weights.items() if name not in later}
    return {**kept, "script_to_video.weight": torch.randn(WIDTH, 4 * WIDTH) / 30}


@torch.no_grad()
def test_every_token_is_told_what_all_were_told():
    weights = earlier_weights()
    model = build().eval()
    begin_with(model, weights)
    script = with_cues(torch.randint(0, 4, (LATENTS * 4, COLUMNS)), [Cue(0.3), Cue(1.1, "bar")])[None]
    said, shown = model.script_tokens(script, one_hot({})[None], torch.zeros(1))
    by_token = shown.reshape(1, LATENTS, TOKENS_PER_LATENT, WIDTH)
    shared = said.reshape(1, LATENTS, 4 * WIDTH) @ weights["script_to_video.weight"].T
    for token in range(TOKENS_PER_LATENT):
        torch.testing.assert_close(by_token[:, :, token], shared, atol=1e-5, rtol=1e-4)


def test_grown_weights_stay_as_they_are():
    weights = build().state_dict()
    assert torch.equal(told_apart(weights)["script_to_video.weight"], weights["script_to_video.weight"])


@torch.no_grad()
def test_a_token_can_be_told_by_itself():
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
    assert changed[0] > 0
    assert changed[1:].sum() == 0
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
