"""The command line of dev.py, readable before anything is installed."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

PYTEST_NOTE = "every argument after `test` goes to pytest"


def parser() -> argparse.ArgumentParser:
    """All commands; `test`, `train`, `evaluate` and `world` hand what they do not know on to their own program."""
    top = argparse.ArgumentParser(prog="dev.py", description="Install once, then run, test and measure Tandem.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_demo_options(commands.add_parser("demo", help="make one clip on a real ComfyUI server and save it"))
    commands.add_parser("test", help=f"run every test ({PYTEST_NOTE})", add_help=False)
    add_server_options(commands.add_parser("server", help="open the ComfyUI page with this pack in it"))
    add_bench_options(commands.add_parser("bench", help="measure speed and memory, as medians"))
    commands.add_parser("train", help="train tandem-mini (try: train --profile cpu)", add_help=False)
    commands.add_parser("evaluate", help="measure the weights in weights/ (--json: one line of JSON)", add_help=False)
    commands.add_parser("world", help="draw clips of the synthetic world (world --help)", add_help=False)
    commands.add_parser("setup", help="only install")
    return top


def add_demo_options(demo: argparse.ArgumentParser) -> None:
    """What `demo` understands; each option left out keeps what the workflow says."""
    demo.add_argument("--prompt", help="what to see and hear; words in quotation marks are spoken")
    demo.add_argument("--seconds", type=_seconds, help="length of the clip")
    demo.add_argument("--seed", type=_seed, help="for picture and sound alike")
    demo.add_argument("--workflow", type=_workflow, help="a saved ComfyUI graph (workflows/text_to_clip.json)")
    demo.add_argument("--output", type=Path, default=Path("runs/demo.mp4"), help="the file to write (runs/demo.mp4)")
    demo.add_argument("--json", action="store_true", help="end with one line of JSON")


def add_server_options(server: argparse.ArgumentParser) -> None:
    """What `server` understands."""
    server.add_argument("--port", type=int, default=8188, help="the port to listen on (8188, else a free one)")


def add_bench_options(bench: argparse.ArgumentParser) -> None:
    """What `bench` understands."""
    bench.add_argument("--rounds", type=_rounds, default=5, help="measurements per median (5)")
    bench.add_argument("--json", action="store_true", help="end with one line of JSON")


def _rounds(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} rounds measure nothing: give 1 or more")
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if not (math.isfinite(value) and value > 0):
        raise argparse.ArgumentTypeError(f"{text} is no length: give seconds above 0, for example 5.12")
    return value


def _seed(text: str) -> int:
    value = int(text)
    if not 0 <= value < 2**64:
        raise argparse.ArgumentTypeError(f"{text} is no seed: give a whole number from 0 to 2^64 - 1")
    return value


def _workflow(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}: give a workflow saved from ComfyUI")
    return path
