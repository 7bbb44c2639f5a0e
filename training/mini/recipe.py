"""How the shipped weights came to be, stage by stage: `weights/recipe.json`, which outlives the runs it was read from.

A stage that was trained from nothing replaces what the recipe knew of it; one that went on from earlier weights is
added to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..run_log import RUNS

RECIPE = RUNS.parent / "weights" / "recipe.json"


def stage_logs(runs: Path = RUNS) -> list[dict]:
    """Every `runs/<stage>/log.json`, in the order in which the stages were written."""
    paths = sorted(runs.glob("*/log.json"), key=lambda path: path.stat().st_mtime)
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def merged(recipe: Iterable[Mapping], logs: Iterable[Mapping]) -> list[dict]:
    """`recipe` with `logs` added; one that says `further` keeps the earlier rows of its stage."""
    rows = [dict(row) for row in recipe]
    for log in logs:
        if not log.get("further"):
            rows = [row for row in rows if row["stage"] != log["stage"]]
        if dict(log) not in rows:
            rows.append(dict(log))
    return rows


def load_recipe(path: Path = RECIPE) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def update_recipe(path: Path = RECIPE, runs: Path = RUNS) -> list[dict]:
    """Adds the logs of `runs` to the recipe at `path`, writes it, and returns it."""
    rows = merged(load_recipe(path), stage_logs(runs))
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return rows
