"""What a clip is told when it is made for a measure."""

import torch
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.cues import has_cues
from tandem.engine.mini.text.script import COLUMNS
from tandem.training.evaluation.model import Request, told_of

LATENTS = 12


def test_a_clip_without_cues_is_told_all_but_the_moments():
    request = Request(one_hot({"scene": "drum", "pace": "fast"})[None], None, 3)
    told, uncued = told_of(request, LATENTS), told_of(Request(request.context, None, 3, cued=False), LATENTS)
    assert has_cues(told.script[0]) and not uncued.script.any()
    assert torch.equal(told.context, uncued.context)


def test_words_stay_where_cues_are_left_out():
    script = torch.zeros(1, 4 * LATENTS, COLUMNS, dtype=torch.int64)
    script[:, 4:9, 0] = 5
    script[:, 4:9, 2] = 1
    told = told_of(Request(one_hot({"scene": "commercial"})[None], script, 3, cued=False), LATENTS)
    assert torch.equal(told.script, script)
