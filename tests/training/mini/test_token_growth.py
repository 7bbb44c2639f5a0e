"""Weights from before the picture's tokens were told apart predict the same afterwards."""

import torch
from tandem.engine.mini.geometry import audio_latent_shape, video_latent_shape
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.cues import Cue, with_cues
from tandem.engine.mini.transformer import TOKENS_PER_LATENT
from tandem.training.mini.token_growth import told_apart
from tandem.training.mini.train_transformer import CONFIG, begin_with, build

LATENTS, WIDTH = 12, CONFIG["width"]


def earlier_weights() -> dict[str, torch.Tensor]:
    torch.manual_seed(5)
    weights = build().state_dict()
    later = ("clock_to_audio.weight", "clock_to_video.weight", "video_place")
    kept = {name: value for name, value in weights.items() if name not in later}
    return {**kept, "script_to_video.weight": torch.randn(WIDTH, 4 * WIDTH) / 30}


@torch.no_grad()
def test_every_token_is_told_what_all_were_told():
    weights = earlier_weights()
    model = build().eval()
    begin_with(model, weights)
    script = with_cues(torch.randint(0, 4, (LATENTS * 4, 4)), [Cue(0.3), Cue(1.1, "bar")])[None]
    said, shown = model.script_tokens(script, torch.zeros(1))
    by_token = shown.reshape(1, LATENTS, TOKENS_PER_LATENT, WIDTH)
    shared = said.reshape(1, LATENTS, 4 * WIDTH) @ weights["script_to_video.weight"].T
    for token in range(TOKENS_PER_LATENT):
        torch.testing.assert_close(by_token[:, :, token], shared, atol=1e-5, rtol=1e-4)


def test_grown_weights_stay_as_they_are():
    weights = build().state_dict()
    assert told_apart(weights) is weights


@torch.no_grad()
def test_a_token_can_be_told_by_itself():
    torch.manual_seed(6)
    model = build().eval()
    torch.nn.init.normal_(model.video_out.weight, std=0.02)
    script = torch.zeros(1, LATENTS * 4, 4, dtype=torch.int64)
    script[:, 8:24] = torch.tensor([7, 7, 2, 0])
    streams = [torch.randn(video_latent_shape(LATENTS)), torch.randn(audio_latent_shape(LATENTS))]
    _, before = model.script_tokens(script, torch.zeros(1))
    model.script_to_video.weight[:WIDTH] += 1
    _, after = model.script_tokens(script, torch.zeros(1))
    changed = (after - before).reshape(LATENTS, TOKENS_PER_LATENT, WIDTH).abs().amax(dim=(0, 2))
    assert changed[0] > 0
    assert changed[1:].sum() == 0
    times, context = (torch.full((1,), 0.5), torch.full((1,), 0.5)), one_hot({"scene": "dialogue"})[None]
    assert model(streams, times, context, script)[0].isfinite().all()
