# Layers that take several tensors: layer_add(x, y), layer_add(list(x, y)), layer_multi_head_attention(list(query, value)).

# In `...`: what has no name is a tensor, what has one is an argument of the layer.
merge_layer <- function(inputs, ..., class, args, caller = user_call()) {
  if (!missing(inputs)) force(inputs)       # before the others: layers are named in reading order
  dots <- list(...)
  named <- nzchar(names(dots) %||% rep("", length(dots)))
  args <- c(args, dots[named])
  tensors <- c(if (!missing(inputs)) as_inputs(inputs), dots[!named])
  if (length(tensors)) add_layer(unname(tensors), class, args, caller) else add_layer(NULL, class, args, caller)
}

as_inputs <- function(inputs) if (is.list(inputs) && !is_python(inputs)) inputs else list(inputs)

# The tensors are the arguments of the call, by position or by name.
spread_layer <- function(inputs, class, args, caller = user_call()) {
  inputs <- if (missing(inputs) || is.null(inputs)) NULL else lapply(as_inputs(inputs), as_call_input)
  layer <- add_layer(NULL, class, args, caller)
  if (is.null(inputs)) layer else call_python(layer, inputs, caller)
}
