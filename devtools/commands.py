"""From a command line to the program that does it, inside the private environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from . import environment, options
from .faults import SetupError
from .places import ROOT, comfyui_dir, venv_python

PROGRAMS = {
    "demo": "tandem.devtools.demo",
    "test": "pytest",
    "server": "tandem.devtools.open_server",
    "bench": "tandem.benchmarks",
    "train": "tandem.training.train",
    "evaluate": "tandem.training.evaluation",
    "world": "tandem.training.world",
}


def run(arguments: Sequence[str]) -> int:
    """Install what is missing, then run the command; returns its exit status, or 2 when it could not be started."""
    chosen, _ = options.parser().parse_known_args(arguments)
    try:
        environment.ensure()
    except SetupError as fault:
        print(fault, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted: the same command goes on where it stopped.", file=sys.stderr)
        return 130
    if chosen.command == "setup":
        return 0
    return run_program(PROGRAMS[chosen.command], arguments[1:])


def run_program(module: str, arguments: Sequence[str]) -> int:
    """Run a module of the private environment; Ctrl-C reaches it, and it ends by itself."""
    variables = {**os.environ, "COMFYUI_DIR": str(comfyui_dir()), "PYTHONSAFEPATH": "1"}
    # The root holds a package `nodes` as ComfyUI's folder does: tests run from here must not find it by accident.
    folder = ROOT if module == "pytest" else None
    process = subprocess.Popen([str(venv_python()), "-m", module, *arguments], env=variables, cwd=folder)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
