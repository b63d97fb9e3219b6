"""Floor 2: symbolic tensors, the nodes that made them, and plans that run them."""
