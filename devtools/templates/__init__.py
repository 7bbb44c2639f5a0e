"""The template graphs of `workflows/`, described here and drawn by ComfyUI's own page."""
