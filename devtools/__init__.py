"""What dev.py does: the private environment, the real ComfyUI, the demo. Nothing of it is part of the node pack."""
