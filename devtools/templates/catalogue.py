"""Every template of `workflows/`."""

from __future__ import annotations

from . import family_graphs, graphs

TEMPLATES = (*graphs.TEMPLATES, *family_graphs.TEMPLATES)
