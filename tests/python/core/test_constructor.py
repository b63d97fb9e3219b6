import inspect

import pytest

from hornpipe.core.constructor import derive_init, options, told


def area(x, y, width=2.0, height=3.0):
    """Area.

    Args:
        width: Width.
    """


class Base:
    def __init__(self, name=None, dtype="float32"):
        self.name, self.dtype = name, dtype

    def _check_options(self):
        if getattr(self, "width", 1) < 0:
            raise ValueError("negative")


class Area(Base):
    pass


own = derive_init(Area, area, Base.__init__, ("width", "name", "height", "dtype"), {"name": "area"})


def test_options_are_what_comes_after_the_data():
    assert list(options(area)) == ["width", "height"]


def test_signature_order_and_defaults():
    assert own == ("width", "height")
    assert str(inspect.signature(Area)) == "(width=2.0, name='area', height=3.0, dtype='float32')"
    made = Area(5.0, "mine", dtype="int8")
    assert (made.width, made.name, made.height, made.dtype) == (5.0, "mine", 3.0, "int8")


def test_documentation_is_the_functions():
    assert Area.__init__.__doc__ == area.__doc__
    assert inspect.unwrap(Area.__init__) is area


def test_unknown_and_senseless_options():
    with pytest.raises(TypeError, match="Area: got an unexpected keyword argument 'depth'."):
        Area(depth=1)
    with pytest.raises(ValueError, match="negative"):
        Area(-1)


def test_told():
    assert told(Area, {"width": 2.0, "height": 3.0, "name": "area"}, ("width", "name")) == {"height": 3.0}
    assert told(Area, {"width": 2.5}, ("width",)) == {"width": 2.5}
