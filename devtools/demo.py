"""`dev.py demo`: one clip, made by a real ComfyUI server through its HTTP API, saved and measured."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ..engine.media.probe import probe
from . import prompt_edits
from .api_prompt import WorkflowError, to_api
from .comfy_client import ComfyClient, Prompt, PromptRejected, Run, RunFailed
from .comfy_server import ComfyServer, ServerDied, device_arguments
from .options import add_demo_options
from .places import ROOT
from .progress_bar import ProgressBar

TEMPLATE = ROOT / "workflows/text_to_clip.json"
BYTES_PER_MIB = 2**20


@dataclass(frozen=True)
class DemoReport:
    """What was made, and what it took. `total_s` runs from the start of this program to the saved file."""

    path: str
    seconds: float
    width: int
    height: int
    frames: int
    fps: float
    sample_rate_hz: int
    samples: int
    sampling_s: float
    decode_s: float
    mux_s: float
    server_start_s: float
    total_s: float
    peak_memory_mib: int

    def table(self) -> str:
        """The report for people."""
        rows = {
            "path": self.path,
            "length": f"{self.seconds:.2f} s ({self.frames} frames, {self.samples} samples)",
            "size": f"{self.width} x {self.height}",
            "frame rate": f"{self.fps:g} fps",
            "sample rate": f"{self.sample_rate_hz} Hz",
            "sampling": f"{self.sampling_s:.2f} s",
            "decode": f"{self.decode_s:.2f} s",
            "mux": f"{self.mux_s:.2f} s",
            "server start": f"{self.server_start_s:.1f} s",
            "command to file": f"{self.total_s:.1f} s",
            "peak memory": f"{self.peak_memory_mib} MiB",
        }
        return "\n".join(f"{name:<16} {value}" for name, value in rows.items())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; returns 0, or 1 after one sentence about what went wrong."""
    began_s = time.monotonic()
    parser = argparse.ArgumentParser(prog="dev.py demo")
    add_demo_options(parser)
    options = parser.parse_args(arguments)
    try:
        report = make_clip(options, began_s)
    except (WorkflowError, prompt_edits.CannotEdit, PromptRejected, RunFailed, ServerDied, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    print(report.table())
    if options.json:
        print(json.dumps(asdict(report)))
    return 0


def make_clip(options: argparse.Namespace, began_s: float) -> DemoReport:
    """Start a server, run the workflow on it, save the clip at `options.output`."""
    workflow = json.loads((options.workflow or TEMPLATE).read_text(encoding="utf-8"))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tandem-demo-") as base:
        print("Starting ComfyUI ...", file=sys.stderr, flush=True)
        with ComfyServer(Path(base), arguments=device_arguments()) as server:
            started_s = time.monotonic()
            prompt = to_api(workflow, server.client.object_info())
            edit(prompt, options)
            with ProgressBar(prompt) as bar:
                run = server.client.run(prompt, workflow=workflow, on_event=bar.show)
            options.output.write_bytes(fetch_clip(server.client, run))
            total_s = time.monotonic() - began_s
            return report_on(options.output, prompt, run, started_s - began_s, total_s, server.peak_memory_bytes())


def edit(prompt: Prompt, options: argparse.Namespace) -> None:
    """Put every option that was given into the prompt. Raises CannotEdit."""
    if options.prompt is not None:
        prompt_edits.set_prompt(prompt, options.prompt)
    if options.seconds is not None:
        prompt_edits.set_seconds(prompt, options.seconds)
    if options.seed is not None:
        prompt_edits.set_seed(prompt, options.seed)


def fetch_clip(client: ComfyClient, run: Run) -> bytes:
    """The last video file of the run. Raises WorkflowError when it made none."""
    clips = run.files(".mp4")
    if not clips:
        raise WorkflowError("The workflow saved no MP4 file: end it with a Mux node.")
    return client.fetch(clips[-1])


def report_on(
    path: Path, prompt: Prompt, run: Run, server_start_s: float, total_s: float, peak_memory_bytes: int
) -> DemoReport:
    """Probe the saved file and put its facts beside the times of the run."""
    facts = probe(path)
    return DemoReport(
        path=str(path),
        seconds=round(float(facts.picture_s), 3),
        width=facts.width,
        height=facts.height,
        frames=facts.frames,
        fps=float(facts.frame_rate),
        sample_rate_hz=facts.sample_rate_hz,
        samples=facts.samples,
        sampling_s=round(prompt_edits.seconds_in(prompt_edits.SAMPLING, prompt, run.node_seconds), 3),
        decode_s=round(prompt_edits.seconds_in(prompt_edits.DECODING, prompt, run.node_seconds), 3),
        mux_s=round(prompt_edits.seconds_in(prompt_edits.MUXING, prompt, run.node_seconds), 3),
        server_start_s=round(server_start_s, 2),
        total_s=round(total_s, 2),
        peak_memory_mib=peak_memory_bytes // BYTES_PER_MIB,
    )


if __name__ == "__main__":
    sys.exit(main())
