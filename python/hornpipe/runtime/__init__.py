"""Floor 1: settings, dtypes, devices, randomness, variables."""
