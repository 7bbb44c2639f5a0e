"""`dev.py server`: the ComfyUI page with this pack in it, until Ctrl-C; models and clips stay in .tandem/server."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from .comfy_server import ComfyServer, ServerDied, device_arguments, free_port, is_free
from .options import add_server_options
from .places import PRIVATE


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="dev.py server")
    add_server_options(parser)
    options = parser.parse_args(arguments)
    port = options.port if is_free(options.port) else free_port()
    base = PRIVATE / "server"
    base.mkdir(parents=True, exist_ok=True)
    try:
        with ComfyServer(base, port=port, arguments=device_arguments()) as server:
            print(f"ComfyUI runs at {server.url} (its log: {server.log}); Ctrl-C ends it.", flush=True)
            while server.is_running():
                time.sleep(0.5)
            print(server.log_tail(), file=sys.stderr)
            return 1
    except ServerDied as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
