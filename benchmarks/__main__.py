"""`dev.py bench`: speed and memory of one clip on a real server, every number a median of several rounds; then LTX-2
against the nodes of ComfyUI's own templates (`ltx.py`)."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ..devtools.comfy_server import ComfyServer, device_arguments
from ..devtools.options import add_bench_options
from ..devtools.places import ROOT
from .clip_rounds import Rounds, measure
from .ltx import measured_apart

BYTES_PER_MIB = 2**20
DEMO_ROUNDS = 3


@dataclass(frozen=True)
class BenchReport:
    """All medians. `..._per_clip_s`: seconds of work for one second of clip."""

    sampler_ratio: float
    joint_sampler_s: float
    core_ksampler_s: float
    clip_s: float
    sampling_per_clip_s: float
    decode_per_clip_s: float
    mux_per_clip_s: float
    clip_work_s: float
    command_to_file_s: float
    peak_memory_mib: int
    rounds: int
    cpu_cores: int

    def table(self) -> str:
        """The report for people."""
        rows = {
            "Joint Sampler / core's KSampler": f"{self.sampler_ratio:.3f}",
            "Joint Sampler": f"{self.joint_sampler_s:.2f} s",
            "core's KSampler": f"{self.core_ksampler_s:.2f} s",
            "clip": f"{self.clip_s:.2f} s",
            "sampling per clip second": f"{self.sampling_per_clip_s:.3f} s",
            "decoding per clip second": f"{self.decode_per_clip_s:.3f} s",
            "muxing per clip second": f"{self.mux_per_clip_s:.3f} s",
            "sampled, decoded and muxed": f"{self.clip_work_s:.2f} s",
            "from the command to the file": f"{self.command_to_file_s:.1f} s",
            "peak memory of the server": f"{self.peak_memory_mib} MiB",
            "rounds": f"{self.rounds} (command to file: {DEMO_ROUNDS}), on {self.cpu_cores} CPU cores",
        }
        return "\n".join(f"{name:<33} {value}" for name, value in rows.items())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench")
    add_bench_options(parser)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as scratch_name:
        scratch = Path(scratch_name)
        with ComfyServer(scratch / "server", arguments=device_arguments()) as server:
            rounds = measure(server, options.rounds, scratch)
            peak_memory_bytes = server.peak_memory_bytes()
        commands_s = [command_to_file_s(scratch / f"demo-{number}.mp4") for number in range(DEMO_ROUNDS)]
    report, ltx = summary(rounds, peak_memory_bytes, commands_s), measured_apart(options.rounds)
    print(report.table(), ltx.table(), sep="\n")
    if options.json:
        print(json.dumps({**asdict(report), "ltx": asdict(ltx)}))
    return 0


def command_to_file_s(output: Path) -> float:
    """Seconds of a whole `dev.py demo`, from its start until its file is there and it has ended."""
    began_s = time.monotonic()
    command = [sys.executable, str(ROOT / "dev.py"), "demo", "--output", str(output)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - began_s


def summary(rounds: Rounds, peak_memory_bytes: int, commands_s: Sequence[float]) -> BenchReport:
    """Medians of what was measured."""
    clip_s = float(rounds.clip.picture_s)
    joint_s, decode_s, mux_s = (statistics.median(row) for row in (rounds.joint_s, rounds.decode_s, rounds.mux_s))
    work = zip(rounds.joint_s, rounds.decode_s, rounds.mux_s, strict=True)
    return BenchReport(
        sampler_ratio=round(rounds.sampler_ratio, 4),
        joint_sampler_s=round(joint_s, 3),
        core_ksampler_s=round(statistics.median(rounds.core_s), 3),
        clip_s=round(clip_s, 3),
        sampling_per_clip_s=round(joint_s / clip_s, 4),
        decode_per_clip_s=round(decode_s / clip_s, 4),
        mux_per_clip_s=round(mux_s / clip_s, 4),
        clip_work_s=round(statistics.median(map(sum, work)), 3),
        command_to_file_s=round(statistics.median(commands_s), 2),
        peak_memory_mib=peak_memory_bytes // BYTES_PER_MIB,
        rounds=len(rounds.joint_s),
        cpu_cores=os.cpu_count() or 1,
    )


if __name__ == "__main__":
    sys.exit(main())
