"""tools/rgen: names, types, defaults and prose on their way to R; and nothing generated is stale."""

import ast
import inspect
import pathlib
import re
import sys
import textwrap

import pytest

from hornpipe.core.types import Activation, Array, Axes, Axis, Flag, Int, Ints, Real, Shape, Tensor, Text

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tools.rgen import docstring, prose  # noqa: E402
from tools.rgen.__main__ import outputs, pages  # noqa: E402
from tools.rgen.entries import Entry, Family  # noqa: E402
from tools.rgen.names import snake  # noqa: E402
from tools.rgen.prose import folded  # noqa: E402
from tools.rgen.roxygen import EXAMPLES, Page  # noqa: E402
from tools.rgen.signature import REQUIRED, parameters  # noqa: E402
from tools.rgen.values import literal  # noqa: E402
from tools.rgen.wrapper import Wrapper, _pieces  # noqa: E402


class Base:
    """What all samples share.

    Args:
        rate: How much.
        name: Its name.
    """

    def __init__(self, rate: Real = 0.5, *, name: Text = None, **kwargs):
        pass


class Sample(Base):
    """`x @ kernel`, sampled.

    Longer words: `None` and `Base` and 50 % of [0, 1].

    Args:
        units: Size of the output;
            the second line.
        axis: The axis, `None` for all.

    Shapes:
        `(batch, size)` to `(batch, units)`.
    """

    def __init__(self, units: Int, kernel_size: Ints = (3, 3), axis: "Axis | None" = 0, activation: Activation = None, **kwargs):
        pass


def reduce(x: Tensor, axis: Axes = None, keepdims: Flag = False, shape: Shape = (None, 2)):
    """Reduces `x`.

    Returns:
        A smaller tensor.
    """


def gather(*xs: Tensor, mode: Text = "a,b"):
    """Gathers."""


def distance(y_true: Array, y_pred: Array, delta: Real = 1):
    """Distances."""


class Distance(Base):
    """Mean of distances."""

    def __init__(self, delta: Real = 1.0, name: Text = "distance"):
        pass


for sample in (Base, Sample, Distance, reduce, gather, distance):
    sample.__module__ = "hornpipe.samples"

LAYERS = Family("layers", "layer", "layers", "layer")
OPS = Family("ops", "op", "ops", functions=True)


@pytest.mark.parametrize("python, r", [
    ("Conv2D", "conv_2d"), ("Conv1DTranspose", "conv_1d_transpose"), ("MaxPooling3D", "max_pooling_3d"), ("ConvLSTM2D", "conv_lstm_2d"),
    ("SimpleRNN", "simple_rnn"), ("LSTM", "lstm"), ("UpSampling2D", "upsampling_2d"), ("RMSNormalization", "rms_normalization"),
    ("RMSprop", "rmsprop"), ("AdamW", "adam_w"), ("AUC", "auc"), ("MeanIoU", "mean_iou"), ("OneHotMeanIoU", "one_hot_mean_iou"),
    ("F1Score", "f1_score"), ("FBetaScore", "fbeta_score"), ("R2Score", "r2_score"), ("KLDivergence", "kl_divergence"),
    ("CSVLogger", "csv_logger"), ("ReduceLROnPlateau", "reduce_lr_on_plateau"), ("TerminateOnNaN", "terminate_on_nan"),
    ("SwapEMAWeights", "swap_ema_weights"), ("TensorBoard", "tensorboard"), ("L2", "l2"), ("UnitNormalization", "unit_normalization"), ("log1p", "log1p"),
])
def test_r_names(python, r):
    assert snake(python) == r


def test_types_come_from_annotations_only():
    kinds = {p.name: p.kind for p in parameters(Sample)}
    assert kinds == {"units": "int", "kernel_size": "ints", "axis": "axis", "activation": "activation", "rate": "real", "name": "text", "kwargs": None}
    assert [p.kind for p in parameters(reduce)] == ["tensor", "axes", "flag", "shape"]


@pytest.mark.parametrize("value, kind, r", [
    (None, None, "NULL"), (True, "flag", "TRUE"), (3, "int", "3L"), (3, "real", "3"), (1.0, "real", "1"), (1e-7, "real", "1e-07"), (0, "axis", "1L"),
    (-1, "axis", "-1L"), ((1, 2), "axes", "c(2L, 3L)"), ((3, 3), "ints", "c(3L, 3L)"), (((0, 0), (1, 1)), "ints", "list(c(0L, 0L), c(1L, 1L))"),
    ('a"b\\', "text", '"a\\"b\\\\"'), (float("inf"), "real", "Inf"), ((None, 2), "shape", "list(NULL, 2L)"), ({}, None, "list()"), ((), None, "list()"),
])
def test_defaults_as_r(value, kind, r):
    assert literal(value, kind) == r


def test_a_default_without_r_text_is_refused():
    with pytest.raises(TypeError, match="names.toml"):
        literal(object())


def test_docstring():
    doc = docstring.parse(Sample.__doc__)
    assert doc.summary == "`x @ kernel`, sampled."
    assert doc.arguments["units"] == "Size of the output; the second line."
    assert doc.sections["Shapes"] == ["`(batch, size)` to `(batch, units)`."]
    assert docstring.argument(Sample, "rate") == "How much."
    assert docstring.argument(Sample, "nothing") is None


def test_an_argument_that_is_told_of_elsewhere_is_told_of_here():
    class Sends(Base):
        """Sends on.

        Args:
            rate: See `Base`.
        """

    Sends.__module__ = Base.__module__ = "hornpipe"
    assert docstring.argument(Sends, "rate") == "How much."
    sent = re.compile(r"@param (\w+) (?:See|As in) \[\w+\(\)\]\.")
    assert {page.entry.name: found[1] for page in pages() if (found := sent.search("\n".join(page._params())))} == {}


def test_operations_with_several_results_say_so():
    def several(function):
        tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
        results = [node.value for node in ast.walk(tree.body[0]) if isinstance(node, ast.Return)]
        results += [r.body for r in results if isinstance(r, ast.IfExp)]
        made = {r.func.id for r in results if isinstance(r, ast.Call) and isinstance(r.func, ast.Name)}
        return bool(made & {"tuple", "list", "_pair"}) or any(isinstance(r, (ast.Tuple, ast.ListComp)) for r in results)

    operations = [page for page in pages() if page.entry.family.prefix == "op" and several(page.entry.function)]
    assert {"op_svd", "op_fft", "op_meshgrid"} <= {page.entry.name for page in operations}
    assert [page.entry.name for page in operations if page._returns() == ["#' @return A tensor."]] == []


def test_prose_is_translated():
    said = prose.translate("None or `None`, `x[None]`, `Base` and 50 % of [0, 1] {}", {"Base": "layer_base"})
    assert said == "None or `NULL`, `x[NULL]`, [layer_base()] and 50 \\% of \\[0, 1\\] \\{\\}"
    plain = "True where a tuple of ints is a dictionary; \"int\" or True. True words, self, one list or tuple"
    assert prose.translate(plain, {}) == "TRUE where a vector of integers is a named list; \"int\" or TRUE. True words, self, one list"
    assert prose.translate("`f(x, **kwargs)` of `(n,)`", {}) == "`f(x, ...)` of `(n)`"
    assert prose.translate("floatx; Booleans", {}) == "the default float type; Logicals"


@pytest.mark.parametrize(("python", "r"), [
    ("f(x, axis=None)", "f(x, axis = NULL)"), ("x1 ** x2 != 2**n", "x1^x2 != 2^n"), ("n // 2", "n %/% 2"), ("L @ L.T <= x", "L %*% t(L) <= x"),
    ("values[0]", "values[1]"), ("[query, value]", "list(query, value)"), ("[0, 1]", "c(0, 1)"), ("[minval, maxval)", "[minval, maxval)"),
    ("grad(*args, upstream)", "grad(..., upstream)"), ("function", "f"), ("(batch, *space, n * 2)", "(batch, space, n * 2)"), ("inf", "Inf"),
])
def test_code_in_prose_is_translated(python, r):
    assert prose.translate(f"`{python}`", {}, {"function": "f"}) == f"`{r}`"


def test_the_name_of_an_argument_is_no_link():
    sample = Page(Entry(OPS, "op_sum", function=reduce), {"axis": "op_axis", "reduce": "op_sum"})
    assert sample._say("`axis`, `reduce()`, `reduce`") == "`axis`, [op_sum()], `reduce`"
    assert prose.tag("param", "x " + "word " * 30)[1].startswith("#'   word")


def test_layer_wrapper():
    code = Wrapper(Entry(LAYERS, "layer_sample", cls=Sample)).code()
    line = " ".join(code.split())
    assert line.startswith("layer_sample <- function(object, units, kernel_size = c(3L, 3L), axis = 1L, activation = NULL, input_shape = NULL,")
    assert "add_layer(object, core()$layers$Sample, list(units = as_int(units), kernel_size = as_ints(kernel_size), axis = as_axis(axis)," in line
    assert "activation = as_part(activation), input_shape = as_shape(input_shape)" in line
    assert all(len(line) <= 130 for line in code.splitlines())


def test_function_wrapper_passes_tensors_by_position():
    code = Wrapper(Entry(OPS, "op_reduce", function=reduce)).code()
    assert code == (
        'op_reduce <- wraps("ops.reduce", function(x, axis = NULL, keepdims = FALSE, shape = list(NULL, 2L)) {\n'
        "  call_python(core()$ops$reduce, list(as_array(x), axis = as_axes(axis), keepdims = as_flag(keepdims),\n    shape = as_shape(shape)))\n})\n"
    )


def test_variadic_tensors_become_dots():
    code = Wrapper(Entry(OPS, "op_gather", function=gather)).code()
    assert "function(..., mode = \"a,b\")" in code
    assert "c(as_array(list(...)), list(mode = as_text(mode)))" in code


def test_a_loss_is_called_on_data_or_made_without():
    family = Family("losses", "loss", "losses", "loss", functions=True)
    code = Wrapper(Entry(family, "loss_distance", function=distance, cls=Distance)).code()
    assert 'wraps("losses.distance", function(y_true, y_pred, delta = 1, ..., name = "distance") {' in code
    assert "if (missing(y_true) && missing(y_pred))\n    return(call_python(core()$losses$Distance, " in code
    assert "list(delta = as_real(delta), name = as_text(name), ...)))" in code
    assert "call_python(core()$losses$distance, list(as_array(y_true), as_array(y_pred), delta = as_real(delta)))" in code


def test_page():
    text = Page(Entry(LAYERS, "layer_sample", cls=Sample), {"Base": "layer_base"}).text()
    assert text.startswith("#' Sample layer\n#'\n#' `x %*% kernel`, sampled.\n")
    assert "#' @param axis The axis, `NULL` for all. Counted from 1, or from the end when negative." in text
    assert "#' @param kernel_size A whole number, or one for each axis." in text
    assert "#' @inheritParams layer_arguments" in text


def test_commas_in_strings_do_not_break_lines():
    assert _pieces('a = "x, y", b') == ['a = "x, y",', " b"]


def test_every_parameter_is_typed():
    assert {p.entry.name: p.untyped for p in pages() if p.untyped} == {}


def test_nothing_generated_is_stale():
    stale = [str(path.relative_to(ROOT)) for path, text in outputs().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    assert stale == [], "run `make rgen docs`"


def test_every_default_is_of_its_declared_type():
    """`verbose: Flag = 0` would refuse in R what it has as its default."""
    fits = {"flag": bool, "int": int, "real": (int, float), "text": str, "axis": int, "index": int, "dtype": str, "path": str}
    wrong = {
        f"{page.entry.name}.{p.name}": (p.kind, p.default)
        for page in pages() for p in page.wrapper.documented
        if p.kind in fits and p.default is not REQUIRED and p.default is not None
        and (not isinstance(p.default, fits[p.kind]) or (isinstance(p.default, bool) and p.kind != "flag"))
    }
    assert wrong == {}


def test_every_page_has_an_example():
    assert [page.entry.name for page in pages() if not page._example()] == []


def test_a_title_is_a_whole_sentence():
    titles = {page.entry.name: page._header()[: page._header().index("#'")] for page in pages()}
    assert {name: title for name, title in titles.items() if title[-1].endswith((",", ":", ";", " and", " or"))} == {}


def test_pages_speak_of_r():
    words = re.compile(r"\b(tuples?|ndarrays?|numpy|NumPy|None|dicts?|[Dd]ictionar\w+|kwargs|[Bb]ooleans?|bools?|ints?|callables?|iterables?|lambda)\b"
                       r"|\*\*|[(,] ?\*\w| // | @ |\w=\w")
    said = {page.entry.name: re.sub(r'"[^"]*"', "", "\n".join([*page._header(), *page._params(), *page._returns()])) for page in pages()}
    assert {name: found[0] for name, text in said.items() if (found := words.search(text))} == {}


def test_short_examples_are_used():
    names = {page.entry.name for page in pages()}
    assert set(EXAMPLES["examples"]) <= names


def test_the_index_lists_each_help_page_once():
    index = outputs()[ROOT / "_pkgdown.yml"]
    titles = re.findall(r'^- title: "(.*)"$', index, re.M)
    listed = [name.strip('"') for name in re.findall(r"^  - (.*)$", index.split("reference:\n")[1], re.M)]
    assert len(titles) == len(set(titles)) < 60
    assert len(listed) == len(set(listed))
    topics = set()
    for page in (ROOT / "man").glob("*.Rd"):
        text = page.read_text(encoding="utf-8")
        aliases = {alias.replace("\\%", "%") for alias in re.findall(r"^\\alias\{(.*)\}$", text, re.M)}
        topics |= aliases
        assert "\\keyword{internal}" in text or aliases & set(listed), page.name
    assert set(listed) <= topics


def test_the_index_names_every_vignette():
    index = outputs()[ROOT / "_pkgdown.yml"]
    assert {path.stem for path in (ROOT / "vignettes").glob("*.Rmd")} == set(re.findall(r"^  - (.*)$", index.split("reference:\n")[0], re.M))


def test_long_lines_of_examples_go_on_after_a_comma():
    assert folded("f(1, 2)") == ["f(1, 2)"]
    assert folded("function_of(first = 1, second = 2, third = 3)", 25) == ["function_of(first = 1,", "  second = 2, third = 3)"]
    assert max(len(line) for page in pages() for line in page._example()) <= 100
