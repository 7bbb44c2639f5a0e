"""A product on a stage, with music and a narrator who is not in the picture."""
