import numpy as np

import hornpipe as keras
from hornpipe.core.errors import ShapeError
from hornpipe.rbridge import describe


def raised(function):
    try:
        function()
    except Exception as error:
        return describe(error)


def test_classes_fields_and_trace():
    def fail():
        raise ShapeError("too wide", layer="d", expected=(None, 4), actual=(None, 5), argument=keras.layers)

    told = raised(fail)
    assert told["message"] == "too wide" and told["classes"] == ["shape_error", "value_error", "error"]
    assert told["fields"]["expected"] == [None, 4] and told["fields"]["argument"].startswith("<module")
    assert "Traceback" in told["trace"] and "in fail" in told["trace"]


def test_builtin_errors_have_classes_too():
    assert raised(lambda: {}["x"])["classes"] == ["key_error", "lookup_error", "error"]
    assert raised(lambda: open("/nowhere"))["classes"] == ["file_not_found_error", "os_error", "error"]

    def silent():
        raise RuntimeError

    assert raised(silent)["message"] == "RuntimeError"


def test_what_torch_says_is_told_by_shapes_and_from_1():
    x = np.ones((2, 3), "float32")
    told = raised(lambda: keras.ops.matmul(x, x))
    assert told["message"] == "A tensor of shape (2, 3) cannot be multiplied with one of shape (2, 3): the inner sizes 3 and 2 differ."
    assert told["classes"] == ["shape_error", "value_error", "runtime_error", "error"] and told["fields"] == {"expected": [3], "actual": [2]}
    told = raised(lambda: keras.ops.sum(keras.ops.ones((2, 3)), axis=2))
    assert told["message"] == "An axis must be one of 1 to 2, or of -2 to -1 from the end, got 3." and told["fields"]["argument"] == "axis"
    told = raised(lambda: keras.ops.concatenate([x, x[:1]], axis=1))
    assert told["message"].endswith("along axis 2: all their other sizes must agree, but tensor 2 has 1 where the first has 2.")
    told = raised(lambda: keras.Sequential().predict(x, nothing=1))
    assert told["message"] == "`nothing` is no argument of predict()." and told["classes"][0] == "argument_error"
