"""From a weight file to ComfyUI's MODEL, CLIP and VAE objects: all contact with ComfyUI's model code."""
