"""Drawn clips are drawn once."""

from types import SimpleNamespace

import torch
from tandem.training.evaluation.judge_cache import kept, origin
from tandem.training.evaluation.judge_sets import SoundSet


def sounds() -> SoundSet:
    values = torch.arange(4.0)
    return SoundSet(
        values[None], values[None], values[:1], values[None].long(), ((1, 2), None), {"scene": values.long()}
    )


def test_a_set_is_made_once_and_read_afterwards(tmp_path):
    made = []

    def make() -> SoundSet:
        made.append(1)
        return sounds()

    first, second = (kept(tmp_path, "speech", SoundSet, make) for _ in range(2))
    assert len(made) == 1
    assert second.spoken == first.spoken == ((1, 2), None)
    assert torch.equal(second.slots["scene"], first.slots["scene"])
    assert [path.name for path in tmp_path.iterdir()] == ["speech.pt"]


def test_without_a_folder_nothing_is_kept():
    made = [kept(None, "speech", SoundSet, sounds) for _ in range(2)]
    assert made[0] is not made[1]


def test_other_autoencoders_are_another_origin():
    def coders(value: float) -> SimpleNamespace:
        layer = torch.nn.Linear(1, 1)
        torch.nn.init.constant_(layer.weight, value)
        torch.nn.init.zeros_(layer.bias)
        return SimpleNamespace(video=layer, audio=torch.nn.Identity())

    assert origin(coders(1.0)) == origin(coders(1.0))
    assert origin(coders(1.0)) != origin(coders(2.0))
