import pytest
import torch

from hornpipe import layers
from hornpipe.quantizers.integers import pack_int4

POLICIES = {"gptq": "gptq/4/2_from_float32", "awq": "awq/4/2_from_float32"}


@pytest.mark.parametrize("mode", POLICIES)
def test_what_a_file_holds_is_applied(mode):
    layer = layers.Dense(3, dtype=POLICIES[mode])
    layer.build((None, 4))
    integers = torch.randint(0, 16, (3, 4), dtype=torch.uint8)
    scale, zero = torch.rand(3, 2) + 0.5, torch.randint(0, 16, (3, 2), dtype=torch.uint8)
    group = torch.tensor([0.0, 1.0, 0.0, 1.0])
    values = [torch.zeros(3), pack_int4(integers, axis=0, dtype="uint8")[0], scale, zero]
    factors = torch.tensor([1.0, 2.0, 4.0, 0.5])
    values += [group] if mode == "gptq" else [factors, group]
    layer.load_own_variables({str(i): v for i, v in enumerate(values)})
    kernel = ((integers.float() - zero.float()[:, group.long()]) * scale[:, group.long()]).t()
    if mode == "awq":
        kernel = kernel / factors[:, None]
    x = torch.randn(2, 4)
    torch.testing.assert_close(layer(x), x @ kernel)
    assert torch.equal(layer.kernel, integers)


@pytest.mark.parametrize("mode", POLICIES)
def test_forms_and_sizes(mode):
    layer = layers.EinsumDense("abc,cde->abde", (None, 2, 3), dtype=POLICIES[mode])
    layer.build((None, 5, 4))
    shapes = {w.name: tuple(w.shape) for w in layer.weights}
    assert shapes["kernel"] == (3, 4) and shapes["kernel_scale"] == (6, 2) and shapes["g_idx"] == (4,)
    assert ("awq_scales" in shapes) == (mode == "awq")
    assert not getattr(layer, f"is_{mode}_calibrated")
