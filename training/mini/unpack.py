"""Lays the shipped weights out as the training stages leave them, so that training can go on without the old `runs/`.

Matrices come back from int8, everything else from float16; optimiser states are not shipped and start anew. The parts
of the text encoder also come back by themselves, so that one of them can be trained again.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from safetensors.torch import save_file

from ...engine.mini.checkpoint import Checkpoint, load
from ..run_log import RUNS
from ..text.earlier_reader import TABLE_KEY, slot_table
from ..text.export import PARTS as TEXT_PARTS
from .export import WEIGHTS

CONFIGS = {"reader": ("characters",), "letters": ("exceptions",)}
"""What of the text encoder's config its parts have."""
STAGES = {"transformer": "transformer", "video_vae": "video_vae", "audio_vae": "audio_vae"}


def unpack(checkpoint: Checkpoint, runs: Path) -> list[Path]:
    """Writes every part that is not there yet; returns what was written."""
    written = []
    for part, stage in STAGES.items():
        written.append(_write(checkpoint, part, runs / stage / "weights.safetensors", None))
    config = checkpoint.config["text_encoder"]
    metadata = {"config": json.dumps(config), TABLE_KEY: slot_table()}
    written.append(_write(checkpoint, "text_encoder", runs / "text" / "text_encoder.safetensors", metadata))
    for part in TEXT_PARTS:
        own = {"config": json.dumps({name: config[name] for name in CONFIGS.get(part, ())} | {"numbers": {}})}
        path = runs / "text" / f"{part}.safetensors"
        written.append(_write(checkpoint, "text_encoder", path, own | {TABLE_KEY: slot_table()}, f"{part}."))
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
