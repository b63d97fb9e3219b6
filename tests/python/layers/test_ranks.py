import inspect

from hornpipe import layers
from hornpipe.layers.ranks import ByRank


class _Windows(ByRank):
    per_axis = ("size",)

    def __init__(self, size: int = 2, name: str = "w"):
        self.size, self.name = size, name


class One(_Windows, rank=1):
    pass


class Three(_Windows, rank=3):
    pass


def test_defaults_per_axis_have_a_value_for_each():
    assert inspect.signature(One).parameters["size"].default == 2
    assert inspect.signature(Three).parameters["size"].default == (2, 2, 2)
    assert inspect.signature(Three).parameters["name"].default == "w"
    assert Three.rank == 3


def test_arguments_are_passed_on_as_given():
    assert Three(5, name="x").size == 5 and Three(5, name="x").name == "x"
    assert Three().size == 2                    # the class makes of it what it wants; the signature is for readers


def test_signatures_of_layers():
    assert inspect.signature(layers.Conv3D).parameters["strides"].default == (1, 1, 1)
    assert inspect.signature(layers.MaxPooling2D).parameters["pool_size"].default == (2, 2)
    assert inspect.signature(layers.Conv1D).parameters["strides"].default == 1
