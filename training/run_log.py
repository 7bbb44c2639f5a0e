"""What every training stage leaves behind: its weights as safetensors and a JSON log of how they came to be."""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from safetensors.torch import save_file
from torch import nn

RUNS = Path(__file__).resolve().parents[1] / "runs"


def git_revision() -> str:
    """Revision of the working tree, with `-dirty` when it has changes; 'unknown' outside git and without it."""
    try:
        result = subprocess.run(
            ["git", "describe", "--always", "--dirty"], cwd=RUNS.parent, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return "unknown"
    return result.stdout.strip() or "unknown"


@dataclass
class RunLog:
    """Collects the facts of one stage and writes them to `runs/<stage>/log.json` as it goes."""

    stage: str
    seed: int
    facts: dict = field(default_factory=dict)
    started: float = field(default_factory=time.time)

    @property
    def folder(self) -> Path:
        folder = RUNS / self.stage
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def minutes(self) -> float:
        return (time.time() - self.started) / 60

    def write(self, **facts) -> None:
        self.facts.update(facts)
        record = {
            "stage": self.stage, "seed": self.seed, "minutes": round(self.minutes, 2), "git_revision": git_revision(),
            **self.facts,
        }  # fmt: skip
        (self.folder / "log.json").write_text(json.dumps(record, indent=1))

    def save_weights(self, model: nn.Module) -> None:
        """`runs/<stage>/weights.safetensors`, in plain memory order whatever order the training used."""
        state = {name: value.contiguous() for name, value in model.state_dict().items()}
        save_file(state, self.folder / "weights.safetensors")

    def say(self, step: int, **numbers: float) -> None:
        line = "  ".join(f"{name} {value:.4g}" for name, value in numbers.items())
        print(f"{self.stage} {self.minutes:6.2f} min  step {step:6d}  {line}", flush=True)
