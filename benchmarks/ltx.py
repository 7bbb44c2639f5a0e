"""`python -m tandem.benchmarks.ltx [--rounds N] [--json]`: LTX-2 by our nodes and by those of ComfyUI's templates.

On the CPU and on the tiny LTX-2.3 of `devtools/tiny_models`: what is compared is everything around the network. It runs
in a process of its own, since the tiny model needs core's classes made small.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from ..devtools.options import add_bench_options
from ..devtools.places import comfyui_dir
from ..devtools.tiny_models import FILES, write_tiny_models
from ..devtools.tiny_models.__main__ import import_comfyui_from
from .ltx_chains import DEV, DISTILLED, Setting, Size, core, ours
from .ltx_measures import peak_bytes, predictions, timed_rounds

CHECKPOINT, TEXT_ENCODER = (Path(name).name for name in FILES["ltx-2.3"])
SIZE, SMALL = Size(256, 256, 49), Size(64, 64, 9)
MODULE = f"{__package__}.ltx"
BYTES_PER_MIB = 2**20
COUNTED = Setting("counted", "2.3-dev", 4, 1.0)
TINY_BLOCK = 1
"""The last block of the tiny model, in the place of LTX-2.3's own."""

GUIDANCE: Mapping[str, dict[str, float]] = {
    "picture_scale=1 sound_scale=1": {},
    "picture_scale=3 sound_scale=1": {"picture_scale": 3.0},
    "picture_scale=3 sound_scale=7": {"picture_scale": 3.0, "sound_scale": 7.0},
    "picture_scale=3 sound_scale=7 rescale=0.7": {"picture_scale": 3.0, "sound_scale": 7.0, "rescale": 0.7},
    "picture_scale=1 sound_scale=1 picture_sync=3": {"picture_sync": 3.0},
    "picture_scale=1 sound_scale=1 stg_scale=1": {"stg_scale": 1.0},
    "picture_scale=3 sound_scale=7 identity_scale=3": {"picture_scale": 3.0, "sound_scale": 7.0, "identity_scale": 3.0},
    "picture_scale=3 sound_scale=7 picture_sync=3 sound_sync=3": {
        "picture_scale": 3.0, "sound_scale": 7.0, "picture_sync": 3.0, "sound_sync": 3.0,
    },
    "picture_scale=3 sound_scale=7 picture_sync=3 sound_sync=3 rescale=0.7 stg_scale=1": {
        "picture_scale": 3.0, "sound_scale": 7.0, "picture_sync": 3.0, "sound_sync": 3.0, "rescale": 0.7,
        "stg_scale": 1.0,
    },
}  # fmt: skip
"""What is counted, by the words of the table in docs/families.md."""


@dataclass(frozen=True)
class Compared:
    """Ours against core's for one way of sampling; ratios are ours / core's."""

    setting: str
    steps: int
    predictions: int
    core_predictions: int
    time_ratio: float
    sampling_time_ratio: float
    memory_ratio: float
    peak_mib: float
    core_peak_mib: float
    rounds: int

    def rows(self) -> dict[str, str]:
        name = f"LTX-2 {self.setting}, {self.steps} steps"
        peaks = f"{self.peak_mib:.1f} and {self.core_peak_mib:.1f} MiB"
        return {
            f"{name}: predictions": f"{self.predictions}, core's chain {self.core_predictions}",
            f"{name}: time / core's": f"{self.time_ratio:.3f}, sampling alone {self.sampling_time_ratio:.3f}",
            f"{name}: memory / core's": f"{self.memory_ratio:.3f} ({peaks})",
        }


@dataclass(frozen=True)
class LtxReport:
    compared: tuple[Compared, ...]
    predictions_per_step: Mapping[str, float]

    def table(self) -> str:
        """The report for people."""
        rows = {name: value for one in self.compared for name, value in one.rows().items()}
        measured = [f"{name:<33} {value}" for name, value in rows.items()]
        counted = [f"{name:<83} {value:g}" for name, value in self.predictions_per_step.items()]
        return "\n".join([*measured, "predictions per step, counted:", *counted])


def measure(rounds: int) -> LtxReport:
    """ComfyUI's modules must be importable, and find the tiny models in their folders."""
    with torch.inference_mode():
        return LtxReport(
            tuple(compared(setting, rounds) for setting in (DISTILLED, DEV)),
            {name: predictions_per_step(asked) for name, asked in GUIDANCE.items()},
        )


def compared(setting: Setting, rounds: int, size: Size = SIZE) -> Compared:
    """Both chains, each with a model that it loaded by its own nodes."""
    mine, core_chain = ours(CHECKPOINT, setting, size), core(CHECKPOINT, TEXT_ENCODER, setting, size)
    timed = timed_rounds(mine.run, core_chain.run, rounds)
    peak, core_peak = peak_bytes(mine.run), peak_bytes(core_chain.run)
    return Compared(
        setting=setting.name,
        steps=setting.steps,
        predictions=predictions(mine),
        core_predictions=predictions(core_chain),
        time_ratio=round(timed.ratio, 4),
        sampling_time_ratio=round(timed.sampling_ratio, 4),
        memory_ratio=round(peak / core_peak, 4),
        peak_mib=round(peak / BYTES_PER_MIB, 2),
        core_peak_mib=round(core_peak / BYTES_PER_MIB, 2),
        rounds=rounds,
    )


def predictions_per_step(asked: Mapping[str, Any]) -> float:
    """Counted at the network while our chain runs."""
    guidance = {**asked, "stg_block": TINY_BLOCK} if "stg_scale" in asked else dict(asked)
    return predictions(ours(CHECKPOINT, COUNTED, SMALL, guidance)) / COUNTED.steps


def use_models_in(folder: Path) -> None:
    """Writes the tiny models and shows ComfyUI where they are."""
    import folder_paths

    for name in {path.parent.name for paths in write_tiny_models(folder).values() for path in paths}:
        folder_paths.add_model_folder_path(name, str(folder / name), is_default=True)


def measured_apart(rounds: int) -> LtxReport:
    """`measure` in a process of its own. Raises CalledProcessError, after its words were shown, when that fails."""
    command = [sys.executable, "-m", MODULE, "--rounds", str(rounds), "--json"]
    # The repository's own `nodes` folder must not be found in the place of ComfyUI's module of that name.
    variables = {**os.environ, "PYTHONSAFEPATH": "1"}
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=variables)
    return report_from(json.loads(ran.stdout.splitlines()[-1]))


def report_from(saved: Mapping[str, Any]) -> LtxReport:
    return LtxReport(tuple(Compared(**one) for one in saved["compared"]), saved["predictions_per_step"])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tandem.benchmarks.ltx")
    add_bench_options(parser)
    options = parser.parse_args(arguments)
    import_comfyui_from(comfyui_dir())
    import comfy.utils

    comfy.utils.set_progress_bar_enabled(False)
    with tempfile.TemporaryDirectory(prefix="tandem-bench-ltx-") as folder:
        use_models_in(Path(folder))
        report = measure(options.rounds)
    print(json.dumps(asdict(report)) if options.json else report.table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
