"""Measures tandem-mini on held-out clips: `python -m tandem.training.evaluation [--quick] [--promise P ...] [--json]`.

Prints a table with the real-data ceiling and the shuffled floor beside each number, below it a table of promises with
the worst row of each, and writes evaluation.json, the prompts, a sheet of frames and a sheet of spectra to the output
folder.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import torch

from ...engine.mini.checkpoint import CheckpointError
from ..mini.export import WEIGHTS
from ..run_log import RUNS, git_revision
from ..speech.espeak import EspeakMissing
from .exam import Exam
from .judges import Judges
from .model import OWN, Mini
from .report import Row, json_line, promise_table, table
from .sheets import write_sheets
from .sitting import FULL, PROMISES, QUICK, SLOW_STUDIES, prepare, scaled, sit


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--clips", type=int, help=f"of every kind; else {FULL.per_scene}, quick {QUICK.per_scene}")
    parser.add_argument("--quick", action="store_true", help="fewer clips, and only the bars that cost little")
    parser.add_argument("--promise", nargs="+", choices=PROMISES, default=list(PROMISES), help="measure these alone")
    parser.add_argument("--steps", type=int, default=OWN.steps, help="sampling steps")
    parser.add_argument("--scale", type=float, default=OWN.picture_scale, help="guidance scale of both streams")
    parser.add_argument("--threads", type=int, help="threads of torch")
    parser.add_argument("--bank", type=Path, default=RUNS / "bank", help="folder of utterances; made when missing")
    parser.add_argument("--output", type=Path, default=RUNS / "evaluation", help="folder of the pictures and the JSON")
    parser.add_argument("--json", action="store_true", help="the last line of output is one JSON object")
    return parser.parse_args()


def main() -> int:
    """0 when every bar is reached, 1 when one is missed, 2 when there was nothing to measure."""
    args = arguments()
    if args.threads:
        torch.set_num_threads(args.threads)
    without = SLOW_STUDIES if args.quick else ()
    if {study for promise in args.promise for study in PROMISES[promise]} <= set(without):
        _say(f"--promise: expected one with a quick study, got {args.promise}; leave out --quick")
        return 2
    scale = QUICK if args.quick else FULL
    if args.clips is not None:
        scale = scaled(scale, args.clips)
    try:
        mini = replace(Mini.load(args.weights), steps=args.steps, scale=args.scale)
        started = time.monotonic()
        exam = prepare(mini, Judges.load(), scale, args.bank, _say)
    except (CheckpointError, EspeakMissing) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 2
    wanted = {promise: PROMISES[promise] for promise in args.promise}
    rows = sit(exam, wanted, without, _say, few_clips=args.quick)
    minutes = (time.monotonic() - started) / 60
    _write(args.output, exam, rows, minutes, args)
    print(f"{table(rows)}\n\n{promise_table(rows)}")
    if args.json:
        print(json_line(rows))
    return 0 if all(row.ok for row in rows) else 1


def _say(text: str) -> None:
    print(f"evaluate: {text}", file=sys.stderr, flush=True)


def _write(folder: Path, exam: Exam, rows: list[Row], minutes: float, args: argparse.Namespace) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    record = {
        "rows": [row.as_json() for row in rows],
        "weights": args.weights.name,
        "git_revision": git_revision(),
        "minutes": round(minutes, 1),
        "quick": args.quick,
        "clips_per_kind": exam.scale.per_scene,
        "clip_latents": exam.scale.video_latents,
        "lines": len(exam.lines),
        "steps": args.steps,
        "guidance_scale": args.scale,
        "judges": exam.judges.report,
    }
    (folder / "evaluation.json").write_text(json.dumps(record, indent=1, ensure_ascii=False), encoding="utf-8")
    asked = "\n".join(f"{clip.scene}\t{prompt.text}" for clip, prompt in zip(exam.clips, exam.prompts, strict=True))
    (folder / "prompts.tsv").write_text(asked + "\n", encoding="utf-8")
    for path in write_sheets(exam, folder):
        _say(f"wrote {path}")


if __name__ == "__main__":
    sys.exit(main())
