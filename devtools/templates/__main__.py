"""`python -m tandem.devtools.templates [NAME ...] [--screenshots FOLDER]`: writes `workflows/*.json`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from ..comfy_server import ComfyServer
from ..places import ROOT
from .catalogue import TEMPLATES
from .draw import comfy_page, draw

FOLDER = ROOT / "workflows"


def main() -> int:
    """Draw the named templates, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tandem.devtools.templates")
    parser.add_argument("names", nargs="*", metavar="NAME", help="templates to write; all when none is named")
    parser.add_argument("--screenshots", type=Path, metavar="FOLDER", help="also save a picture of each graph")
    options = parser.parse_args()
    known = {make.__name__: make for make in TEMPLATES}
    unknown = [name for name in options.names if name not in known]
    if unknown:
        print(f"No template is named {', '.join(unknown)}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    with (
        tempfile.TemporaryDirectory(prefix="tandem-templates-") as base,
        ComfyServer(Path(base), arguments=["--cpu"]) as server,
    ):
        for name in options.names or known:
            # A page of its own: a node's text would else be that of the node with the same id in the template before.
            with comfy_page(server.url) as page:
                graph = draw(page, known[name]())
                if options.screenshots:
                    options.screenshots.mkdir(parents=True, exist_ok=True)
                    page.screenshot(path=options.screenshots / f"{name}.png")
            text = json.dumps(graph, ensure_ascii=False, indent=1)
            (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")
            print(f"workflows/{name}.json: {len(graph['nodes'])} nodes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
