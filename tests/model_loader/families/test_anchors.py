"""A first frame for LTX-2 against core's own node."""

from __future__ import annotations

import pytest
import torch
from comfy_extras.nodes_lt import LTXVImgToVideoInplace
from tandem.model_loader.anchors import anchor_size, anchored


@pytest.mark.parametrize("name", ["ltx-2", "ltx-2.3"])
def test_a_first_frame_is_that_of_core_s_inplace_node_at_full_strength(take, name) -> None:
    one = take(name)
    frame = torch.rand(64, 64, 3, generator=torch.Generator().manual_seed(0))
    assert anchor_size(one.model, one.clip) == (64, 64)
    streams, mask = anchored(one.model, one.clip, frame)
    latent = {"samples": one.clip.streams.video}
    core = LTXVImgToVideoInplace.execute(one.model.picture_vae, frame[None], latent, 1.0)[0]
    assert torch.equal(streams.video, core["samples"]) and streams.video.abs().max() > 0
    assert torch.equal(mask.video, core["noise_mask"].expand_as(mask.video))
    assert torch.equal(streams.audio, one.clip.streams.audio) and (mask.audio == 1).all()
