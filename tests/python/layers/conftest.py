import pytest

import hornpipe


@pytest.fixture(autouse=True)
def same_draws():
    """First weights and inputs are the same in each run."""
    hornpipe.utils.set_random_seed(1)
