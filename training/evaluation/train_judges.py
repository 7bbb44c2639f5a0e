"""Trains the judges on world clips and tests them on held-out ones.

`python -m tandem.training.evaluation.train_judges --bank runs/bank --weights weights/tandem-mini.safetensors`
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch
from torch import nn

from ...engine.mini.text.phonemes import PHONEMES
from ..run_log import RUNS, git_revision
from ..world.scenes import SCENES
from ..world.voices import Voices
from . import judge_losses, judge_sets
from .autoencoders import FAST, Autoencoders
from .held_out import bank_of
from .judge_tests import judge_report
from .judges import FILE, Judges

SEED = 71
PICTURE_SEEDS = range(810_000_000, 810_000_800)
SOUND_SEEDS = range(820_000_000, 820_001_000)
SPEECH_SEEDS = range(830_000_000, 830_003_000)
BANK_SEED, BANK_COUNT, TEST_COUNT = 717, 6000, 2000
SPEECH_KINDS = ("talk", "talk", "dialogue")
WARM_UP_STEPS = 40


def train(
    module: nn.Module,
    loss_of: Callable[[torch.Tensor], torch.Tensor],
    count: int,
    *,
    minutes: float,
    batch: int,
    rate: float,
) -> int:
    """AdamW with a rate that falls to nothing over `minutes` of processor time; returns the number of steps."""
    optimiser = torch.optim.AdamW(module.parameters(), rate, weight_decay=0.01)
    started, steps = time.process_time(), 0
    for index in judge_sets.batches(count, batch, torch.Generator().manual_seed(SEED)):
        done = (time.process_time() - started) / 60 / minutes
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, (steps + 1) / WARM_UP_STEPS) * max(0.01, 1 - done)
        with torch.autocast("cpu", torch.bfloat16, enabled=FAST):
            loss = loss_of(index)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(module.parameters(), 2.0)
        optimiser.step()
        steps += 1
        if steps % 100 == 0:
            print(f"{type(module).__name__} step {steps} {done:.0%} loss {loss.item():.4f}", flush=True)
    module.eval()
    return steps


def train_picture(judges: Judges, voices: Voices, coders: Autoencoders, minutes: float) -> int:
    data = judge_sets.picture_set(PICTURE_SEEDS, voices, coders)

    def loss(index: torch.Tensor) -> torch.Tensor:
        return judge_losses.picture_loss(judges.picture, data, index)

    return train(judges.picture, loss, len(data.frames), minutes=minutes, batch=16, rate=2e-3)


def train_sound(judges: Judges, voices: Voices, coders: Autoencoders, minutes: float) -> int:
    data = judge_sets.sound_set(SOUND_SEEDS, voices, judges.inventory, tuple(SCENES))
    data = judge_sets.half_reconstructed(data, coders)

    def loss(index: torch.Tensor) -> torch.Tensor:
        return judge_losses.sound_loss(judges.sound, data, index)

    return train(judges.sound, loss, len(data.samples), minutes=minutes, batch=24, rate=2e-3)


def train_phoneme(judges: Judges, voices: Voices, coders: Autoencoders, minutes: float) -> int:
    data = judge_sets.sound_set(SPEECH_SEEDS, voices, judges.inventory, SPEECH_KINDS)
    data = judge_sets.half_reconstructed(data, coders)

    def loss(index: torch.Tensor) -> torch.Tensor:
        return judge_losses.phoneme_loss(judges.phoneme, data, index)

    return train(judges.phoneme, loss, len(data.samples), minutes=minutes, batch=16, rate=2e-3)


PARTS = {"picture": train_picture, "sound": train_sound, "phoneme": train_phoneme}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, help="tandem-mini with its autoencoders; default: those in runs/")
    parser.add_argument("--bank", type=Path, default=RUNS / "bank", help="folder of utterances; made when missing")
    parser.add_argument("--minutes", type=float, default=3.0, help="processor time of the training of each judge")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="the others stay as they are")
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    coders = Autoencoders.of_runs() if args.weights is None else Autoencoders.load(args.weights)
    voices = Voices(bank_of(args.bank / "judges", BANK_COUNT, BANK_SEED, "train"))
    judges = Judges.load(args.out) if args.out.is_file() else Judges.untrained(tuple(PHONEMES[1:]))
    recipe = dict(judges.report.get("recipe", {}))
    for part in args.parts:
        steps = PARTS[part](judges, voices, coders, args.minutes)
        recipe[part] = {"seed": SEED, "processor_minutes": args.minutes, "steps": steps, "git_revision": git_revision()}
    unheard = Voices(bank_of(args.bank / "judges_test", TEST_COUNT, BANK_SEED, "test"))
    report = {"recipe": recipe, "held_out": judge_report(judges, unheard, coders)}
    replace(judges, report=report).save(args.out)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
