"""Run by the private environment's own interpreter: names the packages that an interrupted install left incomplete.

Prints one `name==version` per line. A package is incomplete when its list of files is missing, or a file of that list.
"""

from __future__ import annotations

from importlib import metadata


def is_complete(distribution: metadata.Distribution) -> bool:
    """True when every file that the distribution lists is there with its size."""
    for file in distribution.files or ():
        path = file.locate()
        if file.suffix == ".pyc":
            continue
        if not path.is_file() or (file.size is not None and path.stat().st_size != file.size):
            return False
    return distribution.files is not None


def main() -> None:
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        if name and distribution.version and not is_complete(distribution):
            print(f"{name}=={distribution.version}")


if __name__ == "__main__":
    main()
