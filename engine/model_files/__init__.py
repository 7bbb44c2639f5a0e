"""Which weights of joint picture-and-sound models lie on this machine: read from file headers, never from tensors."""
