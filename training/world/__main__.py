"""`dev.py world`: clips of the synthetic world as MP4 files, and one sheet of their frames and spectrograms."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ...engine.mini import geometry
from ...engine.mini.text.camera import CAMERAS
from ..run_log import RUNS
from ..speech.bank import build_bank, load_bank
from ..speech.espeak import EspeakMissing
from ..speech.voices import ALL_MANNERS
from .clip import make_clip
from .scenes import ALL_SCENES
from .showing import clips_sheet, write_clip
from .voices import Voices

BANK_LINES, BANK_SEED = 900, 1
DEFAULT_LATENTS = 24


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws and writes the clips; returns 0, or 1 after one sentence about what is missing."""
    options = _parser().parse_args(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    try:
        voices = _voices(options.output / "voices")
    except EspeakMissing as fault:
        print(fault, file=sys.stderr)
        return 1
    clips = []
    for scene in [options.scene] if options.scene else list(ALL_SCENES):
        for seed in range(options.seed, options.seed + options.count):
            clip = make_clip(seed, options.latents, voices, scene, options.size, camera=options.camera)
            name = f"{scene}-{seed}"
            print(write_clip(clip, options.output, name), flush=True)
            clips.append((name, clip))
    sheet = options.output / "world.png"
    clips_sheet(clips).save(sheet)
    print(sheet)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py world", description=__doc__)
    parser.add_argument("--scene", choices=list(ALL_SCENES), help="one kind of clip (every kind)")
    parser.add_argument("--count", type=int, default=1, help="clips of each kind (1)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first clip; the next one has the next (1)")
    parser.add_argument("--output", type=Path, default=RUNS / "world", help="the folder to write (runs/world)")
    parser.add_argument("--camera", choices=CAMERAS, help="one camera for all (the seed's choice)")
    parser.add_argument("--size", type=int, default=geometry.PICTURE_SIZE, help="pixels of a side (256)")
    parser.add_argument(
        "--latents", type=int, default=DEFAULT_LATENTS,
        help=f"length in steps of {float(geometry.LATENT_SECONDS):g} s ({DEFAULT_LATENTS})",
    )  # fmt: skip
    return parser


def _voices(folder: Path) -> Voices:
    """A small bank with every emotion, made once. Raises EspeakMissing."""
    if not (folder / "index.json").exists():
        build_bank(folder, BANK_LINES, BANK_SEED, processes=1, emotions=tuple(ALL_MANNERS))
    return Voices(load_bank(folder))


if __name__ == "__main__":
    sys.exit(main())
