"""Trains the judges on world clips and tests them on held-out ones.

`python -m tandem.training.evaluation.train_judges` begins anew; `--further` goes on from the judges that are there, and
with `--keep-sets` from the clips that were drawn for them too.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import nn

from ...engine.mini.text.phonemes import PHONEMES
from ..run_log import RUNS, git_revision
from ..speech.bank import Utterance, load_bank
from ..speech.voices import ALL_MANNERS
from ..world.voices import Voices
from . import judge_losses, judge_sets
from .autoencoders import FAST, Autoencoders
from .held_out import bank_of
from .judge_cache import Data, kept, origin
from .judge_sets import PictureSet, SoundSet
from .judge_tests import judge_report
from .judges import FILE, Judges

SEED = 71
PICTURE_SEEDS = range(810_000_000, 810_000_930)
LOOK_SEEDS = range(815_000_000, 815_001_800)
SOUND_SEEDS = range(820_000_000, 820_001_320)
SPEECH_SEEDS = range(830_000_000, 830_002_403)
BANK_SEED, BANK_COUNT, TEST_COUNT = 717, 6000, 2000
MINUTES = {"picture": 6.0, "sound": 2.5, "phoneme": 3.5}
"""Processor time of the training of each judge, without the drawing of its clips."""
LOOKS_PER_STEP = 24
WARM_UP_STEPS = 40
SETS = RUNS / "judges_sets"


@dataclass(frozen=True)
class Lesson:
    """What every training needs. `sets`: the folder of drawn clips, None to draw them anew."""

    judges: Judges
    voices: Voices
    coders: Autoencoders
    minutes: float
    further: bool
    sets: Path | None

    @property
    def rate(self) -> float:
        """Judges that know something already are changed less."""
        return 1e-3 if self.further else 2e-3

    def drawn(self, name: str, kind: type[Data], make: Callable[[], Data]) -> Data:
        return kept(self.sets, name, kind, make)


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


def train_picture(lesson: Lesson) -> int:
    """Windows teach what moves, looks what does not; every step has some of both."""
    judge, world = lesson.judges.picture, (lesson.voices, lesson.coders)
    windows = lesson.drawn("windows", PictureSet, lambda: judge_sets.picture_set(PICTURE_SEEDS, *world))
    looks = lesson.drawn("looks", PictureSet, lambda: judge_sets.look_set(LOOK_SEEDS, *world))
    chosen = judge_sets.batches(len(looks.small), LOOKS_PER_STEP, torch.Generator().manual_seed(SEED))

    def loss(index: torch.Tensor) -> torch.Tensor:
        moving = judge_losses.picture_loss(judge, windows, index)
        return moving + judge_losses.picture_loss(judge, looks, next(chosen))

    return train(judge, loss, len(windows.small), minutes=lesson.minutes, batch=12, rate=lesson.rate)


def train_sound(lesson: Lesson) -> int:
    judge = lesson.judges.sound
    data = _sounds(lesson, "sounds", SOUND_SEEDS, judge_sets.SOUND_KINDS)

    def loss(index: torch.Tensor) -> torch.Tensor:
        return judge_losses.sound_loss(judge, data, index)

    return train(judge, loss, len(data.samples), minutes=lesson.minutes, batch=24, rate=lesson.rate)


def train_phoneme(lesson: Lesson) -> int:
    judge = lesson.judges.phoneme
    data = _sounds(lesson, "speech", SPEECH_SEEDS, judge_sets.SPEECH_KINDS)

    def loss(index: torch.Tensor) -> torch.Tensor:
        return judge_losses.phoneme_loss(judge, data, index)

    return train(judge, loss, len(data.samples), minutes=lesson.minutes, batch=16, rate=lesson.rate)


def _sounds(lesson: Lesson, name: str, seeds: range, kinds: Sequence[str]) -> SoundSet:
    def make() -> SoundSet:
        data = judge_sets.sound_set(seeds, lesson.voices, lesson.judges.inventory, kinds)
        return judge_sets.half_reconstructed(data, lesson.coders)

    return lesson.drawn(name, SoundSet, make)


PARTS = {"picture": train_picture, "sound": train_sound, "phoneme": train_phoneme}


def utterances(folder: Path, split: str, own: str, count: int) -> list[Utterance]:
    """The bank of `split` that the rest of the training uses where it has every mood, else one made for the judges."""
    if (folder / split / "index.json").is_file():
        bank = load_bank(folder / split)
        if {line.emotion for line in bank} >= set(ALL_MANNERS):
            return bank
    return bank_of(folder / own, count, BANK_SEED, split)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, help="tandem-mini with its autoencoders; default: those in runs/")
    parser.add_argument("--bank", type=Path, default=RUNS / "bank", help="folder of utterances; made when missing")
    parser.add_argument("--minutes", type=float, help=f"processor time for each judge; default {MINUTES}")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="the others stay as they are")
    parser.add_argument("--further", action="store_true", help="go on from the judges in --out")
    parser.add_argument("--keep-sets", action="store_true", help=f"keep the drawn clips in runs/{SETS.name}")
    parser.add_argument("--out", type=Path, default=FILE)
    return parser.parse_args()


def main() -> None:
    """Raises JudgesError when some judges are to stay, or to be trained further, and those in --out do not load."""
    args = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(SEED + args.further)
    coders = Autoencoders.of_runs() if args.weights is None else Autoencoders.load(args.weights)
    voices = Voices(utterances(args.bank, "train", "judges", BANK_COUNT))
    begin_anew = not args.further and set(args.parts) == set(PARTS)
    judges = Judges.untrained(tuple(PHONEMES[1:])) if begin_anew else Judges.load(args.out)
    recipe = dict(judges.report.get("recipe", {}))
    for part in args.parts:
        if not (args.further or begin_anew):
            judges = replace(judges, **{part: getattr(Judges.untrained(judges.inventory), part)})
        minutes = args.minutes or MINUTES[part]
        sets = SETS / origin(coders) if args.keep_sets else None
        steps = PARTS[part](Lesson(judges, voices, coders, minutes, args.further, sets))
        recipe[part] = _entry(minutes, steps, recipe.get(part) if args.further else None)
    unheard = Voices(utterances(args.bank, "test", "judges_test", TEST_COUNT))
    report = {"recipe": recipe, "held_out": judge_report(judges, unheard, coders)}
    replace(judges, report=report).save(args.out)
    print(json.dumps(report, indent=1))


def _entry(minutes: float, steps: int, before: dict | None) -> dict[str, object]:
    """One judge's line of the recipe; minutes and steps add up when training was carried on."""
    minutes, steps = minutes + (before or {}).get("processor_minutes", 0), steps + (before or {}).get("steps", 0)
    return {"seed": SEED, "processor_minutes": minutes, "steps": steps, "git_revision": git_revision()}


if __name__ == "__main__":
    main()
