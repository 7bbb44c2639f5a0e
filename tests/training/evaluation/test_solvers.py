"""Samplers on a clip whose exact path is known: data and noise are both normal."""

import math

import pytest
import torch
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.engine.mini.text.script import TimedPhoneme, script_tensor
from tandem.engine.sampling.schedule import linear_sigmas
from tandem.training.evaluation.model import Mini, Request
from tandem.training.evaluation.solvers import SOLVERS, solved

SPREAD = 0.5
START = torch.tensor([[1.0, -2.0]]), torch.tensor([[0.5]])


def predict(streams, sigma: float):
    """The mean of the clean value behind a noisy one, for data of standard deviation SPREAD."""
    share = (1 - sigma) * SPREAD**2 / ((1 - sigma) ** 2 * SPREAD**2 + sigma**2)
    return tuple(share * x for x in streams)


def error(name: str, steps: int) -> float:
    """Distance of the result from that of the exact path, SPREAD times the noise."""
    end = SOLVERS[name](predict, START, linear_sigmas(steps).tolist())
    return max(float((x - SPREAD * noise).abs().max()) for x, noise in zip(end, START, strict=True))


@pytest.mark.parametrize("name", SOLVERS)
def test_more_steps_come_nearer_to_the_exact_end(name):
    assert error(name, 64) < 0.5 * error(name, 8)
    assert error(name, 64) < 0.05


def test_a_second_prediction_in_every_step_makes_fewer_steps_enough():
    assert error("heun", 8) < error("euler", 16)


@pytest.mark.parametrize("name", SOLVERS)
def test_one_step_ends_at_the_prediction(name):
    end = SOLVERS[name](lambda streams, _: tuple(x * 0 + 3.0 for x in streams), START, [1.0, 0.0])
    assert all(torch.allclose(x, torch.full_like(x, 3.0)) for x in end)


def test_the_second_order_step_is_that_of_the_paper():
    """Two steps in numbers: the second one uses the first prediction with half the ratio of the steps."""
    seen = iter([1.0, 2.0, 2.5])
    (end,) = SOLVERS["dpmpp_2m"](lambda streams, _: (torch.tensor(next(seen)),), (torch.tensor(4.0),), [1.0, 0.5, 0.2])
    first = 0.5 * 4.0 + 0.5 * 1.0
    share = math.log(0.5 / 0.2) / (2 * math.log(2))
    assert end.item() == pytest.approx(0.4 * first + 0.6 * ((1 + share) * 2.0 - share * 1.0))


def velocity(streams, times, context, script):
    """In place of a transformer: depends on the prompt, the script and the streams."""
    push = context[:, :, 0].sum(1) / 10 + script.float().mean((1, 2))
    return [0.5 * x + push.reshape(-1, *[1] * (x.ndim - 1)) for x in streams]


def test_euler_makes_the_clips_of_the_reference_sampler():
    script = script_tensor([TimedPhoneme(0.1, 0.4, "en:a", 1)], PHONEME_IDS, 20)[None]
    requests = [
        Request(one_hot({"scene": "drum"})[None], None, 3),
        Request(one_hot({"scene": "talk", "first_hair": "red"})[None], script, 4),
    ]
    mini = Mini(velocity, None, None, steps=3, scale=2.5)
    pairs = list(zip(solved(mini, requests, 4, "euler", 3, mini.shift), mini.make(requests, 4), strict=True))
    assert len(pairs) == 2
    for found, wanted in pairs:
        assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(found, wanted, strict=True))
    assert not torch.allclose(pairs[0][0][1], pairs[1][0][1])
