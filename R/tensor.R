#' Tensors in R
#'
#' Tensors, variables and symbolic tensors take R's operators: arithmetic,
#' comparison, `[`, functions such as `exp()` and `sum()`, `dim()`, `t()` and
#' `%*%`. With a symbolic tensor the result is symbolic: this is how losses,
#' metrics and layers are written in R.
#'
#' `as.array()`, `as.numeric()` and their relatives bring a tensor's numbers to R;
#' symbolic tensors have none.
#'
#' @section Indices:
#' `[` counts from 1, and from the end when negative, as keras does: `x[-1, ]` is the
#' last row. Indices are
#' * single positions, which drop their dimension unless `drop = FALSE`;
#' * vectors of positions, or of `TRUE` and `FALSE`;
#' * ranges, their end included: `1:3`, `2:-2` (to the last but one), `3:NA` (to the
#'   end), `1:9:2` (in steps);
#' * nothing for all of a dimension, `..` or [all_dims()] for all dimensions that are
#'   not named: dimensions at the end may be left away;
#' * [newaxis] for a new dimension.
#'
#' One index alone may be a logical array of the shape of the tensor (elements come
#' in the order of memory, row by row), or a matrix with a column for each dimension,
#' whose rows are elements. A tensor as an index counts from 0, see [op_subset()].
#'
#' @param x,z A tensor.
#' @param e1,e2 Tensors, or one tensor and numbers.
#' @param ... Indices, or arguments passed on.
#' @param drop Whether single positions drop their dimension.
#' @param value The new values.
#' @param y A tensor, or a matrix.
#' @param na.rm Must be `FALSE`: tensors know no `NA`.
#'
#' @return A tensor.
#' @name tensor_operators
#' @examplesIf hornpipe:::can_run()
#' x <- op_ones(c(2, 3))
#' mean((x - 0.5)^2)
#' x[1, 2:3]
#' rmse <- function(y_true, y_pred) sqrt(mean((y_true - y_pred)^2))
#' as.numeric(rmse(x, x - 2))
#' x %*% op_transpose(x)
NULL

op <- function(name, ...) call_python(core()$ops[[name]], list(...), NULL)

operators <- c(
  "+" = "add", "-" = "subtract", "*" = "multiply", "/" = "true_divide", "^" = "power", "%%" = "mod", "%/%" = "floor_divide",
  "==" = "equal", "!=" = "not_equal", "<" = "less", "<=" = "less_equal", ">" = "greater", ">=" = "greater_equal",
  "&" = "logical_and", "|" = "logical_or"
)

Ops_tensor <- function(e1, e2) {
  if (missing(e2)) {
    return(switch(.Generic, "-" = op("negative", e1), "+" = e1, "!" = op("logical_not", e1)))
  }
  op(operators[[.Generic]], operand(e1), operand(e2))
}

# Numbers in arithmetic with tensors. NA would become NaN without a word: it is the size of a symbolic tensor, mostly.
operand <- function(x) {
  if (is_python_data(x)) return(x)
  if (anyNA(x)) {
    stop_hornpipe(c("data", "value"), paste(
      "NA in arithmetic with a tensor. The size of a dimension of a symbolic tensor may be unknown: `op_shape()` gives it as a tensor."
    ), call = NULL)
  }
  as_array(x)
}

math_functions <- c(
  abs = "absolute", sign = "sign", sqrt = "sqrt", floor = "floor", ceiling = "ceil", trunc = "trunc", exp = "exp", expm1 = "expm1",
  log1p = "log1p", log2 = "log2", log10 = "log10", cos = "cos", sin = "sin", tan = "tan", acos = "arccos", asin = "arcsin",
  atan = "arctan", cosh = "cosh", sinh = "sinh", tanh = "tanh", acosh = "arccosh", asinh = "arcsinh", atanh = "arctanh"
)
half_turns <- c(cospi = "cos", sinpi = "sin", tanpi = "tan")
gamma_functions <- c("gamma", "lgamma", "digamma", "trigamma")

Math_tensor <- function(x, ...) {
  dots <- list(...)
  if (.Generic == "log") {
    base <- c(dots, exp(1))[[1L]]
    return(if (isTRUE(base == exp(1))) op("log", x) else op("true_divide", op("log", x), log(base)))
  }
  if (.Generic == "round") return(op("round", x, decimals = as_int(c(dots, 0)[[1L]])))
  if (.Generic %in% c("cumsum", "cumprod")) return(op(.Generic, op("reshape", op("transpose", x), list(-1L))))     # down the columns, as R counts
  if (.Generic %in% names(half_turns)) return(op(half_turns[[.Generic]], op("multiply", x, pi)))
  if (.Generic %in% names(math_functions)) return(op(math_functions[[.Generic]], x))
  if (.Generic %in% gamma_functions) return(call_python(rbridge()[[.Generic]], list(x), NULL))
  stop_hornpipe(c("argument", "value"), paste0("`", .Generic, "()` is not there for tensors. There are all others of R's group Math."), call = NULL)
}

Complex_tensor <- function(z) op(c(Re = "real", Im = "imag", Mod = "absolute", Arg = "angle", Conj = "conjugate")[[.Generic]], z)

Summary_tensor <- function(..., na.rm = FALSE) {
  values <- list(...)
  if (na.rm) stop_hornpipe(c("argument", "value"), "`na.rm` must be FALSE: tensors know no NA.", argument = "na.rm", call = NULL)
  reduce <- switch(.Generic, sum = "sum", prod = "prod", max = "max", min = "min", any = "any", all = "all", NULL)
  if (is.null(reduce)) return(op("stack", list(op("min", values[[1L]]), op("max", values[[1L]]))))
  join <- c(sum = "add", prod = "multiply", max = "maximum", min = "minimum", any = "logical_or", all = "logical_and")[[.Generic]]
  Reduce(function(a, b) op(join, a, b), lapply(values, function(value) op(reduce, operand(value))))
}

# -- one method for each class of tensors: two classes in one operation must find the same function ------------

#' @rdname tensor_operators
#' @export
Ops.torch.Tensor <- Ops_tensor
#' @export
Ops.hornpipe.KerasTensor <- Ops_tensor
#' @rdname tensor_operators
#' @export
Math.torch.Tensor <- Math_tensor
#' @export
Math.hornpipe.KerasTensor <- Math_tensor
#' @rdname tensor_operators
#' @export
Complex.torch.Tensor <- Complex_tensor
#' @export
Complex.hornpipe.KerasTensor <- Complex_tensor
#' @rdname tensor_operators
#' @export
Summary.torch.Tensor <- Summary_tensor
#' @export
Summary.hornpipe.KerasTensor <- Summary_tensor

#' @export
mean.torch.Tensor <- function(x, ...) op("mean", x, ...)
#' @export
mean.hornpipe.KerasTensor <- mean.torch.Tensor

#' @export
is.na.torch.Tensor <- function(x) op("isnan", x)
#' @export
is.na.hornpipe.KerasTensor <- is.na.torch.Tensor
#' @export
is.nan.torch.Tensor <- is.na.torch.Tensor
#' @export
is.nan.hornpipe.KerasTensor <- is.na.torch.Tensor
#' @export
is.finite.torch.Tensor <- function(x) op("isfinite", x)
#' @export
is.finite.hornpipe.KerasTensor <- is.finite.torch.Tensor
#' @export
is.infinite.torch.Tensor <- function(x) op("isinf", x)
#' @export
is.infinite.hornpipe.KerasTensor <- is.infinite.torch.Tensor

#' @importFrom stats median
#' @export
median.torch.Tensor <- function(x, na.rm = FALSE, ...) {
  if (na.rm) stop_hornpipe(c("argument", "value"), "`na.rm` must be FALSE: tensors know no NA.", argument = "na.rm", call = NULL)
  op("median", x)
}
#' @export
median.hornpipe.KerasTensor <- median.torch.Tensor

#' @export
t.torch.Tensor <- function(x) op("transpose", x)
#' @export
t.hornpipe.KerasTensor <- t.torch.Tensor

#' @export
aperm.torch.Tensor <- function(a, perm = NULL, ...) op("transpose", a, axes = if (!is.null(perm)) as.list(as_axes(perm)))
#' @export
aperm.hornpipe.KerasTensor <- aperm.torch.Tensor

#' @export
rev.torch.Tensor <- function(x) op("flip", x, axis = 0L)
#' @export
rev.hornpipe.KerasTensor <- rev.torch.Tensor

#' @export
dim.torch.Tensor <- function(x) as_field(rbridge()$shape(x))
#' @export
dim.hornpipe.KerasTensor <- dim.torch.Tensor

#' @export
length.torch.Tensor <- function(x) as.integer(prod(dim(x)))
#' @export
length.hornpipe.KerasTensor <- length.torch.Tensor

# -- to R -----------------------------------------------------------------------------------------------------

#' @export
as.array.torch.Tensor <- function(x, ...) {
  value <- call_python(core()$ops$convert_to_numpy, list(x), NULL)
  if (length(value) == 1L && !length(dim(x))) value[[1L]] else value         # without dimensions: a number, as in keras 2.15
}

#' @rdname op_convert_to_tensor
#' @export
op_convert_to_array <- function(x) as.array(op_convert_to_tensor(x))

#' @export
as.matrix.torch.Tensor <- function(x, ...) as.matrix(as.array(x))
#' @export
as.vector.torch.Tensor <- function(x, mode = "any") as.vector(as.array(x), mode)
#' @export
as.double.torch.Tensor <- function(x, ...) as.double(as.array(x))
#' @export
as.integer.torch.Tensor <- function(x, ...) as.integer(as.array(x))
#' @export
as.logical.torch.Tensor <- function(x, ...) as.logical(as.array(x))

#' @export
as.character.torch.Tensor <- function(x, ...) as.character(as.array(x))
#' @export
as.data.frame.torch.Tensor <- function(x, ...) as.data.frame(as.array(x), ...)

no_numbers <- function(x, ...) {
  stop_hornpipe(c("symbolic_value", "value"), paste0(
    format(x), " has no numbers: it stands for the data of a model. Call the model on data, or write the step with tensor operations."
  ), call = NULL)
}

#' @export
as.array.hornpipe.KerasTensor <- no_numbers
#' @export
as.matrix.hornpipe.KerasTensor <- no_numbers
#' @export
as.vector.hornpipe.KerasTensor <- function(x, mode = "any") no_numbers(x)
#' @export
as.double.hornpipe.KerasTensor <- no_numbers
#' @export
as.integer.hornpipe.KerasTensor <- no_numbers
#' @export
as.logical.hornpipe.KerasTensor <- no_numbers
#' @export
as.character.hornpipe.KerasTensor <- no_numbers
#' @export
as.data.frame.hornpipe.KerasTensor <- no_numbers

#' @export
print.torch.Tensor <- function(x, ...) {
  cat(format(x), "\n", sep = "")
  if (all(dim(x) > 0)) print(as.array(x), ...)
  invisible(x)
}

#' @export
format.torch.Tensor <- function(x, ...) {
  kind <- if (inherits(x, "hornpipe.Variable")) paste0("variable `", x$path, "`") else "tensor"
  paste0("<", kind, ": shape (", paste(dim(x), collapse = ", "), "), ", rbridge()$dtype(x), ">")
}

#' @export
str.torch.Tensor <- function(object, ...) cat("", format(object), "\n")
#' @export
str.hornpipe.KerasTensor <- str.torch.Tensor

#' @method all.equal numpy.ndarray
#' @export
all.equal.numpy.ndarray <- function(target, current, ...) {
  all.equal(reticulate::py_to_r(target), if (is_python_data(current)) as_numbers(current) else current, ...)
}

as_numbers <- function(x) if (is_tensor(x)) as.array(x) else reticulate::py_to_r(x)

#' @method all.equal torch.Tensor
#' @export
all.equal.torch.Tensor <- function(target, current, ...) {
  all.equal(as.array(target), if (is_python_data(current)) as_numbers(current) else current, ...)
}

# -- matrix products: R finds methods of `%*%` for S3 classes from 4.3 on; before, the package has its own --------------

matmul_tensor <- function(x, y) op("matmul", operand(x), operand(y))

#' @rdname tensor_operators
#' @rawNamespace if (getRversion() >= "4.3.0") { S3method("%*%", torch.Tensor, matmul_tensor); S3method("%*%", hornpipe.KerasTensor, matmul_tensor) }
#' @rawNamespace if (getRversion() < "4.3.0") export("%*%")
`%*%` <- function(x, y) if (is_tensor(x) || is_tensor(y)) matmul_tensor(x, y) else base::`%*%`(x, y)
