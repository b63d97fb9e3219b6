# `x$shape` as keras 2.15 gave it: a shape that knows `as_list()` and its number of dimensions.

#' @export
`$.torch.Tensor` <- function(x, name) if (identical(name, "shape")) new_shape(rbridge()$shape(x), of_tensor = TRUE) else NextMethod()

#' @export
`$.hornpipe.KerasTensor` <- `$.torch.Tensor`

#' @export
`$.keras_shape` <- function(x, name) {
  sizes <- unclass(x)
  switch(name,
    as_list = function() if (any(vapply(sizes, is.null, NA))) sizes else unlist(sizes) %||% integer(),
    rank = , ndims = length(sizes),
    dims = sizes,
    num_elements = function() as.integer(prod(unlist(lapply(sizes, function(size) size %||% NA)))),
    is_fully_defined = function() !any(vapply(sizes, is.null, NA)),
    sizes[[name]]
  )
}

# A plain list of sizes is a shape; one of such lists, several.
as_keras_shape <- function(x) {
  if (!is_plain_list(x)) return(x)
  sizes <- vapply(x, function(size) is.null(size) || is.numeric(size), NA)
  if (all(sizes)) new_shape(x, of_tensor = TRUE) else lapply(x, as_keras_shape)
}

# A method of shapes; `compute_output_shape()` gives one too, whose sizes R may have computed as doubles.
of_shape <- function(fn, name) {
  force(fn)
  function(...) {
    result <- do.call(fn, lapply(list(...), as_keras_shape), quote = TRUE)
    if (name == "compute_output_shape") as_shape(result, name) else result
  }
}
