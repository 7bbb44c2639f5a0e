"""A real ComfyUI server as a child process, on a free loopback port, with this pack as a custom node."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
from collections.abc import Mapping, Sequence
from pathlib import Path

from .comfy_client import ComfyClient
from .places import PACK_FOLDER_NAME, ROOT, comfyui_dir

STARTUP_LIMIT_S = 300
# Off: the tutorial that would cover the page, and hiding the text of nodes that are zoomed out.
PAGE_SETTINGS = {"Comfy.TutorialCompleted": True, "LiteGraph.Canvas.MinFontSizeForLOD": 0}
NOT_PART_OF_THE_PACK = (".*", "runs", "tests", "training", "benchmarks", "__pycache__")


class ServerDied(RuntimeError):
    """The server ended or never answered; the message ends with the tail of its log."""


class ComfyServer:
    """Starts in `with`, ends with it. Models, outputs and the user's settings lie below `base`."""

    def __init__(
        self,
        base: Path,
        *,
        port: int | None = None,
        arguments: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ):
        self.base = base
        self.port = port or free_port()
        self.arguments = tuple(arguments)
        self.environment = dict(environment or {})
        self.log = base / "server.log"
        self.client = ComfyClient(f"http://127.0.0.1:{self.port}")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self.client.url

    @property
    def process_id(self) -> int:
        if self._process is None:
            raise ServerDied("the server has not been started")
        return self._process.pid

    def __enter__(self) -> ComfyServer:
        prepare_base(self.base)
        command = [sys.executable, "main.py", "--port", str(self.port), "--base-directory", str(self.base)]
        command += ["--disable-api-nodes", "--disable-auto-launch", "--database-url", "sqlite:///:memory:"]
        variables = {**os.environ, **self.environment}
        variables.pop("PYTHONSAFEPATH", None)
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [*command, *self.arguments], cwd=comfyui_dir(), stdout=log, stderr=subprocess.STDOUT, env=variables
            )
        try:
            self._wait_until_ready(self._process)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server; one that does not listen is killed."""
        self.client.close()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def log_tail(self, characters: int = 4000) -> str:
        """The end of what the server printed."""
        return self.log.read_text(errors="replace")[-characters:]

    def peak_memory_bytes(self) -> int:
        """The most memory the server held at once (resident set)."""
        return peak_memory_bytes(self.process_id)

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline_s = time.monotonic() + STARTUP_LIMIT_S
        while True:
            try:
                self.client.get("/system_stats", timeout_s=10)
                return
            except (OSError, urllib.error.URLError):
                if process.poll() is not None:
                    raise ServerDied(f"ComfyUI ended while starting:\n{self.log_tail()}") from None
                if time.monotonic() > deadline_s:
                    raise ServerDied(f"ComfyUI did not answer in {STARTUP_LIMIT_S} s:\n{self.log_tail()}") from None
                time.sleep(0.1)


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def is_free(port: int) -> bool:
    """True when nobody listens on this loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def device_arguments() -> tuple[str, ...]:
    """`--cpu` on a machine without an accelerator, which a CUDA build of torch does not find out by itself."""
    has_accelerator = shutil.which("nvidia-smi") is not None or sys.platform == "darwin"
    return () if has_accelerator else ("--cpu",)


def prepare_base(base: Path) -> None:
    """Give `base` the folders of a ComfyUI, the page's settings (once), and this repository as a custom node."""
    for name in ("input", "output", "models", "custom_nodes", "temp", "user/default"):
        (base / name).mkdir(parents=True, exist_ok=True)
    settings = base / "user/default/comfy.settings.json"
    if not settings.exists():
        settings.write_text(json.dumps(PAGE_SETTINGS))
    pack = base / "custom_nodes" / PACK_FOLDER_NAME
    if pack.is_symlink() or pack.exists():
        return
    try:
        pack.symlink_to(ROOT, target_is_directory=True)
    except OSError:  # Windows lets only some users make links
        shutil.copytree(ROOT, pack, ignore=shutil.ignore_patterns(*NOT_PART_OF_THE_PACK))


def peak_memory_bytes(process_id: int) -> int:
    """The peak resident set of a process: exact on Linux and Windows, what it holds now elsewhere."""
    status = Path(f"/proc/{process_id}/status")
    if status.is_file():
        fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(fields["VmHWM"].split()[0]) * 1024
    import psutil

    memory = psutil.Process(process_id).memory_info()
    return getattr(memory, "peak_wset", memory.rss)
