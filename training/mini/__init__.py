"""Training of tandem-mini: autoencoders first, then latents of many clips, then the joint transformer."""
