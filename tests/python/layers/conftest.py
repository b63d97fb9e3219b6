import pytest

import hornpipe


def pytest_collectstart(collector):
    """Inputs that a file draws when it is read do not depend on the files read before."""
    if isinstance(collector, pytest.Module):
        hornpipe.utils.set_random_seed(1)


@pytest.fixture(autouse=True)
def same_draws():
    """First weights and inputs are the same in each run."""
    hornpipe.utils.set_random_seed(1)
