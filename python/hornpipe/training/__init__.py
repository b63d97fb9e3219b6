"""Floor 6b: the training loop and what feeds it. The model is given; none is imported."""
