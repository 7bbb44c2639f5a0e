"""What is measured of a chain, on chains whose time, memory and predictions are known."""

from __future__ import annotations

import time

import pytest
import torch
from tandem.benchmarks.ltx_chains import Loaded, Made
from tandem.benchmarks.ltx_measures import Pair, Rounds, counted, highest, peak_bytes, predictions, timed_rounds

MIB = 2**20


class Network(torch.nn.Module):
    """Takes two streams, as LTX-2 does."""

    def forward(self, streams, timestep=None):
        return streams


def made(sampling_s: float = 1.0) -> Made:
    return Made(torch.zeros(1), torch.zeros(1), sampling_s)


@pytest.mark.parametrize(("changes", "most"), [([], 0), ([-5, 3], 0), ([5, -5, 3], 5), ([2, 2, -1, 3, -6], 6)])
def test_the_highest_level_of_a_series_of_changes(changes, most) -> None:
    assert highest(changes) == most


def test_the_peak_is_what_was_held_at_once_and_not_what_was_asked_for_in_all() -> None:
    def chain(prompt: str, seed: int) -> Made:
        first = torch.zeros(MIB // 4)
        second = torch.zeros(MIB // 2)
        del first, second
        third = torch.zeros(MIB // 4)
        return Made(third, third, 0.0)

    assert 3 * MIB <= peak_bytes(chain) < 3 * MIB + 4096
    assert peak_bytes(chain) == peak_bytes(chain)


def test_every_clip_of_every_forward_is_counted_and_only_while_asked() -> None:
    network = Network()
    with counted(network) as found:
        network([torch.zeros(2, 3), torch.zeros(2, 1)])
        network(torch.zeros(1, 3))
    network(torch.zeros(1, 3))
    assert (found.clips, found.calls) == (3, 2)


def test_predictions_are_those_of_one_run() -> None:
    network = Network()

    def chain(prompt: str, seed: int) -> Made:
        for _ in range(4):
            network([torch.zeros(2, 3), torch.zeros(2, 1)])
        return made()

    assert predictions(Loaded(chain, network)) == 8


def test_both_chains_get_the_same_prompts_and_seeds_and_go_first_in_turn() -> None:
    asked: list[tuple[str, str, int]] = []

    def chain(name: str, takes_s: float):
        def run(prompt: str, seed: int) -> Made:
            asked.append((name, prompt, seed))
            time.sleep(takes_s)
            return made(sampling_s=2.0 if name == "ours" else 1.0)

        return run

    rounds = timed_rounds(chain("ours", 0.02), chain("core", 0.01), 3)
    assert [name for name, *_ in asked] == ["ours", "core", "ours", "core", "core", "ours", "ours", "core"]
    told = {name: sorted(rest for one, *rest in asked if one == name) for name in ("ours", "core")}
    assert told["ours"] == told["core"] and len({seed for _, seed in told["ours"]}) == 4
    assert len(rounds.pairs) == 3 and rounds.ratio > 1 and rounds.sampling_ratio == 2.0


def test_the_ratio_is_that_of_runs_next_to_each_other() -> None:
    drifting = Rounds(tuple(Pair(slow, slow, 2 * slow, slow) for slow in (1.0, 2.0, 9.0)))
    assert (drifting.ratio, drifting.sampling_ratio) == (1.0, 2.0)
