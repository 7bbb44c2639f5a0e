"""Fills the tables of the model card from the recipe of the weights and the evaluation, so that no number is typed.

`python -m tandem.training.evaluation.model_card` rewrites what stands between the markers of `weights/README.md`.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..mini.recipe import RECIPE, load_recipe
from ..run_log import RUNS
from .judge_slots import IMPACT_SCENES
from .report import NOT_MEASURED, Promise, Row, bar_text, named, number, promises

CARD = RUNS.parent / "weights" / "README.md"
EVALUATION = RUNS / "evaluation" / "evaluation.json"
RECIPE_FIRST = ("stage", "seed", "minutes", "steps", "git_revision")
JUDGE_ROWS = {
    "seen_scene": "kind of clip, seen",
    "heard_scene": "kind of clip, heard",
    "seen_first_emotion": "mood of a person, seen",
    "heard_first_emotion": "mood of a person, heard",
    "heard_mood": "major or minor",
    "seen_first_hair": "hair",
    "seen_camera": "camera",
    "seen_product": "product",
    **{
        f"{stream}_impacts_{scene}": f"{scene.replace('_', ' ')} impacts {stream} within 80 ms of the truth"
        for scene in IMPACT_SCENES
        for stream in ("seen", "heard")
    },
    "mouth_correlation": "mouth opening, correlation with the truth",
    "phoneme_error": "phoneme error, unheard sentences",
}
"""Keys of `judge_tests.judge_report`, and what they are called in the card."""


class CardError(ValueError):
    """A model card without the place for a table."""


def filled(card: str, section: str, text: str) -> str:
    """`card` with `text` between `<!-- section -->` and `<!-- /section -->`. Raises CardError without the two."""
    pattern = re.compile(rf"(<!-- {section} -->\n).*?(<!-- /{section} -->)", re.DOTALL)
    if not pattern.search(card):
        raise CardError(f"model card: expected the markers <!-- {section} --> and <!-- /{section} -->, found none")
    return pattern.sub(lambda found: found.group(1) + text.rstrip() + "\n" + found.group(2), card)


def markdown_table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(header), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def evaluation_text(record: Mapping) -> str:
    """The promises with their worst rows, the rows with a bar, then the information."""
    rows = sorted(((_row(row), row["ok"]) for row in record["rows"]), key=lambda entry: entry[0].bar is None)
    table = markdown_table(
        ("measure", "value", "real data", "shuffled", "bar", ""),
        (
            [named(row), number(row.value), number(row.ceiling), number(row.floor), bar_text(row), _verdict(row, ok)]
            for row, ok in rows
        ),
    )
    intro = (
        f"Measured with `python dev.py evaluate{' --quick' if record['quick'] else ''}` on {record['clips_per_kind']} "
        f"held-out clips of each kind and {record['lines']} unheard sentences, {record['steps']} steps, guidance "
        f"{record['guidance_scale']:g}, git revision `{record['git_revision']}`, {record['minutes']} minutes."
    )
    return "\n\n".join(part for part in (intro, promises_text(record["rows"]), table) if part)


def promises_text(rows: Iterable[Mapping]) -> str:
    """One line per promise: its worst row. Empty when no row has a promise."""
    known = [_row(row) for row in rows if row.get("promise")]
    if not known:
        return ""
    header = ("promise", "", "worst row", "value", "real data", "bar")
    return markdown_table(header, (_promise_cells(promise) for promise in promises(known)))


def _row(row: Mapping) -> Row:
    """A row as the evaluation wrote it; values and bars that are NaN are None there."""
    value = math.nan if row["value"] is None else row["value"]
    bar = math.nan if row["bar"] is None and row.get("has_bar") else row["bar"]
    words = {key: row[key] for key in ("unit", "note", "promise", "smaller_is_better", "measured") if key in row}
    return Row(row["name"], value, row["ceiling"], row["floor"], bar, **words)


def _promise_cells(promise: Promise) -> Sequence[str]:
    worst = promise.worst
    numbers = number(worst.value), number(worst.ceiling), bar_text(worst)
    return (promise.name, promise.verdict.lower(), named(worst), *numbers)


def recipe_text(logs: Iterable[Mapping]) -> str:
    """One row per stage: seed, minutes, steps, revision, and whatever else the stage counted."""
    rows = []
    for log in logs:
        others = {key: value for key, value in log.items() if key not in (*RECIPE_FIRST, "config")}
        counted = ", ".join(f"{key.replace('_', ' ')} {_plain(value)}" for key, value in others.items())
        rows.append([str(log.get(key, "")) for key in RECIPE_FIRST] + [counted])
    return markdown_table(("stage", "seed", "minutes", "steps", "git revision", "counts"), rows)


def judges_text(report: Mapping) -> str:
    """How well the judges do on held-out real clips, as they are and through the autoencoders."""
    found = report["held_out"]
    rows = [[label, number(found.get(key)), number(found.get(f"{key}_coded"))] for key, label in JUDGE_ROWS.items()]
    return markdown_table(("judge", "real clips", "real clips through the autoencoders"), rows)


def _verdict(row: Row, ok: bool) -> str:
    """`ok`: as the evaluation found before it rounded the numbers."""
    if row.bar is None:
        return row.note
    return NOT_MEASURED if not row.measured else "reached" if ok else "missed"


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_plain(item)}" for key, item in value.items())
    return str(value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--card", type=Path, default=CARD)
    parser.add_argument("--evaluation", type=Path, default=EVALUATION)
    parser.add_argument("--recipe", type=Path, default=RECIPE)
    args = parser.parse_args()
    record = json.loads(args.evaluation.read_text(encoding="utf-8"))
    card = args.card.read_text(encoding="utf-8")
    card = filled(card, "evaluation", evaluation_text(record))
    card = filled(card, "judges", judges_text(record["judges"]))
    card = filled(card, "recipe", recipe_text(load_recipe(args.recipe)))
    args.card.write_text(card, encoding="utf-8")
    print(f"{args.card}: {len(record['rows'])} rows")


if __name__ == "__main__":
    main()
