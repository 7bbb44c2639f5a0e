"""Does what steers the sampling act as it promises? `python -m tandem.training.evaluation.behaviour [--document]`.

Four experiments on tandem-mini: a scale for each stream, guidance towards sync, lips that follow a foreign recording, a
face that stays. Prints a table of each with its claims and writes them to behaviour.json and behaviour.md in the output
folder; with --document also to docs/behaviour.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from ....engine.mini.checkpoint import CheckpointError
from ...mini.export import WEIGHTS
from ...run_log import RUNS, git_revision
from ...speech.espeak import EspeakMissing
from ...world.voices import Voices
from ..held_out import held_out_bank, held_out_lines
from ..judges import Judges
from ..model import OWN, Mini
from .findings import Finding
from .foreign_sound import foreign_sound
from .kept_face import kept_face
from .stream_scales import stream_scales
from .subject import Subject
from .sync_curve import sync_curve

EXPERIMENTS: dict[str, Callable[[Subject], Finding]] = {
    "scales": stream_scales,
    "sync": sync_curve,
    "sound": foreign_sound,
    "face": kept_face,
}
DOCUMENT = RUNS.parent / "docs" / "behaviour.md"
COMMAND = "python -m tandem.training.evaluation.behaviour"
LINES, LONGEST_LINE_S = 200, 1.4
LEAST_CLIPS = 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--clips", type=int, default=LEAST_CLIPS, help="of every kind")
    parser.add_argument("--only", nargs="+", choices=EXPERIMENTS, default=list(EXPERIMENTS), help="these experiments")
    parser.add_argument("--threads", type=int, help="threads of torch")
    parser.add_argument("--bank", type=Path, default=RUNS / "bank", help="folder of utterances; made when missing")
    parser.add_argument("--output", type=Path, default=RUNS / "behaviour", help="folder of the JSON and the tables")
    parser.add_argument("--document", action="store_true", help=f"also writes docs/{DOCUMENT.name}")
    return parser.parse_args()


def main() -> int:
    """0 when everything was measured, whatever it shows; 2 when nothing could be."""
    args = arguments()
    if args.clips < LEAST_CLIPS:
        _say(f"--clips: expected at least {LEAST_CLIPS}, got {args.clips}")
        return 2
    if args.document and set(args.only) != set(EXPERIMENTS):
        _say(f"--document: expected all of {list(EXPERIMENTS)}, got --only {args.only}; leave out one of the two")
        return 2
    if args.threads:
        torch.set_num_threads(args.threads)
    started = time.monotonic()
    try:
        findings = measured(prepared(args), args.only)
    except (CheckpointError, EspeakMissing) as error:
        _say(str(error))
        return 2
    record = {
        "weights": args.weights.name,
        "git_revision": git_revision(),
        "clips": args.clips,
        "steps": OWN.steps,
        "picture_scale": OWN.picture_scale,
        "sound_scale": OWN.sound_scale,
        "threads": torch.get_num_threads(),
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    text = document(findings, record)
    args.output.mkdir(parents=True, exist_ok=True)
    whole = {**record, "findings": [finding.as_json() for finding in findings]}
    (args.output / "behaviour.json").write_text(json.dumps(whole, indent=1, ensure_ascii=False), encoding="utf-8")
    for path in (args.output / DOCUMENT.name, *([DOCUMENT] if args.document else [])):
        path.write_text(text, encoding="utf-8")
    print(text)
    return 0


def prepared(args: argparse.Namespace) -> Subject:
    bank = held_out_bank(args.bank)
    lines = held_out_lines(bank, LINES, LONGEST_LINE_S)
    return Subject(Mini.load(args.weights), Judges.load(), Voices(bank), lines, args.clips)


def measured(subject: Subject, names: Sequence[str]) -> list[Finding]:
    findings = []
    for name in names:
        started = time.monotonic()
        findings.append(EXPERIMENTS[name](subject))
        _say(f"{name}: {time.monotonic() - started:.0f} s")
    return findings


def document(findings: Sequence[Finding], record: dict[str, object]) -> str:
    """Markdown with a section for each finding."""
    intro = (
        "# What steers tandem-mini, measured\n\n"
        f"Made by `{COMMAND} --clips {record['clips']}`: {record['steps']} steps, guidance {record['picture_scale']:g} "
        f"of the picture and {record['sound_scale']:g} of the sound where nothing else is said, git revision "
        f"`{record['git_revision']}`, {record['minutes']} minutes on {record['threads']} thread"
        f"{'s' if record['threads'] != 1 else ''}. What is measured and why stands in [measures.md](measures.md).\n\n"
        "A number with ± has its standard error over clips behind it. A claim is a difference that should be above 0, "
        "of the same clips made in two ways or measured against two things; it counts as shown, *yes*, when it lies "
        "more than two standard errors above. Some of so many would do so by chance."
    )
    return "\n\n".join((intro, *(finding.markdown() for finding in findings))) + "\n"


def _say(text: str) -> None:
    print(f"behaviour: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
