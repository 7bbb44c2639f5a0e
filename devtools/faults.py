"""What can go wrong while installing, said in one sentence each."""

from __future__ import annotations

import shutil
from pathlib import Path

NO_SPACE_MARKS = ("No space left on device", "Errno 28", "There is not enough space on the disk")
NO_NETWORK_MARKS = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "getaddrinfo failed",
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "Network is unreachable",
    "Connection refused",
    "ProxyError",
)
BYTES_PER_GIB = 2**30


class SetupError(RuntimeError):
    """The environment cannot be made; the message is one sentence for the user."""


def explain_pip_failure(output: str, log: Path) -> str:
    """One sentence for the output of a pip that failed; `log` is where the whole output lies."""
    if any(mark in output for mark in NO_SPACE_MARKS):
        return f"The disk is full: free some space and run the same command again, it goes on where it stopped ({log})."
    if any(mark in output for mark in NO_NETWORK_MARKS):
        return f"The package index cannot be reached: check the network and run the same command again ({log})."
    errors = [line for line in output.splitlines() if line.lower().startswith("error")]
    reason = errors[-1].strip().rstrip(".") if errors else "pip stopped without a reason"
    return f"A package could not be installed: {reason} (the whole output is in {log})."


def check_disk_space(folder: Path, needed_gib: float) -> None:
    """Raise SetupError when fewer than `needed_gib` GiB are free on the disk of `folder`."""
    free_gib = shutil.disk_usage(folder).free / BYTES_PER_GIB
    if free_gib < needed_gib:
        raise SetupError(
            f"The private environment needs {needed_gib:g} GiB, but only {free_gib:.1f} GiB are free on the disk of "
            f"{folder}: free some space and run the same command again."
        )
