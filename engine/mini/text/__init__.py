"""The text side of tandem-mini: what is seen and heard (attributes), and what is said (script)."""
