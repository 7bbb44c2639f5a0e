"""How few steps are enough? `python -m tandem.training.evaluation.steps --steps 8 12 24 --samplers euler dpmpp_2m`.

Makes the same clips from the same prompts and noise with every number of steps, sampler and shift, and prints the main
measures, each also as a share of that of 24 steps of the first sampler and shift.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from ...engine.sampling.flow import Streams
from ..mini.export import WEIGHTS
from ..run_log import RUNS
from ..speech.pitch import fundamental_hz
from .asking import Wish, phrase
from .exam import asked, make, mean
from .held_out import held_out_bank, held_out_lines
from .judges import Judges, Observation
from .model import OWN, Mini, Request
from .report import columns
from .solvers import SOLVERS, solved
from .studies.impacts import impacts_together
from .studies.lips import lips_together
from .studies.singing import note_errors_cents, share_in_tune
from .studies.speech import error_rate, script_names

REFERENCE_STEPS = 24
VIDEO_LATENTS, LONGEST_LINE_S = 16, 1.0
STRUCK = ("drum", "bell", "hammer", "ball")
OTHERS = ("fire", "rain", "piano", "glass")
LOWEST_VOICE_HZ, HIGHEST_VOICE_HZ = 70.0, 450.0


@dataclass(frozen=True)
class Setting:
    """One way to sample."""

    sampler: str
    steps: int
    shift: float = 1.0

    @property
    def name(self) -> str:
        return f"{self.sampler}, {self.steps} steps" + ("" if self.shift == 1 else f", shift {self.shift:g}")


@dataclass(frozen=True)
class SettledMini(Mini):
    """A Mini that samples as `setting` says; for requests without locks."""

    setting: Setting = Setting("euler", REFERENCE_STEPS)

    def make(self, requests: Sequence[Request], video_latents: int) -> Iterator[Streams]:
        yield from solved(self, requests, video_latents, self.setting.sampler, self.setting.steps, self.setting.shift)


@dataclass(frozen=True)
class Task:
    """What every setting makes: the kinds of clips, and the request for each."""

    scenes: tuple[str, ...]
    requests: tuple[Request, ...]

    def of(self, made: Sequence[Observation], *scenes: str) -> list[Observation]:
        return [o for o, scene in zip(made, self.scenes, strict=True) if scene in scenes]

    def scripts(self, scene: str) -> list[torch.Tensor | None]:
        return [r.script for r, kind in zip(self.requests, self.scenes, strict=True) if kind == scene]


def task_of(mini: Mini, lines: Sequence[str], each: int) -> Task:
    """`each` clips of every kind that is measured; `lines` are said and sung in turn."""
    wishes = [Wish(scene, {}) for scene in (*STRUCK, *OTHERS) for _ in range(each)]
    wishes += [Wish("talk", {}, (lines[k % len(lines)],)) for k in range(2 * each)]
    wishes += [Wish("sing_words", {}, (lines[k % len(lines)],)) for k in range(each)]
    prompts = [phrase(wish, number) for number, wish in enumerate(wishes)]
    requests = tuple(asked(mini, prompt, 7000 + number) for number, prompt in enumerate(prompts))
    return Task(tuple(wish.scene for wish in wishes), requests)


def scores(task: Task, made: Sequence[Observation]) -> dict[str, float]:
    """The main measures; more is better in all of them."""
    talk, sung = task.of(made, "talk"), task.of(made, "sing_words")
    wanted = [script_names(script) for script in task.scripts("talk")]
    songs = [(o, script) for o, script in zip(sung, task.scripts("sing_words"), strict=True) if script is not None]
    return {
        "picture class": mean([o.seen["scene"] == scene for o, scene in zip(made, task.scenes, strict=True)]),
        "sound class": mean([o.heard["scene"] == scene for o, scene in zip(made, task.scenes, strict=True)]),
        "impacts": impacts_together(task.of(made, *STRUCK)),
        "lips": lips_together(talk),
        "phonemes right": 1 - error_rate([o.phonemes for o in talk], wanted),
        "notes in tune": share_in_tune([note_errors_cents(o.samples, script) for o, script in songs]),
        "voices with a pitch": mean([LOWEST_VOICE_HZ < fundamental_hz(o.samples) < HIGHEST_VOICE_HZ for o in talk]),
    }


def compared(found: dict[Setting, dict[str, float]], reference: Setting) -> str:
    """A table: one line per setting, every score and its share of that of `reference`."""
    names = list(found[reference])
    lines = [("", *names)]
    for setting, score in found.items():
        cells = [f"{score[name]:.3f} ({_share(score[name], found[reference][name])})" for name in names]
        lines.append((setting.name, *cells))
    return columns(lines)


def _share(value: float, reference: float) -> str:
    return f"{value / reference:.0%}" if reference > 0 else "-"


def settings(samplers: Sequence[str], steps: Sequence[int], shifts: Sequence[float]) -> list[Setting]:
    """Every combination, and first the reference: 24 steps of the first sampler and shift."""
    first = Setting(samplers[0], REFERENCE_STEPS, shifts[0])
    rest = [Setting(sampler, count, shift) for sampler in samplers for shift in shifts for count in steps]
    return [first, *(setting for setting in rest if setting != first)]


def measured(
    mini: Mini, judges: Judges, task: Task, chosen: Sequence[Setting], say: Callable[[str], None]
) -> dict[Setting, dict[str, float]]:
    found = {}
    for setting in chosen:
        say(f"steps: {setting.name}")
        settled = SettledMini(mini.transformer, mini.autoencoders, mini.reader, scale=mini.scale, setting=setting)
        found[setting] = scores(task, make(settled, judges, task.requests, VIDEO_LATENTS))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--bank", type=Path, default=RUNS / "bank", help="folder of utterances; made when missing")
    parser.add_argument("--steps", type=int, nargs="+", default=[8, 12, 24])
    parser.add_argument("--samplers", nargs="+", choices=SOLVERS, default=["euler"], help="as ComfyUI names them")
    parser.add_argument(
        "--shifts", type=float, nargs="+", default=[Mini.shift], help="bends the times; 1 is equal spacing"
    )
    parser.add_argument("--clips", type=int, default=2, help="of every kind")
    parser.add_argument("--scale", type=float, default=OWN.picture_scale, help="guidance scale of both streams")
    args = parser.parse_args()
    mini = replace(Mini.load(args.weights), scale=args.scale)
    lines = [line.text for line in held_out_lines(held_out_bank(args.bank), 2 * args.clips, LONGEST_LINE_S)]
    chosen = settings(args.samplers, args.steps, args.shifts)
    found = measured(mini, Judges.load(), task_of(mini, lines, args.clips), chosen, print)
    print(compared(found, chosen[0]))


if __name__ == "__main__":
    main()
