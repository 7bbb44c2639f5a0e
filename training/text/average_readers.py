"""Averages the weights of prompt readers of one descent: each forgets other phrasings, their mean forgets fewer.

`python -m tandem.training.text.average_readers EARLIER LATER --out runs/text/reader.safetensors`

The readers must have been trained one from the other (`train_reader --start-from`); strangers have no useful mean.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import save_file

from ...engine.mini.text.reader import PromptReader
from .earlier_reader import TABLE_KEY, slot_table, take_weights
from .export import saved_config
from .reader_accuracy import report


def averaged(paths: Sequence[Path]) -> PromptReader:
    """The mean of the readers, or text encoders, in `paths`, for the characters that the last one knows.

    What an earlier one lacks, a character or a value, keeps the last one's weights.
    """
    last = PromptReader(characters=saved_config(paths[-1])["characters"])
    take_weights(last, paths[-1])
    states = [last.state_dict()]
    for path in paths[:-1]:
        earlier = PromptReader(characters="".join(last.ids))
        earlier.load_state_dict(last.state_dict())
        take_weights(earlier, path)
        states.append(earlier.state_dict())
    mean = PromptReader(characters="".join(last.ids))
    mean.load_state_dict({name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]})
    return mean.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", type=Path, nargs="+", help="in the order of their training")
    parser.add_argument("--out", type=Path, default=Path("runs/text/reader.safetensors"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    reader = averaged(args.readers)
    numbers = report(reader)
    config = {"characters": "".join(reader.ids), "mean_of": [path.name for path in args.readers], "numbers": numbers}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    save_file(reader.state_dict(), args.out, metadata={"config": json.dumps(config), TABLE_KEY: slot_table()})
    print(json.dumps(numbers, indent=1))


if __name__ == "__main__":
    main()
