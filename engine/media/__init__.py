"""Files, pictures and their facts: PyAV, Pillow and numpy, no ComfyUI."""
