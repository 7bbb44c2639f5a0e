"""Where the training of the transformer starts from."""

import json

import pytest
import torch
from tandem.engine.mini.geometry import audio_latent_shape, video_latent_shape
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.transformer import JointTransformer
from tandem.training import run_log
from tandem.training.mini.train_transformer import CONFIG, MOST_WEIGHT, begin_with, build, moving, resume
from tandem.training.run_log import RunLog


@torch.no_grad()
def test_new_bridges_change_nothing_at_first():
    torch.manual_seed(3)
    plain = JointTransformer(**{**CONFIG, "depth": 2, "bridge": 0}).eval()
    joined = JointTransformer(**{**CONFIG, "depth": 2}).eval()
    for name, weight in build().named_parameters():
        if name in dict(joined.named_parameters()):
            joined.get_parameter(name).copy_(weight)
    begin_with(joined, plain.state_dict())
    streams = [torch.randn(video_latent_shape(12)), torch.randn(audio_latent_shape(12))]
    times, context = (torch.full((1,), 0.5), torch.full((1,), 0.5)), one_hot({"scene": "drum"})[None]
    for before, after in zip(plain(streams, times, context), joined(streams, times, context), strict=True):
        assert torch.equal(before, after)


def test_weights_that_lack_anything_else_are_refused():
    weights = build().state_dict()
    del weights["video_in.weight"]
    with pytest.raises(ValueError, match="video_in.weight"):
        begin_with(build(), weights)


def test_what_moves_counts_more_and_a_still_picture_evenly():
    torch.manual_seed(4)
    video = torch.zeros(2, 64, 12, 8, 8)
    video[0, :, :, 2, 3] = torch.randn(64, 12) * 5
    weight = moving(video)
    assert weight.shape == (2, 1, 1, 8, 8)
    assert weight[0, 0, 0, 2, 3] == MOST_WEIGHT
    assert weight[0].flatten().sort().values[-2] == 0.5
    assert torch.equal(weight[1], torch.full((1, 1, 8, 8), 0.5))
    everywhere = moving(torch.randn(1, 64, 40, 8, 8))
    assert 0.9 < everywhere.min() <= everywhere.max() < 1.1


@torch.no_grad()
def test_weights_of_a_narrower_transformer_are_laid_out_in_the_present_one():
    torch.manual_seed(5)
    narrow = JointTransformer(**{**CONFIG, "width": 256, "heads": 4, "hidden": 640}).eval()
    for weight in narrow.parameters():
        torch.nn.init.normal_(weight, std=0.05)
    wide = build().eval()
    begin_with(wide, narrow.state_dict())
    streams = [torch.randn(video_latent_shape(12)), torch.randn(audio_latent_shape(12))]
    times, context = (torch.full((1,), 0.5), torch.full((1,), 0.5)), one_hot({"scene": "drum"})[None]
    for before, after in zip(narrow(streams, times, context), wide(streams, times, context), strict=True):
        assert torch.allclose(before, after, atol=1e-3)


def test_an_interrupted_run_still_knows_what_it_went_on_from(tmp_path, monkeypatch):
    """Else the recipe would forget all that was learned before it."""
    monkeypatch.setattr(run_log, "RUNS", tmp_path)
    log, model = RunLog("transformer", 0), torch.nn.Linear(2, 2)
    optimiser = torch.optim.SGD(model.parameters(), 1.0)
    log.save_weights(model)
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": 40}, log.folder / "resume.pt")
    log.write(clips_seen=640, further=True)
    again = RunLog("transformer", 0, facts={"clips_seen": 0, "further": False})
    assert resume(again, model, torch.nn.Linear(2, 2), optimiser) == 40
    again.write()
    written = json.loads((log.folder / "log.json").read_text())
    assert (written["clips_seen"], written["further"]) == (640, True)
