"""Time, memory and predictions of a chain of nodes that runs in this process."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch.profiler import ProfilerActivity, profile

from .ltx_chains import Chain, Loaded

MEMORY_EVENT = "[memory]"
PROMPT = "A lighthouse keeper in a storm shouts something, take {}"
FIRST_SEED = 1000


@dataclass(frozen=True)
class Pair:
    """Seconds of the same clip by our chain and by core's, next to each other: all of it, and the sampling in it."""

    ours_s: float
    core_s: float
    ours_sampling_s: float
    core_sampling_s: float


@dataclass(frozen=True)
class Rounds:
    pairs: tuple[Pair, ...]

    @property
    def ratio(self) -> float:
        """Median over the rounds of ours / core's; each pair ran back to back, so that drift cancels."""
        return statistics.median(pair.ours_s / pair.core_s for pair in self.pairs)

    @property
    def sampling_ratio(self) -> float:
        """The same for the sampling alone."""
        return statistics.median(pair.ours_sampling_s / pair.core_sampling_s for pair in self.pairs)


def timed_rounds(ours: Chain, core: Chain, rounds: int) -> Rounds:
    """One warm-up of each, then `rounds` of both; who goes first changes with every round."""
    for chain in (ours, core):
        _timed(chain, FIRST_SEED)
    pairs = []
    for seed in range(FIRST_SEED + 1, FIRST_SEED + 1 + rounds):
        order = (ours, core) if seed % 2 else (core, ours)
        took = {id(chain): _timed(chain, seed) for chain in order}
        (ours_s, ours_sampling_s), (core_s, core_sampling_s) = took[id(ours)], took[id(core)]
        pairs.append(Pair(ours_s, core_s, ours_sampling_s, core_sampling_s))
    return Rounds(tuple(pairs))


def _timed(chain: Chain, seed: int) -> tuple[float, float]:
    gc.collect()
    began_s = time.perf_counter()
    made = chain(PROMPT.format(seed), seed)
    return time.perf_counter() - began_s, made.sampling_s


def peak_bytes(chain: Chain) -> int:
    """The most that tensors on the CPU held at once beyond what was there before: every allocation is counted, so the
    same chain gives the same number again."""
    gc.collect()
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as recorded:
        chain(PROMPT.format(FIRST_SEED), FIRST_SEED)
    results = recorded.profiler.kineto_results
    memory = sorted((event for event in results.events() if event.name() == MEMORY_EVENT), key=lambda e: e.start_ns())
    return highest([event.nbytes() for event in memory])


def highest(changes: Sequence[int]) -> int:
    """The highest sum of the first so many changes, and at least 0."""
    now = most = 0
    for change in changes:
        now += change
        most = max(most, now)
    return most


@dataclass
class Predictions:
    """How many clips a network predicted, and in how many calls: ComfyUI may stack two predictions into one call."""

    clips: int = 0
    calls: int = 0


@contextmanager
def counted(network: torch.nn.Module) -> Iterator[Predictions]:
    """Counts the forwards of a joint network, whose first argument is the list of its streams `[B, ...]`."""
    found = Predictions()

    def note(_module: torch.nn.Module, arguments: tuple[Any, ...]) -> None:
        streams = arguments[0]
        batch = (streams if isinstance(streams, torch.Tensor) else streams[0]).shape[0]
        found.clips += batch
        found.calls += 1

    handle = network.register_forward_pre_hook(note)
    try:
        yield found
    finally:
        handle.remove()


def predictions(loaded: Loaded) -> int:
    """How often one clip is predicted in one run of a chain."""
    with counted(loaded.network) as found:
        loaded.run(PROMPT.format(FIRST_SEED), FIRST_SEED)
    return found.clips
