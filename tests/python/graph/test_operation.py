import numpy as np
import pytest

from hornpipe import KerasTensor, Operation


class Scaled(Operation):
    def __init__(self, factor, *, name=None):
        super().__init__(name=name)
        self.factor = factor

    def call(self, x):
        return x * self.factor


def test_on_numbers_and_on_symbols():
    operation = Scaled(3)
    assert (operation(np.ones(2)) == 3).all()
    y = operation(KerasTensor((None, 2)))
    assert y.shape == (None, 2) and operation.output is y and operation.input.shape == (None, 2)
    node = operation._inbound_nodes[0]
    assert repr(node).startswith("<Node of scaled") and node.outputs == [y] and len(operation._inbound_nodes) == 1


def test_before_a_symbolic_call():
    with pytest.raises(AttributeError, match="was called on no symbolic tensor yet, so it has no input"):
        _ = Scaled(3).input


def test_config():
    operation = Scaled(3, name="s")
    assert operation.get_config() == {"name": "s", "factor": 3}
    assert Scaled.from_config(operation.get_config()).factor == 3


def test_arguments_without_names_have_no_config():
    class Many(Operation):
        def __init__(self, first, *others, name=None):
            super().__init__(name=name)

    assert Many(1, name="m").get_config() == {"name": "m", "first": 1}
    with pytest.raises(NotImplementedError, match=r"positional arguments that have no name, \('a', 'b'\)"):
        Many(1, "a", "b").get_config()


@pytest.mark.parametrize("name", ["a/b", 3])
def test_names(name):
    with pytest.raises(ValueError, match="must be a string and cannot contain character `/`"):
        Scaled(1, name=name)


def test_errors_name_the_operation():
    class Broken(Operation):
        def call(self, x):
            raise ValueError("no")

    with pytest.raises(ValueError, match="no") as caught:
        Broken(name="broken")(KerasTensor((2,)))
    assert any("output shape of Broken 'broken'" in note for note in caught.value.__notes__)
