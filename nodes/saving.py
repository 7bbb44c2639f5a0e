"""Where the next file of a name goes inside ComfyUI's output folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import folder_paths
from comfy_api.latest import io, ui

from .limits import InputError


@dataclass(frozen=True)
class SavePlace:
    """A file that does not exist yet, and the folder it is shown under."""

    path: Path
    subfolder: str

    @property
    def shown(self) -> ui.SavedResult:
        """What the page needs to fetch the file."""
        return ui.SavedResult(self.path.name, self.subfolder, io.FolderType.output)


def next_mp4(prefix: str, width: int, height: int) -> SavePlace:
    """The next free number for `prefix`. Raises InputError when its folder is outside ComfyUI's, or cannot be used."""
    output = folder_paths.get_output_directory()
    target = Path(output, prefix).parent.resolve()
    if not target.is_relative_to(Path(output).resolve()):
        raise InputError(
            f"filename_prefix: expected a name inside ComfyUI's output folder, got {prefix!r}; "
            f"use {Path(prefix).name!r}"
        )
    try:
        folder, name, counter, subfolder, _ = folder_paths.get_save_image_path(prefix, output, width, height)
    except OSError as error:
        raise InputError(f"filename_prefix: {target} is not a folder that can be written ({error.strerror})") from error
    return SavePlace(Path(folder) / f"{name}_{counter:05}_.mp4", subfolder)
