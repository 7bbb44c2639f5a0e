"""Trains the joint transformer on a card, on clips that are drawn and encoded while it learns."""

from __future__ import annotations

import argparse
import copy
import time
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from ...engine.mini import geometry
from ...engine.mini.picture_tokens import TOKENS_PER_LATENT
from ...engine.mini.text.attributes import SLOT_COUNT, VALUE_COUNT
from ...engine.mini.text.phonemes import PHONEME_IDS
from ...engine.mini.text.script import COLUMNS
from ...engine.mini.transformer import JointTransformer
from ..device import add_device_option, generator
from ..mini.latent_batches import Batch
from ..mini.picture_anew import without_picture
from ..mini.train_transformer import (
    APART,
    APART_CAPTION_DROP,
    CONFIG,
    CUT,
    LENGTHS,
    begin_with,
    build,
    flow_loss,
    follow,
    hidden,
)
from ..optimiser import MuonWithAdamW, learning_rate
from ..run_log import RUNS, RunLog
from .compiling import compile_blocks, uncompiled
from .drawing import MOST_DRAWN, Workshop, latents_of, waiting
from .growing_clips import GrowingClips

CAPACITY = {12: 100_000, 20: 26_000, 32: 15_000, 64: 9_000}
FIRST_SEED = 100_000_000
ENOUGH = {12: 1000, 20: 150, 32: 90, 64: 45}
"""Clips of every length with which learning begins."""
BATCH_FACTOR = 8
"""Times the batch of a processor, see `LENGTHS`."""
APART_LESS = 2
"""Times fewer clips in a batch whose streams are apart: it is not compiled and keeps more in memory."""
EMA_DECAY, WARM_UP_STEPS, FLAT = 0.999, 200, 0.45
SAY_EVERY, SAVE_EVERY_S = 200, 120
TAKE_IN_EVERY = 25
"""Steps from one look for new clips to the next: the card waits while they are copied to it."""
PROFILE_ROWS = 15


def random_batch(latents: int, size: int, device: torch.device) -> Batch:
    """A batch of nothing, of the shapes that real ones have."""
    tokens, sounds = latents * TOKENS_PER_LATENT, latents * 4
    return Batch(
        torch.randn(geometry.video_latent_shape(latents, size), device=device),
        torch.randn(geometry.audio_latent_shape(latents, size), device=device),
        torch.zeros(size, SLOT_COUNT, VALUE_COUNT, device=device),
        torch.zeros(size, sounds, COLUMNS, dtype=torch.int64, device=device),
        torch.rand(size, tokens, device=device), torch.rand(size, sounds, device=device),
    )  # fmt: skip


def warm_up(model: JointTransformer, factor: int, device: torch.device, rng: torch.Generator) -> None:
    """Has every variant compiled while the first clips are drawn; leaves no gradient and no memory in use behind."""
    for latents, (size, _) in LENGTHS.items():
        started = time.time()
        flow_loss(model, random_batch(latents, size * factor, device), rng).sum().backward()
        model.zero_grad(set_to_none=True)
        print(f"compiled for {latents} latents in {time.time() - started:.1f} s", flush=True)
    torch.cuda.empty_cache()


class Learner:
    """Model, average and optimisers, and one step of learning."""

    def __init__(self, model: JointTransformer, stores: dict[int, GrowingClips], seed: int, factor: int) -> None:
        self.model, self.average, self.stores = model, copy.deepcopy(model), stores
        self.optimiser = MuonWithAdamW(model, hidden, 2e-3, 1.5e-3)
        self.rng, self.dice = generator(next(model.parameters()).device, seed + 1), torch.Generator().manual_seed(seed)
        self.shares = torch.tensor([share for _, share in LENGTHS.values()])
        self.factor, self.step, self.clips = factor, 0, 0
        self.means = torch.zeros(2, device=self.rng.device)

    def learn(self, progress: float) -> None:
        length = list(LENGTHS)[int(torch.multinomial(self.shares, 1, generator=self.dice))]
        losses, clips = self._losses(length, LENGTHS[length][0] * self.factor)
        self.optimiser.step(losses.sum(), learning_rate(progress, self.step, warmup=WARM_UP_STEPS, flat=FLAT))
        follow(self.average, self.model, self.step, EMA_DECAY)
        with torch.no_grad():
            self.means = self.means.lerp(losses.detach(), max(0.01, 1 / (1 + self.step)))
        self.step, self.clips = self.step + 1, self.clips + clips

    def _losses(self, length: int, size: int) -> tuple[torch.Tensor, int]:
        """Of a batch of that size, or of a smaller one with the streams apart; and of how many clips they are."""
        clips = self.stores[length]
        if torch.rand(1, generator=self.dice).item() >= APART:
            return flow_loss(self.model, clips.batch(size, self.rng), self.rng), size
        size = max(1, size // APART_LESS)
        with uncompiled():
            return flow_loss(self.model, clips.batch(size, self.rng, APART_CAPTION_DROP), self.rng, CUT), size


def keep(log: RunLog, learner: Learner, facts: dict) -> None:
    """Writes the averaged weights in half precision, and how they came to be."""
    state = {name: value.half().contiguous().cpu() for name, value in learner.average.state_dict().items()}
    save_file(state, log.folder / "weights.safetensors")
    drawn = {str(length): store.seen for length, store in learner.stores.items()}
    log.write(
        steps=learner.step, clips_seen=learner.clips, rendered=drawn, phonemes=len(PHONEME_IDS), config=CONFIG, **facts
    )


def take_in(stores: dict[int, GrowingClips], workshop: Workshop) -> None:
    """Adds what has been encoded by now."""
    for name, chunk in waiting(workshop.made):
        stores[latents_of(name)].add(chunk)


def wait_for_clips(stores: dict[int, GrowingClips], workshop: Workshop) -> None:
    while any(stores[length].seen < count for length, count in ENOUGH.items()):
        workshop.check()
        take_in(stores, workshop)
        time.sleep(0.1)


def profile(learner: Learner, steps: int) -> None:
    """Prints where the time of so many steps goes: the card's kernels, and what the processor does to launch them."""
    began = time.time()
    with torch.profiler.profile() as measured:
        for _ in range(steps):
            learner.learn(0.0)
        float(learner.means[0])
    print(f"{steps} steps in {time.time() - began:.2f} s", flush=True)
    for key in ("self_device_time_total", "self_cpu_time_total"):
        print(measured.key_averages().table(sort_by=key, row_limit=PROFILE_ROWS), flush=True)


def learn_until(deadline: float, learner: Learner, workshop: Workshop, log: RunLog, facts: dict) -> None:
    """Takes in clips and learns until the clock says `deadline`; saves now and then, in case the machine goes."""
    began = saved = said = time.time()
    while (now := time.time()) < deadline:
        if learner.step % TAKE_IN_EVERY == 0:
            take_in(learner.stores, workshop)
        learner.learn((now - began) / max(deadline - began, 1e-6))
        if learner.step % SAY_EVERY == 0:
            workshop.check()
            picture, sound = learner.means.tolist()
            rate, said = SAY_EVERY / (time.time() - said), time.time()
            drawn = sum(store.seen for store in learner.stores.values())
            log.say(learner.step, picture=picture, sound=sound, clips=learner.clips, steps_per_s=rate, drawn=drawn)
        if now - saved > SAVE_EVERY_S:
            saved = now
            keep(log, learner, facts)


def train(
    seconds: float,
    device: torch.device,
    *,
    seed: int = 0,
    start: Path | None = None,
    picture_anew: bool = False,
    workers: int = 14,
    factor: int = BATCH_FACTOR,
    room: float = 1.0,
    folder: Path = RUNS / "chunks",
    profile_steps: int = 0,
    after: Path | None = None,
    ahead: int = MOST_DRAWN,
) -> None:
    """Everything, drawing and compiling included, ends `seconds` after the call.

    `start` is a file of weights to train on from, with `picture_anew` without what they know of the picture's latents;
    `room` is the share of `CAPACITY` that is kept on the card. `after` is a file that is there when the picture
    autoencoder has been trained: until then clips are drawn, `ahead` chunks at most, and none is encoded.
    """
    log, deadline = RunLog("transformer", seed), time.time() + seconds
    facts = {"further": start is not None, "device": device.type}
    stores = {length: GrowingClips(length, round(count * room), device) for length, count in CAPACITY.items()}
    torch.manual_seed(seed)
    model = build(device)
    if start is not None:
        weights = {name: value.float() for name, value in load_file(start).items()}
        begin_with(model, without_picture(weights) if picture_anew else weights)
    with Workshop("joint", FIRST_SEED * (seed + 1), folder, workers, str(device), after=after, ahead=ahead) as workshop:
        learner = Learner(model, stores, seed, factor)
        if device.type == "cuda":
            compile_blocks(model)
            warm_up(model, factor, device, learner.rng)
        wait_for_clips(stores, workshop)
        if profile_steps:
            profile(learner, profile_steps)
        print(f"learning begins {time.time() - deadline + seconds:.0f} s after the start", flush=True)
        learn_until(deadline, learner, workshop, log, facts)
    keep(log, learner, facts)
    (log.folder / "finished").touch()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=Path, help="weights to train on from")
    parser.add_argument("--picture-anew", action="store_true", help="of which nothing about the picture is taken over")
    parser.add_argument("--workers", type=int, default=14, help="processes that draw")
    parser.add_argument("--factor", type=int, default=BATCH_FACTOR, help="times the batch of a processor")
    parser.add_argument("--room", type=float, default=1.0, help="share of the usual number of clips kept on the card")
    parser.add_argument("--profile-steps", type=int, default=0, help="print first where the time of so many steps goes")
    parser.add_argument("--after", type=Path, help="a file that is there when the picture autoencoder is finished")
    parser.add_argument("--ahead", type=int, default=MOST_DRAWN, help="chunks of clips, 38 MB each, that may wait")
    parser.add_argument("--chunks", type=Path, default=RUNS / "chunks", help="where clips wait; best in memory")
    add_device_option(parser)
    given = parser.parse_args()
    train(
        given.seconds, given.device, seed=given.seed, start=given.start, picture_anew=given.picture_anew,
        workers=given.workers, factor=given.factor, room=given.room, folder=given.chunks,
        profile_steps=given.profile_steps, after=given.after, ahead=given.ahead,
    )  # fmt: skip
