"""The private environment beside dev.py: made once, step by step, and repaired when a step was cut short."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import comfyui_source
from .faults import SetupError, check_disk_space, explain_pip_failure
from .places import PRIVATE, ROOT, VENV, chosen_comfyui, comfyui_dir, venv_python

# The newest set that imports together: later torch and torchaudio releases are built for different CUDA versions.
TORCH_SET = ("torch==2.11.0", "torchaudio==2.11.0", "torchvision==0.26.0")
NEEDED_GIB = 9.0
STAMPS = VENV / "tandem-install"
LOG = PRIVATE / "install.log"


@dataclass(frozen=True)
class Step:
    """One part of the installation. `fingerprint` changes with what it installs; `work` may run again at any time."""

    name: str
    says: str
    fingerprint: str
    work: Callable[[], None]

    @property
    def done(self) -> Path:
        return STAMPS / f"{self.name}.done"

    @property
    def started(self) -> Path:
        return STAMPS / f"{self.name}.started"

    def is_done(self) -> bool:
        return self.done.is_file() and self.done.read_text() == self.fingerprint

    def run(self) -> None:
        """Do the work. The stamp is written last, so that an interrupted step counts as not done."""
        began = time.monotonic()
        _say(f"{self.says} ...")
        STAMPS.mkdir(parents=True, exist_ok=True)
        was_interrupted = self.started.exists()
        self.started.touch()
        self.work()
        if was_interrupted:
            reinstall_broken_packages()
        self.done.write_text(self.fingerprint)
        self.started.unlink()
        _say(f"  done in {time.monotonic() - began:.0f} s")


def ensure() -> None:
    """Install what is missing; on a complete environment this reads a few small files. Raises SetupError."""
    for step in installation():
        if not step.is_done():
            step.run()


def installation() -> Iterator[Step]:
    """The steps in order. Lazy on purpose: a later fingerprint reads files that an earlier step brings."""
    yield Step("venv", "Making the private environment", _hash(str(VENV)), make_venv)
    yield Step("torch", "Installing PyTorch (about 6 GB)", _hash(*TORCH_SET), install_torch)
    if chosen_comfyui() is None:
        source = comfyui_dir()
        step = Step(
            "comfyui", "Fetching ComfyUI", _hash(comfyui_source.SHA256), lambda: comfyui_source.fetch(source, pip)
        )
        if not (source / "main.py").is_file():
            step.done.unlink(missing_ok=True)
        yield step
    requirements = comfyui_dir() / "requirements.txt"
    yield Step(
        "requirements",
        "Installing what ComfyUI needs",
        _hash(requirements.read_text(), *TORCH_SET),
        lambda: pip(["install", *TORCH_SET, "-r", str(requirements)]),
    )
    yield Step(
        "pack",
        "Installing what this repository needs",
        _hash((ROOT / "pyproject.toml").read_text(), str(ROOT), *TORCH_SET),
        lambda: pip(["install", *TORCH_SET, "-e", f"{ROOT}[train,dev]"]),
    )


def make_venv() -> None:
    """Create .venv with a pip that runs; one that has it already is kept."""
    if venv_python().is_file() and _runs([str(venv_python()), "-m", "pip", "--version"]):
        return
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True)
    if made.returncode != 0:
        raise SetupError(
            "Python could not make a private environment: install its venv module (Debian and Ubuntu: "
            f"apt install python3-venv) and try again; it said: {(made.stdout + made.stderr).strip()[-200:]}"
        )
    STAMPS.mkdir()
    (STAMPS / "venv.started").touch()


def install_torch() -> None:
    """The torch set, after a look at the disk when none is there yet."""
    if not any(VENV.glob("**/site-packages/torch/version.py")):
        check_disk_space(ROOT, NEEDED_GIB)
    pip(["install", *TORCH_SET])


def reinstall_broken_packages() -> None:
    """After an interruption: install again what lies there only in part, and nothing else."""
    command = [str(venv_python()), str(Path(__file__).with_name("broken_packages.py"))]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    broken = [line for line in found.stdout.splitlines() if not line.startswith("tandem-av==")]
    if broken:
        _say(f"  repairing {', '.join(broken)}")
        pip(["install", "--ignore-installed", "--no-deps", *broken])


def pip(arguments: Sequence[str]) -> None:
    """Run the private environment's pip; its output goes to the log. Raises SetupError with one sentence."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    command = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    lines: list[str] = []
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(command)}\n")
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        ) as process:
            for line in process.stdout or ():
                log.write(line)
                lines.append(line)
                _show_progress(line)
    _show_progress("")
    if process.returncode != 0:
        raise SetupError(explain_pip_failure("".join(lines), LOG))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _runs(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _show_progress(line: str) -> None:
    """Keep pip's latest line on the last row of a terminal; show nothing elsewhere."""
    if sys.stderr.isatty():
        print(f"\r  {line.strip()[:96]:<96}\r", end="", file=sys.stderr, flush=True)
