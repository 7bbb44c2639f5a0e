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
from .mini.latent_clips import rendered_mark
from .run_log import RUNS
from .text.lexicon import WORD_LIST

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
    """How much of everything: clips rendered, minutes trained.

    `gpu` keeps every stage below ten minutes on one large card with 16 cores. With a `card`, picture autoencoder and
    transformer learn from clips that are drawn meanwhile (`training/card`), and `clips` are not rendered beforehand.
    """

    utterances: int
    windows: int
    sounds: int
    video_minutes: tuple[float, float]
    audio_minutes: float
    reader_minutes: float
    clips: dict[int, int]
    transformer_minutes: float
    card: bool = False


PROFILES = {
    "cpu": Profile(
        utterances=12000, windows=3600, sounds=12000, video_minutes=(50, 25), audio_minutes=50, reader_minutes=25,
        clips={12: 9000, 20: 1800, 32: 1000, 64: 300}, transformer_minutes=200,
    ),
    "gpu": Profile(
        utterances=12000, windows=3600, sounds=12000, video_minutes=(9, 0), audio_minutes=7, reader_minutes=8,
        clips={}, transformer_minutes=9.5, card=True,
    ),
    "smoke": Profile(
        utterances=60, windows=80, sounds=160, video_minutes=(0.2, 0.1), audio_minutes=0.2, reader_minutes=0.2,
        clips={12: 80, 20: 80, 32: 80, 64: 80}, transformer_minutes=0.2,
    ),
}  # fmt: skip
FIRST_LATENT_SEED = 10_000_000
LETTERS = "text: train_letters"
"""The stage that learns how words sound from their letters."""
CORES = os.cpu_count() or 1


def stages(profile: Profile) -> list[Stage]:
    return [
        *data_stages(profile),
        *autoencoder_stages(profile),
        *text_stages(profile),
        *(latents_of(length, count, FIRST_LATENT_SEED + 1_000_000 * position)
          for position, (length, count) in enumerate(profile.clips.items())),
        Stage("transformer", (transformer_command(profile),), (RUNS / "transformer" / "finished",)),
        Stage("export", (("mini.export",),), ()),
    ]  # fmt: skip


def transformer_command(profile: Profile) -> tuple[str, ...]:
    if profile.card:
        return ("card.joint", "--seconds", str(60 * profile.transformer_minutes))
    return ("mini.train_transformer", "--minutes", str(profile.transformer_minutes), "--resume")


def data_stages(profile: Profile) -> list[Stage]:
    """The speech bank in its two splits, and what the autoencoders look at and listen to."""
    bank, test_lines = RUNS / "bank", max(40, profile.utterances // 22)
    return [
        Stage("speech bank", (
            ("speech.bank", str(bank / "train"), "--count", str(profile.utterances), "--processes", str(CORES)),
            ("speech.bank", str(bank / "test"), "--split", "test", "--count", str(test_lines), "--seed", "2"),
        ), (bank / "train" / "index.json", bank / "test" / "index.json")),
        Stage("windows", (("mini.raw_clips", "--count", str(profile.windows)),), (RUNS / "raw" / "rendered",)),
        Stage("sounds", (("mini.raw_sounds", "--count", str(profile.sounds)),), (RUNS / "raw_sounds" / "rendered",)),
    ]  # fmt: skip


def autoencoder_stages(profile: Profile) -> list[Stage]:
    """Both autoencoders side by side, then the picture once more with a fresh learning rate; on a card one after the
    other, and the picture at once."""
    first, second = profile.video_minutes
    audio = ("mini.train_audio_autoencoder", "--minutes", str(profile.audio_minutes))
    if profile.card:
        picture = ("card.picture", "--seconds", str(60 * first))
        return [
            Stage("picture autoencoder", (picture,), (RUNS / "video_vae" / "round-0",)),
            Stage("sound autoencoder", (audio,), (RUNS / "audio_vae" / "log.json",)),
        ]
    return [
        Stage("autoencoders", (
            ("mini.train_video_autoencoder", "--minutes", str(first), "--cores", "1"),
            (*audio, "--cores", "1"),
        ), (RUNS / "video_vae" / "round-0", RUNS / "audio_vae" / "log.json")),
        Stage("picture autoencoder, second round", (
            ("mini.train_video_autoencoder", "--minutes", str(second), "--seed", "1", "--carry-on"),
        ), (RUNS / "video_vae" / "round-1",)),
    ]  # fmt: skip


def text_stages(profile: Profile) -> list[Stage]:
    """Letters to phonemes, durations, intonation, and the prompt reader, then all of them in one file."""
    folder = RUNS / "text"
    steps = (
        ("train_letters", (), "letters"),
        ("train_durations", (), "durations"),
        ("train_intonation", (), "intonation"),
        ("train_reader", ("--minutes", str(profile.reader_minutes)), "reader"),
        ("export", (), "text_encoder"),
    )
    return [
        Stage(f"text: {module}", ((f"text.{module}", *arguments),), (folder / f"{file}.safetensors",))
        for module, arguments, file in steps
    ]


def latents_of(length: int, count: int, first_seed: int) -> Stage:
    """Renders and encodes `count` clips of one length."""
    command = (
        "mini.latent_clips", "--latents", str(length), "--count", str(count), "--first-seed", str(first_seed),
    )  # fmt: skip
    return Stage(f"latents of {length}", (command,), (rendered_mark(length, first_seed),))


def chosen(planned: list[Stage], names: list[str] | None) -> list[Stage]:
    """The stages called `names`, in their own order; all without names. Raises SystemExit for a name that is none."""
    unknown = [name for name in names or () if name not in [stage.name for stage in planned]]
    if unknown:
        raise SystemExit(f"--only: expected names of stages (see --list), got {', '.join(unknown)}")
    return [stage for stage in planned if names is None or stage.name in names]


def require_words(planned: list[Stage], words: Path = WORD_LIST) -> None:
    """Raises SystemExit before anything is run when a stage that is open will miss the list of English words."""
    open_stages = [stage.name for stage in planned if not (stage.finished and stage.done)]
    if LETTERS in open_stages and not words.is_file():
        raise SystemExit(
            f"{LETTERS}: expected a list of English words, one per line, at {words}, found none; Debian's package "
            "wamerican-small brings it"
        )


def environment() -> dict[str, str]:
    """One thread an operation (stages use their cores as copies or processes), and tcmalloc where the machine has it.

    The allocator must keep the memory it was given: a step takes up to three times as long when it gives it back.
    """
    settings = {**os.environ, "OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
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
    running = [
        subprocess.Popen([sys.executable, "-m", f"{PACKAGE}.{module}", *arguments], env=environment())
        for module, *arguments in stage.commands
    ]
    failed = [process.args for process in running if process.wait()]
    if failed:
        raise SystemExit(f"{stage.name} failed: {failed}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    parser.add_argument("--only", nargs="+", metavar="STAGE", help="run these stages, see --list")
    parser.add_argument("--list", action="store_true", help="print the stages and whether they are done")
    parser.add_argument("--json", action="store_true", help="end with one line that names the weights")
    arguments = parser.parse_args()
    planned = stages(PROFILES[arguments.profile])
    if arguments.list:
        print("\n".join(f"{'done' if stage.finished and stage.done else 'open':5}{stage.name}" for stage in planned))
        return
    wanted = chosen(planned, arguments.only)
    require_words(wanted)
    for stage in wanted:
        run(stage)
    if arguments.json:
        print(json.dumps({"weights": str(WEIGHTS.relative_to(RUNS.parent)), "bytes": WEIGHTS.stat().st_size}))


if __name__ == "__main__":
    main()
