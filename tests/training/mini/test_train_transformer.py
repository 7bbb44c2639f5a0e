"""Where the training of the transformer starts from."""

import pytest
import torch
from tandem.engine.mini.geometry import audio_latent_shape, video_latent_shape
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.transformer import JointTransformer
from tandem.training.mini.train_transformer import CONFIG, begin_with, build


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
