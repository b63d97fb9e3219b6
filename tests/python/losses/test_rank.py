import pytest
import torch

from hornpipe.losses.rank import squeeze_or_expand_to_same_rank


@pytest.mark.parametrize("a, b, same", [((3,), (3, 1), (3, 1)), ((3, 2), (3, 2, 1), (3, 2)), ((3, 4), (3, 4), (3, 4))])
def test_ranks_become_equal(a, b, same):
    for x, y in ((a, b), (b, a)):
        assert [t.shape for t in squeeze_or_expand_to_same_rank(torch.ones(x), torch.ones(y))] == [same, same]


def test_vectors_stay_if_asked():
    assert [t.shape for t in squeeze_or_expand_to_same_rank(torch.ones(3), torch.ones(3, 1), expand_rank_1=False)] == [(3,), (3,)]


def test_others_stay():
    assert [t.shape for t in squeeze_or_expand_to_same_rank(torch.ones(3), torch.ones(3, 2))] == [(3,), (3, 2)]
