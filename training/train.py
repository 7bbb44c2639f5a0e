"""From nothing to the shipped weights: runs every stage of tandem-mini's training in order, and skips what is done.

A stage is done when its last file exists, so an interrupted run carries on with the stage it was in; the transformer
also carries on within its stage. Everything lands in `runs/`; delete a stage's files to do it again.
"""

from __future__ import annotations

import argparse
import ctypes.util
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .mini.export import WEIGHTS
from .run_log import RUNS

PACKAGE = __package__ or "tandem.training"


@dataclass(frozen=True)
class Stage:
    """`commands` run side by side, each a module and its arguments; `done` are the last files they write."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    done: tuple[Path, ...]

    @property
    def finished(self) -> bool:
        return all(path.exists() for path in self.done)


@dataclass(frozen=True)
class Profile:
    """How much of everything: clips rendered, minutes trained."""

    utterances: int
    windows: int
    video_minutes: float
    audio_minutes: float
    reader_minutes: float
    clips: dict[int, int]
    transformer_minutes: float


PROFILES = {
    "cpu": Profile(
        utterances=9000, windows=3200, video_minutes=26, audio_minutes=19, reader_minutes=13,
        clips={12: 5000, 20: 1100, 32: 600, 64: 200}, transformer_minutes=68,
    ),
    "smoke": Profile(
        utterances=60, windows=80, video_minutes=0.2, audio_minutes=0.2, reader_minutes=0.2,
        clips={12: 80, 20: 80, 32: 80, 64: 80}, transformer_minutes=0.2,
    ),
}  # fmt: skip
FIRST_LATENT_SEED = 10_000_000


def stages(profile: Profile) -> list[Stage]:
    bank, text, latents = RUNS / "bank", RUNS / "text", RUNS / "latents"
    test_lines = max(40, profile.utterances // 20)
    return [
        Stage("speech bank", (
            ("speech.bank", str(bank / "train"), "--count", str(profile.utterances)),
            ("speech.bank", str(bank / "test"), "--split", "test", "--count", str(test_lines), "--seed", "2"),
        ), (bank / "train" / "index.json", bank / "test" / "index.json")),
        Stage("windows", (("mini.raw_clips", "--count", str(profile.windows)),), (RUNS / "raw" / "sounds.npy",)),
        Stage("autoencoders", (
            ("mini.train_video_autoencoder", "--minutes", str(profile.video_minutes)),
            ("mini.train_audio_autoencoder", "--minutes", str(profile.audio_minutes)),
        ), (RUNS / "video_vae" / "log.json", RUNS / "audio_vae" / "log.json")),
        *(Stage(f"text: {module}", ((f"text.{module}", *arguments),), (done,)) for module, arguments, done in (
            ("train_letters", (), text / "letters.safetensors"),
            ("train_durations", (), text / "durations.safetensors"),
            ("train_reader", ("--minutes", str(profile.reader_minutes)), text / "reader.safetensors"),
            ("export", (), text / "text_encoder.safetensors"),
        )),
        *(Stage(f"latents of {length * 0.16:.2f} s clips", (
            ("mini.latent_clips", "--latents", str(length), "--count", str(count), "--first-seed",
             str(FIRST_LATENT_SEED + 1_000_000 * position)),
        ), tuple(latents / f"{length:02d}-{FIRST_LATENT_SEED + 1_000_000 * position}-{k}.safetensors" for k in range(2)))
          for position, (length, count) in enumerate(profile.clips.items())),
        Stage("transformer", (
            ("mini.train_transformer", "--minutes", str(profile.transformer_minutes), "--resume"),
        ), (RUNS / "transformer" / "finished",)),
        Stage("export", (("mini.export",),), ()),
    ]  # fmt: skip


def environment(threads: int) -> dict[str, str]:
    """tcmalloc where the machine has it: it halves the time of a step, if it keeps the memory it was given."""
    settings = {**os.environ, "OMP_NUM_THREADS": str(threads), "OMP_WAIT_POLICY": "PASSIVE"}
    allocator = ctypes.util.find_library("tcmalloc_minimal")
    if allocator:
        settings.update(LD_PRELOAD=allocator, TCMALLOC_RELEASE_RATE="0")
    return settings


def run(stage: Stage) -> None:
    """Runs the stage's commands and waits for all of them; raises SystemExit with the one that failed."""
    if stage.finished and stage.done:
        print(f"{stage.name}: done before", flush=True)
        return
    print(f"{stage.name}: started", flush=True)
    threads = 2 if stage.name == "transformer" else 1
    running = [
        subprocess.Popen([sys.executable, "-m", f"{PACKAGE}.{module}", *arguments], env=environment(threads))
        for module, *arguments in stage.commands
    ]
    failed = [process.args for process in running if process.wait()]
    if failed:
        raise SystemExit(f"{stage.name} failed: {failed}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    parser.add_argument("--json", action="store_true", help="end with one line that names the weights")
    arguments = parser.parse_args()
    for stage in stages(PROFILES[arguments.profile]):
        run(stage)
    if arguments.json:
        print(json.dumps({"weights": str(WEIGHTS.relative_to(RUNS.parent)), "bytes": WEIGHTS.stat().st_size}))


if __name__ == "__main__":
    main()
