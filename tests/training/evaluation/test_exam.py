"""What a request asks for of all that a real clip shows."""

from types import SimpleNamespace

import torch
from tandem.engine.mini.text.attributes import one_hot
from tandem.training.evaluation.exam import described, scripted


def test_a_request_asks_for_the_slots_of_a_clip_and_leaves_out_what_no_prompt_can_say():
    clip = SimpleNamespace(attributes={"scene": "commercial", "product": "cup", "stage": "plain"}, script=None)
    wanted = one_hot({"scene": "commercial", "product": "cup"})[None]
    assert torch.equal(described(clip, 0).context, wanted)
    assert torch.equal(scripted(clip, 0).context, wanted)
