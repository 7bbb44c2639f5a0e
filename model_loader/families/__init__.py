"""What is different between families once they are loaded: everything in the pack that touches a family's own nodes and
classes in ComfyUI. The rules that need no model are in `engine/families/`."""
