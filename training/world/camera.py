"""How often the clips of the world are seen by which camera."""

from __future__ import annotations

from ...engine.mini.text.camera import CAMERAS

CAMERA_SHARES = dict(zip(CAMERAS, (0.52, 0.24, 0.24), strict=True))
