# Axes in keras 2.15: those of `k_*()` count from 1, those of layers, constraints, losses and the like from 0, as in Python.
# hornpipe counts them all from 1; scripts of keras mean what they meant.

with_axes_from_zero <- function(name, f) {
  axes <- if (is.function(f)) intersect(c("axis", "axes", "attention_axes"), names(formals(args(f))))
  if (!length(axes) || !grepl("^(layer|constraint|activation|loss|metric)_|^normalize$", name)) return(f)
  kept <- attributes(f)
  for (axis in axes) {
    body(f) <- bquote({
      if (!missing(.(as.name(axis)))) .(as.name(axis)) <- .(from_one)(.(as.name(axis)))
      .(body(f))
    })
  }
  attributes(f) <- kept
  f
}

from_one <- function(axis) {
  if (is.list(axis)) return(lapply(axis, from_one))
  if (is.numeric(axis)) ifelse(axis >= 0, axis + 1, axis) else axis
}
