"""Every command of a developer, from one plain Python: `python dev.py --help`.

The first call makes a private environment (.venv) beside this file and fetches a real ComfyUI (.tandem/ComfyUI); later
calls find both and install nothing. Set COMFYUI_DIR to use a ComfyUI of your own.
"""

import os
import sys

OLDEST_PYTHON, NEWEST_PYTHON = (3, 10), (3, 14)


def main():
    """Check the interpreter before anything is imported that an old one could not even parse."""
    if not OLDEST_PYTHON <= sys.version_info[:2] <= NEWEST_PYTHON:
        print(
            f"dev.py needs Python 3.{OLDEST_PYTHON[1]} to 3.{NEWEST_PYTHON[1]} (the versions PyTorch is built for), "
            f"but this is {sys.version_info[0]}.{sys.version_info[1]}: run it with another one, "
            "for example python3.12 dev.py.",
            file=sys.stderr,
        )
        return 2
    from devtools.commands import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # `python -P` leaves the script's folder out
    sys.exit(main())
