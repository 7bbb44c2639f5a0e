"""`python -m tandem.devtools.tiny_models DIR`: writes the tiny models into a ComfyUI models folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ..faults import SetupError
from ..places import comfyui_dir
from . import write_tiny_models


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 0, or 1 after one sentence about what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tandem.devtools.tiny_models", description=__doc__)
    parser.add_argument("models_dir", type=Path, metavar="DIR")
    options = parser.parse_args(arguments)
    try:
        import_comfyui_from(comfyui_dir())
        written = write_tiny_models(options.models_dir)
    except (SetupError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    for path in sorted({path for paths in written.values() for path in paths}):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


def import_comfyui_from(folder: Path) -> None:
    """Make core's modules importable, on the CPU. Raises SetupError where there is no ComfyUI."""
    if not (folder / "main.py").is_file():
        raise SetupError(f"there is no ComfyUI in {folder}: run `python dev.py setup`, which fetches one.")
    sys.path.insert(0, str(folder))
    from comfy.cli_args import args

    args.cpu = True


if __name__ == "__main__":
    sys.exit(main())
