"""Lays the shipped weights out as the training stages leave them, so that training can go on without the old `runs/`.

Matrices come back from int8, everything else from float16; optimiser states are not shipped and start anew. The
letters of the text encoder also come back by themselves, since its other parts are trained again more often.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from safetensors.torch import save_file

from ...engine.mini.checkpoint import Checkpoint, load
from ..run_log import RUNS
from .export import WEIGHTS

STAGES = {"transformer": "transformer", "video_vae": "video_vae", "audio_vae": "audio_vae"}


def unpack(checkpoint: Checkpoint, runs: Path) -> list[Path]:
    """Writes every part that is not there yet; returns what was written."""
    written = []
    for part, stage in STAGES.items():
        written.append(_write(checkpoint, part, runs / stage / "weights.safetensors", None))
    config = checkpoint.config["text_encoder"]
    metadata = {"config": json.dumps(config)}
    written.append(_write(checkpoint, "text_encoder", runs / "text" / "text_encoder.safetensors", metadata))
    letters = {"config": json.dumps({"exceptions": config["exceptions"], "numbers": {}})}
    written.append(_write(checkpoint, "text_encoder", runs / "text" / "letters.safetensors", letters, "letters."))
    return [path for path in written if path is not None]


def _write(
    checkpoint: Checkpoint, part: str, path: Path, metadata: dict[str, str] | None, prefix: str = ""
) -> Path | None:
    """The tensors of `part` whose names begin with `prefix`, without it."""
    if path.exists():
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {
        name.removeprefix(prefix): (value.float() if value.is_floating_point() else value).contiguous()
        for name, value in checkpoint.parts[part].items()
        if name.startswith(prefix)
    }
    save_file(state, path, metadata=metadata)
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    for file in unpack(load(parser.parse_args().weights), RUNS):
        print(file.relative_to(RUNS.parent))
