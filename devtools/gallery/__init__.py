"""Ten clips in `docs/gallery`, made from fixed prompts and seeds on a real ComfyUI server, with their pictures."""
