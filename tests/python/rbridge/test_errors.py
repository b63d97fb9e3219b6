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
