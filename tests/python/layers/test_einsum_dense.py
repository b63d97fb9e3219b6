import pytest
import torch

from hornpipe import initializers, layers
from hornpipe.layers.einsum_dense import Equation, aligned


@pytest.mark.parametrize("equation,bias,input_shape,output_shape,kernel,bias_shape,full", [
    ("ab,b->a", None, (2, 32), (), (32,), None, (2,)),
    ("ab,bc->ac", "c", (2, 32), (64,), (32, 64), (64,), (2, 64)),
    ("abc,cde->abde", "d", (2, 1, 2), (1, 3, 4), (2, 3, 4), (3, 1), (2, 1, 3, 4)),
    ("abc,cde->abde", "be", (2, 7, 2), (7, 3, 4), (2, 3, 4), (7, 1, 4), (2, 7, 3, 4)),
    ("BFNH,NHD->BFD", None, (2, 1, 2, 3), (1, 4), (2, 3, 4), None, (2, 1, 4)),
    ("...c,cde->...de", "d", (2, 1, 2), (3, 4), (2, 3, 4), (3, 1), (2, 1, 3, 4)),
    ("bc...,cd->bd...", "d", (2, 1, 2, 3), (4,), (1, 4), (4, 1, 1), (2, 4, 2, 3)),
    ("abc,cd->abd", "d", (None, None, 2), (None, 5), (2, 5), (5,), (None, None, 5)),
])
def test_shapes_of_an_equation(equation, bias, input_shape, output_shape, kernel, bias_shape, full):
    terms = Equation(equation, bias, input_shape, output_shape)
    assert (terms.kernel_shape, terms.bias_shape, terms.output_shape) == (kernel, bias_shape, full)


@pytest.mark.parametrize("equation,bias,input_shape,output_shape,message", [
    ("ab,bc-ac", None, (2, 3), (4,), "Invalid einsum equation 'ab,bc-ac'"),
    ("ab...,bc->...ac", None, (2, 3), (4,), "Invalid einsum equation"),
    ("abc,cd->abd", None, (2, 3, 4), (5, 6), "Input shape and output shape do not match at shared dimension 'b'. Input shape is 3, and output shape is 5"),
    ("ab,bc->ad", None, (2, 3), (4,), "'d' was specified in the output 'ad' but has no corresponding dim"),
    ("ab,bcd->ad", None, (2, 3), (4,), "Weight dimension 'c' did not have a match"),
    ("ab,bc->ac", "d", (2, 3), (4,), "Bias dimension 'd' was requested, but is not part of the output spec 'ac'"),
    ("ab,bc->ac", None, (2, 3, 4), (4,), r"does not fit an input of shape \(2, 3, 4\)"),
    ("ab,bc->ac", None, (2, 3), (4, 5), "must have a size for each of the axes 'c'"),
])
def test_equations_that_do_not_fit(equation, bias, input_shape, output_shape, message):
    with pytest.raises(ValueError, match=message):
        Equation(equation, bias, input_shape, output_shape)


def test_plain_products_read_contiguous_memory():
    layer = layers.EinsumDense("abc,cde->abde", (None, 2, 3), bias_axes="de")
    x = torch.randn(2, 5, 4)
    y = layer(x)
    assert layer.kernel.flatten(1).t().is_contiguous()
    torch.testing.assert_close(y, torch.einsum("abc,cde->abde", x, layer.kernel) + layer.bias)


def test_initial_spread_follows_the_summed_axes():
    wide = layers.EinsumDense("abcd,cde->abe", (None, 10), kernel_initializer=initializers.VarianceScaling(1.0, "fan_in", "uniform", seed=1))
    wide.build((None, 5, 30, 40))
    assert abs(float(wide.kernel.detach().std()) - (1 / 1200) ** 0.5) < 2e-3
    assert wide.get_config()["kernel_initializer"]["config"]["input_axes"] is None


def test_aligned_axes():
    x = torch.ones(1, 3, 4)
    assert aligned(x, "bcd", "adc").shape == (1, 4, 3)


def test_the_columns_that_gptq_keeps_stand_in_the_config_where_they_are_known():
    assert "gptq_unpacked_column_size" not in layers.EinsumDense("ab,bc->ac", 3).get_config()
    layer = layers.EinsumDense("ab,bc->ac", 3, gptq_unpacked_column_size=8)
    assert layers.EinsumDense.from_config(layer.get_config()).gptq_unpacked_column_size == 8
