import pytest
import torch

from hornpipe.quantizers.calibrated import Gram, Reach, awq, gptq, group_of, range_of, to_integers

torch.manual_seed(0)
MIX = torch.randn(24, 24) * torch.linspace(0.1, 3, 24)
X = torch.randn(500, 24) @ MIX
W = torch.randn(6, 24)


def gram(x=X):
    made = Gram()
    made.add(x[:100])
    made.add(x[100:])
    return made


def floats(integers, scale, zero, group):
    return (integers - zero[:, group]) * scale[:, group]


def loss(rounded, x=X):
    return float((x @ (W - rounded).t()).square().mean())


def plain(bits=4, size=24):
    parts = [range_of(part, bits) for part in W.split(size, 1)]
    scale, zero = (torch.cat(r, 1) for r in zip(*parts))
    group = group_of(24, size)
    return floats(to_integers(W, scale[:, group], zero[:, group], bits), scale, zero, group)


def test_statistics_do_not_depend_on_the_parts():
    torch.testing.assert_close(gram().matrix, 2 * X.t() @ X / 500, rtol=1e-4, atol=1e-3)
    reach = Reach()
    reach.add(X[:3])
    reach.add(X[3:])
    assert torch.equal(reach.values, X.abs().amax(0)) and reach.count == 500


@pytest.mark.parametrize("options", [{}, {"group_size": 8}, {"group_size": 7}, {"bits": 3}, {"bits": 2, "group_size": 4},
                                     {"group_size": 8, "by_activation": True}], ids=str)
def test_gptq_is_better_than_rounding(options):
    integers, scale, zero, group = gptq(W, gram().matrix, **options)
    bits, size = options.get("bits", 4), options.get("group_size", 24)
    assert integers.min() >= 0 and integers.max() <= 2**bits - 1
    assert scale.shape == zero.shape == (6, -(-24 // size))
    assert loss(floats(integers, scale, zero, group)) < 0.9 * loss(plain(bits, size))


def test_without_correlations_gptq_rounds():
    integers, scale, zero, group = gptq(W, torch.eye(24))
    torch.testing.assert_close(floats(integers, scale, zero, group), plain())
    assert (integers != gptq(W, gram().matrix)[0]).any()


def test_groups_follow_the_order_of_activations():
    strong = torch.diag(torch.arange(24.0) + 1)
    group = gptq(W, strong, group_size=8, by_activation=True)[3]
    assert group.tolist() == [2] * 8 + [1] * 8 + [0] * 8


def test_wide_matrices_are_done_in_blocks():
    x, w = torch.randn(600, 300), torch.randn(4, 300)
    x[:, 1:] += x[:, :-1]
    made = Gram()
    made.add(x)
    integers, scale, zero, group = gptq(w, made.matrix, group_size=50)
    error = (x @ (w - floats(integers, scale, zero, group)).t()).square().mean()
    parts = [range_of(part, 4) for part in w.split(50, 1)]
    s, z = (torch.cat(r, 1) for r in zip(*parts))
    g = group_of(300, 50)
    assert error < 0.9 * (x @ (w - floats(to_integers(w, s[:, g], z[:, g], 4), s, z, g)).t()).square().mean()


def test_silent_features_are_rounded_as_they_are():
    x = X.clone()
    x[:, 5] = 0
    integers, scale, zero, group = gptq(W, gram(x).matrix)
    torch.testing.assert_close(floats(integers, scale, zero, group)[:, 5], plain()[:, 5])
    reach = x.abs().amax(0)
    assert awq(W, reach)[4].isfinite().all()


@pytest.mark.parametrize("symmetric", [True, False])
@pytest.mark.parametrize("weight", [W, W.abs(), -W.abs(), torch.zeros(2, 4)], ids=["mixed", "positive", "negative", "zero"])
def test_ranges_reach_over_all_values(weight, symmetric):
    scale, zero = range_of(weight, 4, symmetric)
    assert (0 <= zero).all() and (zero <= 15).all()
    error = ((to_integers(weight, scale, zero, 4) - zero) * scale - weight).abs()
    assert (error <= scale * 1.001).all()
    if symmetric:
        assert (zero == 8).all()


def test_one_range_for_all_channels():
    scale, zero = range_of(W, 4, per_channel=False)
    assert len(scale.unique()) == len(zero.unique()) == 1 and scale.shape == (6, 1)


@pytest.mark.parametrize("size", [-1, 8])
def test_awq_protects_strong_features(size):
    strong = X.clone()
    strong[:, 3] *= 30
    reach = strong.abs().amax(0)
    integers, scale, zero, group, factors = awq(W, reach, size)
    assert factors[3] == factors.max() and factors.max() > 1.5
    assert loss(floats(integers, scale, zero, group) / factors, strong) < 0.7 * loss(plain(size=24 if size == -1 else size), strong)
    assert torch.equal(awq(W, torch.ones(24), size)[4], torch.ones(24))
