"""The synthetic world, the training and the evaluation of tandem-mini. Never imported by the nodes."""
