"""`python -m tandem.devtools.gallery [NAME ...] [--pictures]`: writes `docs/gallery`.

Clips come from a real server; sheets, overview and page are made from the clips that lie in the folder.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ...engine.media.probe import ProbeError, decode
from ..api_prompt import WorkflowError, to_api
from ..comfy_client import ComfyClient, PromptRejected, RunFailed
from ..comfy_server import ComfyServer, ServerDied, device_arguments
from ..demo import TEMPLATE, fetch_clip
from ..places import ROOT
from .entries import ENTRIES, Entry
from .graph import graph_of
from .page import page
from .pictures import overview, sheet
from .sizes import OVERVIEW_BYTES, SHEET_BYTES, TooLarge, save_png, small_clip

FOLDER = ROOT / "docs" / "gallery"


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 0, 1 after one sentence about what went wrong, or 2 for a name that no clip has."""
    parser = argparse.ArgumentParser(prog="python -m tandem.devtools.gallery")
    parser.add_argument("names", nargs="*", metavar="NAME", help="clips to make again; all when none is named")
    parser.add_argument("--pictures", action="store_true", help="make no clip, only the pictures and the page")
    options = parser.parse_args(arguments)
    known = {entry.name: entry for entry in ENTRIES}
    unknown = [name for name in options.names if name not in known]
    if unknown:
        print(f"No clip is named {', '.join(unknown)}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        if not options.pictures:
            write_clips([known[name] for name in options.names or known])
        write_pictures(FOLDER)
    except (WorkflowError, PromptRejected, RunFailed, ServerDied, TooLarge, ProbeError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def write_clips(entries: Sequence[Entry]) -> None:
    """The MP4 of every entry, from one server."""
    template = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    with (
        tempfile.TemporaryDirectory(prefix="tandem-gallery-") as base,
        ComfyServer(Path(base), arguments=device_arguments()) as server,
    ):
        for entry in entries:
            path = FOLDER / f"{entry.name}.mp4"
            path.write_bytes(make(server.client, entry, template))
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes", flush=True)


def make(client: ComfyClient, entry: Entry, template: dict) -> bytes:
    """The clip of `entry`. Asked for another quality, the server only writes the file again: the rest is cached."""
    nodes = client.object_info()

    def at(quality: int) -> bytes:
        graph = graph_of(entry, template, quality)
        return fetch_clip(client, client.run(to_api(graph, nodes), workflow=graph))

    return small_clip(at)


def write_pictures(folder: Path) -> None:
    """Sheets, overview and page beside the clips in `folder`. Raises ProbeError where a clip is missing."""
    clips = [(entry, decode(folder / f"{entry.name}.mp4")) for entry in ENTRIES]
    for entry, clip in clips:
        save_png(sheet(entry.prompt, clip), folder / f"{entry.name}.png", SHEET_BYTES)
    save_png(overview([(entry.caption, clip) for entry, clip in clips]), folder / "gallery.png", OVERVIEW_BYTES)
    (folder / "README.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
