"""Puts the trained reader, spelling network, duration and intonation model into one MiniTextEncoder file.

`python -m tandem.training.text.export --folder runs/text`
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import safetensors
import torch
from safetensors.torch import load_file, save_file

from ...engine.mini.text.encoder import MiniTextEncoder
from .chinese_tables import tables
from .earlier_reader import TABLE_KEY, slot_table

PARTS = ("reader", "letters", "durations", "intonation")
FILE_NAME = "text_encoder.safetensors"
MOST_PARAMETERS = 1_600_000


def saved_config(path: Path) -> dict:
    """The JSON that a training command left in the metadata of its weights."""
    with safetensors.safe_open(str(path), framework="pt") as file:
        return json.loads((file.metadata() or {})["config"])


def load_text_encoder(path: Path) -> MiniTextEncoder:
    """The encoder that `export` wrote, ready to read prompts."""
    encoder = MiniTextEncoder(**saved_config(path))
    encoder.load_state_dict(load_file(path))
    return encoder.eval()


def export(folder: Path) -> Path:
    """Writes `folder`/text_encoder.safetensors from the three parts in `folder`; config and slots in its metadata.

    Raises FileNotFoundError when a part is missing and ValueError when the whole is larger than it may be.
    """
    files = {part: folder / f"{part}.safetensors" for part in PARTS}
    missing = [str(path) for path in files.values() if not path.is_file()]
    if missing:
        raise FileNotFoundError(f"text encoder: expected the trained parts {missing}; train them first")
    configs = {part: saved_config(path) for part, path in files.items()}
    config = {
        "characters": configs["reader"]["characters"],
        "exceptions": configs["letters"]["exceptions"],
        **tables(),
    }
    encoder = MiniTextEncoder(**config)
    state = {f"{part}.{name}": value for part, path in files.items() for name, value in load_file(path).items()}
    encoder.load_state_dict(state)
    count = sum(parameter.numel() for parameter in encoder.parameters())
    if count > MOST_PARAMETERS:
        raise ValueError(f"text encoder: expected at most {MOST_PARAMETERS} parameters, got {count}")
    out = folder / FILE_NAME
    metadata = {"config": json.dumps(config, ensure_ascii=False), TABLE_KEY: slot_table()}
    save_file(encoder.state_dict(), out, metadata=metadata)
    numbers = {part: configs[part]["numbers"] for part in PARTS}
    (folder / "text_numbers.json").write_text(json.dumps({"parameters": count, **numbers}, indent=1), encoding="utf-8")
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("runs/text"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    print(f"wrote {export(args.folder)}")


if __name__ == "__main__":
    main()
