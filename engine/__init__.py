"""Pure torch, numpy and PyAV: clocks, latents, media, guidance and the mini model. Never imports ComfyUI."""
