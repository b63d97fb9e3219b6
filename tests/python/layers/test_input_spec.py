import pytest
import torch

from hornpipe import layers
from hornpipe.layers.input_spec import InputSpec, assert_input_compatibility

X = torch.ones(2, 3, 4)


@pytest.mark.parametrize("spec", [
    InputSpec(), InputSpec(ndim=3), InputSpec(min_ndim=2, max_ndim=3), InputSpec(axes={-1: 4, 1: None}), InputSpec(shape=(None, 3, 4)),
    InputSpec(dtype="float32"), InputSpec(shape=(None, 3, 4, 1), allow_last_axis_squeeze=True),
], ids=repr)
def test_what_fits(spec):
    assert_input_compatibility(spec, X, "layer")


@pytest.mark.parametrize("spec, rule", [
    (InputSpec(ndim=2), "expected ndim=2, got shape (2, 3, 4)"), (InputSpec(min_ndim=4), "expected min_ndim=4"), (InputSpec(max_ndim=2), "expected max_ndim=2"),
    (InputSpec(axes={1: 5}), "expected axis 1 to have size 5"), (InputSpec(shape=(None, 3, 5)), "expected shape=(None, 3, 5)"),
    (InputSpec(dtype="int32"), "expected dtype=int32 (it has dtype float32)"), (InputSpec(shape=(None, 3)), "expected ndim=2 (shape (None, 3))"),
])
def test_what_does_not(spec, rule):
    with pytest.raises(ValueError) as info:
        assert_input_compatibility(spec, X, "mine")
    assert "The input of layer 'mine' is incompatible with the layer: " in str(info.value) and rule in str(info.value)
    if spec.dtype is None and spec.max_ndim is None:
        assert not spec.fits(X)


def test_several_inputs():
    specs = [InputSpec(ndim=3), InputSpec(ndim=1, optional=True)]
    assert_input_compatibility(specs, [X, None], "layer")
    with pytest.raises(ValueError, match="Input 1 of layer 'layer' is incompatible"):
        assert_input_compatibility(specs, [X, X], "layer")
    with pytest.raises(ValueError, match=r"expects 2 input\(s\), got 1 input tensors"):
        assert_input_compatibility(specs, X, "layer")
    with pytest.raises(ValueError, match="takes tensors as input, got 'x'"):
        assert_input_compatibility(specs, ["x", X], "layer")


def test_inputs_by_name():
    specs = [InputSpec(name="b", ndim=1), InputSpec(name="a", ndim=3)]
    assert_input_compatibility(specs, {"a": X, "b": torch.ones(2), "c": 1}, "layer")
    with pytest.raises(ValueError, match=r"misses the inputs \['b'\]; it got \['a'\]"):
        assert_input_compatibility(specs, {"a": X}, "layer")


def test_configs():
    spec = InputSpec(shape=(None, 3), dtype="float32", optional=True)
    again = InputSpec.from_config(spec.get_config() | {"ndim": None})
    assert again.shape == (None, 3) and again.ndim == 2 and again.optional
    assert repr(spec) == "InputSpec(dtype=float32, shape=(None, 3), ndim=2)"


def test_specifications_that_contradict_themselves():
    with pytest.raises(ValueError, match="`axes` names axis 3, but the rank is at most 2"):
        InputSpec(ndim=2, axes={3: 1})
    with pytest.raises(TypeError, match="`axes` must be a dictionary of ints"):
        InputSpec(axes={"last": 1})


def test_unknown_sizes_of_symbols_pass():
    assert_input_compatibility(InputSpec(axes={-1: 4}), layers.Input((3, None)), "layer")
