# R classes and functions inside of saved models: written as source, which people can read before they let it run.

#' R code in saved models
#'
#' Layers made by [new_layer_class()] and functions of R are only named in files.
#' `save_model(embed_r_code = TRUE)` puts their source into the `.keras` file as well,
#' with the variables and functions of yours that they use. `load_model()` never
#' runs it by itself: `load_model(trust_r_code = TRUE)` does. `hornpipe_r_code()` shows
#' what would run.
#'
#' Code from a file can do all that you can do: delete files, send data. Let it run
#' only where you trust the file as you trust a program.
#'
#' Functions of other packages stand as `package::name`, so the packages must be there
#' when the model is loaded. Python objects, connections and the like cannot be
#' written as source: an error of class `hornpipe_r_code_error` names them. Keras for
#' Python opens such files and leaves the code alone.
#'
#' @param model Path of a `.keras` file, or the raw vector that [save_model()] gave.
#' @return The source as a string that prints as it stands, of class `hornpipe_code`;
#'   `NULL` if the file carries none.
#' @export
#' @examplesIf hornpipe:::can_run()
#' times <- 3
#' layer_scale <- new_layer_class("Scale", call = function(inputs) inputs * times)
#' model <- keras_model_sequential(input_shape = 2) %>% layer_scale()
#' file <- tempfile(fileext = ".keras")
#' save_model(model, file, embed_r_code = TRUE)
#' hornpipe_r_code(file)
#' tryCatch(load_model(file), hornpipe_r_code_error = function(e) cat(conditionMessage(e)))
#' load_model(file, trust_r_code = TRUE)
hornpipe_r_code <- function(model) {
  with_model_file(model, function(path) {
    code <- call_python(rbridge()$code_in, list(path))
    if (!is.null(code)) structure(code, class = "hornpipe_code")
  })
}

#' @export
print.hornpipe_code <- function(x, ...) {
  cat(x, sep = "\n")
  invisible(x)
}

# A path to read, also for a model that is a raw vector.
with_model_file <- function(model, f) {
  if (!is.raw(model)) return(f(file_to_read(model)))
  path <- tempfile(fileext = if (is_hdf5(model)) ".h5" else ".keras")
  on.exit(unlink(path))
  writeBin(model, path)
  f(path)
}

# -- running it ---------------------------------------------------------------------------------------------

# The objects that the code makes, by name. It sees hornpipe, attached or not, and what its user sees.
run_r_code <- function(code) {
  if (is.null(code)) return(NULL)
  exports <- structure(new.env(parent = globalenv()), name = "package:hornpipe")
  lapply(getNamespaceExports("hornpipe"), function(name) delayedAssign(name, getExportedValue("hornpipe", name), environment(), exports))
  scope <- new.env(parent = exports)
  tryCatch(eval(parse(text = code, keep.source = FALSE), scope), error = function(cnd) {
    stop_hornpipe(c("r_code", "file_format", "value"), paste0("The R code in the file cannot be run: ", conditionMessage(cnd)), call = quote(load_model()))
  })
  made <- names_in_code(code)
  mget(made, envir = scope)
}

# What the code defines, without running it.
names_in_code <- function(code) {
  statements <- tryCatch(as.list(parse(text = code, keep.source = FALSE)), error = function(cnd) list())
  defines <- vapply(statements, function(s) is.call(s) && identical(s[[1L]], quote(`<-`)) && is.name(s[[2L]]), NA)
  vapply(statements[defines], function(s) as.character(s[[2L]]), "")
}

stop_untrusted <- function(code, cnd, path) {
  stop_hornpipe(c("r_code", "unknown_name", "value"), paste0(
    "The model needs `", cnd$actual, "`, and the file carries R code that defines ", quoted(names_in_code(code), "`"), ". Code from a file is not run by itself: ",
    "read it with `hornpipe_r_code(", path, ")`; if you trust it, use `load_model(", path, ", trust_r_code = TRUE)`. ",
    "Or give a definition of your own in `custom_objects`."
  ), argument = "trust_r_code", actual = cnd$actual, path = path, call = quote(load_model()))
}

# -- writing it ---------------------------------------------------------------------------------------------

r_code_of <- function(model) {
  objects <- objects_made_in_r(model)
  if (!length(objects)) return(NULL)
  out <- new.env(parent = emptyenv())
  out$code <- character()
  out$done <- list()
  for (name in names(objects)) write_object(name, objects[[name]], out)
  paste(c(paste0("# R code of the model `", model$name, "`, written by hornpipe ", utils::packageVersion("hornpipe"), "."), out$code, ""), collapse = "\n\n")
}

# A definition at the top of the code, after those that it needs.
write_object <- function(name, x, out) {
  if (name %in% names(out$done)) {
    if (!same_meaning(out$done[[name]], x)) stop_r_code(name, "stands for two different things")
    return(invisible())
  }
  out$done[[name]] <- x
  around <- list()
  text <- if (inherits(x, "hornpipe_class")) {
    definition <- attr(x, "state", exact = TRUE)$definition
    if (!definition$convert) stop_r_code(name, "is made without converting what Python gives (`convert = FALSE`)")
    for (member in c(definition$members, definition$private)) around <- captured(member, name, x, around, out)
    class_text(definition, out)
  } else if (inherits(x, "R6ClassGenerator")) {
    for (member in c(r6_methods(x), x$private_methods, x$active)) around <- captured(member, name, x, around, out)
    r6_text(x, out)
  } else if (inherits(x, "R6")) {
    for (member in unlist(r6_members(x), recursive = FALSE)) around <- captured(member, name, x, around, out)
    r6_object_text(x, name)
  } else {
    around <- captured(x, name, x, around, out)
    function_text(x, name)
  }
  if (length(around)) {
    lines <- paste0(vapply(names(around), as_symbol, ""), " <- ", vapply(around, `[[`, "", "text"))
    text <- paste0("local({\n", indented(paste(c(lines, text), collapse = "\n")), "\n})")
  }
  out$code <- c(out$code, paste0(as_symbol(name), " <- ", text))
}

class_text <- function(definition, out) {
  texts <- function(parts) if (length(parts)) paste0(vapply(names(parts), as_symbol, ""), " = ", mapply(member_text, parts, names(parts)), collapse = ",\n")
  root <- root_of(definition)
  lists <- Map(function(argument, parts) if (length(parts)) paste0(argument, " = list(\n", indented(texts(parts)), "\n)"), c("public", "private"),
               list(definition$members, definition$private))
  arguments <- c(lists, if (!identical(definition$inherit, root)) paste0("inherit = ", inherit_text(definition, out)))
  paste0(constructors[[root]], "(", deparse(definition$name), ",\n", indented(paste(unlist(arguments), collapse = ",\n")), "\n)")
}

r6_text <- function(generator, out) {
  above <- generator$get_inherit()
  own <- names(Filter(function(base) identical(base, above), list(KerasLayer = KerasLayer, KerasWrapper = KerasWrapper, KerasConstraint = KerasConstraint)))
  if (!length(own)) write_object(own <- above$classname, above, out)
  r6_class_text(generator$classname, own, list(
    public = c(generator$public_fields, r6_methods(generator)), private = c(generator$private_fields, generator$private_methods), active = generator$active
  ))
}

r6_class_text <- function(classname, inherit, members) {
  texts <- vapply(Filter(length, members), function(parts) {
    paste0("list(\n", indented(paste0(vapply(names(parts), as_symbol, ""), " = ", mapply(member_text, parts, names(parts)), collapse = ",\n")), "\n)")
  }, "")
  arguments <- c(deparse(classname), paste("inherit =", as_symbol(inherit)), if (length(texts)) paste(names(texts), "=", texts))
  paste0("R6::R6Class(\n", indented(paste(arguments, collapse = ",\n")), "\n)")
}

# A constraint as it is now: a class of its own, whose fields begin with the values that they have.
r6_object_text <- function(x, name) {
  members <- r6_members(x)
  has_super <- vapply(unlist(members, recursive = FALSE), function(member) is.function(member) && "super" %in% all.names(body(member)), NA)
  if (any(has_super)) stop_r_code(name, "is an R6 object with methods that use `super`, which cannot be written as R code; `Constraint()` makes a class that can")
  paste0(r6_class_text(class(x)[[1L]], "KerasConstraint", members), "$new()")
}

r6_members <- function(x) {
  env <- x$.__enclos_env__
  values <- function(names, env) mget(sort(names), envir = env)
  list(public = values(setdiff(ls(x), c(names(env$.__active__), "clone", "initialize")), x),
       private = if (is.environment(env$private)) values(ls(env$private), env$private), active = env$.__active__)
}

r6_methods <- function(generator) generator$public_methods[names(generator$public_methods) != "clone"]           # R6 adds it

constructors <- c(
  layers.Layer = "new_layer_class", Model = "new_model_class", losses.Loss = "new_loss_class", metrics.Metric = "new_metric_class",
  callbacks.Callback = "new_callback_class", constraints.Constraint = "Constraint",
  optimizers.schedules.LearningRateSchedule = "new_learning_rate_schedule_class"
)

# The class that all above it inherit from; of a class of Python's, layers stand for all.
root_of <- function(definition) {
  above <- definition$inherit
  if (inherits(above, "hornpipe_class")) return(root_of(attr(above, "state", exact = TRUE)$definition))
  if (is.character(above) && above %in% names(constructors)) above else "layers.Layer"
}

member_text <- function(x, name) {
  if (inherits(x, "hornpipe_active")) return(paste0("active_property(", function_text(unclass(x), name), ")"))
  if (is.function(x) && !is_python_data(x)) function_text(x, name) else value_text(x, name)
}

inherit_text <- function(definition, out) {
  bases <- if (is_plain_list(definition$inherit)) definition$inherit else list(definition$inherit)
  texts <- vapply(bases, function(base) {
    if (inherits(base, "hornpipe_class")) {
      above <- object_name(base)
      write_object(above, base, out)
      return(as_symbol(above))
    }
    path <- if (is.character(base)) base else if (is_python_data(base)) path_in_core(base) else attr(base, "python", exact = TRUE)
    if (is.null(path)) stop_r_code(definition$name, "inherits from a class that is neither of R nor of hornpipe")
    paste0("keras$", gsub(".", "$", path, fixed = TRUE))
  }, "")
  if (length(texts) == 1L) texts else paste0("list(", paste(texts, collapse = ", "), ")")
}

path_in_core <- function(class) {
  module <- reticulate::py_to_r(reticulate::py_get_attr(class, "__module__"))
  if (startsWith(module, "hornpipe")) paste0(sub("^hornpipe[.]?", "", paste0(module, ".")), reticulate::py_to_r(reticulate::py_get_attr(class, "__name__")))
}

# What a function uses of its user's variables, and what those use, as list(value, text) by name.
captured <- function(fn, owner, itself, around, out) {
  if (!is.function(fn) || is.primitive(fn) || is_python_data(fn) || inherits(fn, "hornpipe_class") || isNamespace(environment(fn))) return(around)
  for (name in free_names(fn)) {
    found <- home_of(name, environment(fn))
    if (is.null(found) || (name == owner && identical(found$value, itself))) next
    if (!is.null(around[[name]])) {
      if (!identical(around[[name]]$value, found$value)) stop_r_code(name, paste0("is used in `", owner, "` for two different things"))
      next
    }
    text <- found$text
    if (is.null(text) && inherits(found$value, "hornpipe_class")) {
      class <- object_name(found$value)
      write_object(class, found$value, out)
      if (class == name) next
      text <- as_symbol(class)
    }
    around[[name]] <- list(value = found$value, text = text %||% member_text(found$value, name))
    around <- captured(found$value, owner, itself, around, out)
  }
  around
}

standard_packages <- c("base", "stats", "utils", "methods", "graphics", "grDevices", "datasets", "hornpipe")

# Where a name leads from an environment: to a value of the user's, or to a package (`text`); NULL where all R sessions have it, or none.
home_of <- function(name, env) {
  while (!identical(env, emptyenv())) {
    if (exists(name, envir = env, inherits = FALSE)) {
      package <- package_of(env)
      value <- get(name, envir = env, inherits = FALSE)
      if (package == "imports") package <- if (is.function(value) && !is.primitive(value)) environmentName(topenv(environment(value))) else "base"
      if (!nzchar(package)) return(list(value = value, text = if (is.function(value)) text_of_package_function(value)))
      if (package %in% standard_packages) return(NULL)
      return(list(value = value, text = paste0(package, if (name %in% getNamespaceExports(package)) "::" else ":::", as_symbol(name))))
    }
    env <- parent.env(env)
  }
}

package_of <- function(env) {
  if (identical(env, baseenv()) || identical(env, .BaseNamespaceEnv)) return("base")
  if (isNamespace(env)) return(getNamespaceName(env)[[1L]])
  name <- attr(env, "name", exact = TRUE) %||% ""
  if (startsWith(name, "imports:")) "imports" else if (startsWith(name, "package:")) sub("^package:", "", name) else ""
}

# A variable of the user's that holds a function of a package.
text_of_package_function <- function(fn) {
  env <- environment(fn)
  if (is.null(env) || !isNamespace(env)) return(NULL)
  package <- getNamespaceName(env)[[1L]]
  names <- getNamespaceExports(package)
  same <- Find(function(name) identical(get0(name, envir = env, mode = "function"), fn), sort(names))
  if (!is.null(same)) paste0(package, "::", as_symbol(same))
}

# Names that a function looks up outside of itself: neither its arguments nor what it assigns.
free_names <- function(fn) setdiff(unique(free_in(call("function", formals(fn), body(fn)), character())), c("self", "super", "private", "...", ""))

free_in <- function(e, bound) {
  if (is.name(e)) return(setdiff(as.character(e), bound))
  if (is.pairlist(e)) return(unlist(lapply(given_parts(e), free_in, bound)))
  if (!is.call(e)) return(character())
  head <- if (is.name(e[[1L]])) as.character(e[[1L]]) else ""
  switch(head,
    "function" = {
      bound <- c(bound, names(e[[2L]]), assigned_in(e[[3L]]))
      c(free_in(e[[2L]], bound), free_in(e[[3L]], bound))
    },
    "$" = , "@" = c(free_in(e[[1L]], bound), free_in(e[[2L]], bound)),
    "::" = , ":::" = , "quote" = , "~" = character(),
    unlist(lapply(given_parts(e), free_in, bound))
  )
}

# Without the places of `x[1, ]` and of arguments without default.
given_parts <- function(e) Filter(function(part) !identical(part, quote(expr = )), as.list(e))

assigned_in <- function(e) {
  if (!is.call(e)) return(character())
  head <- if (is.name(e[[1L]])) as.character(e[[1L]]) else ""
  if (head == "function") return(character())
  own <- if (head %in% c("<-", "=", "for") && (is.name(e[[2L]]) || is.character(e[[2L]]))) as.character(e[[2L]])
  c(own, unlist(lapply(given_parts(e)[-1L], assigned_in)))
}

# -- R as text ----------------------------------------------------------------------------------------------

as_symbol <- function(name) deparse(as.name(name), backtick = TRUE)

indented <- function(text) gsub("(^|\n)(?=[^\n])", "\\1  ", text, perl = TRUE)

exact <- c("keepNA", "keepInteger", "digits17")

function_text <- function(fn, name) {
  package <- text_of_package_function(fn)
  if (!is.null(package)) return(package)
  attributes(fn) <- attributes(fn)["srcref"]
  alike <- function(again) is.function(again) && identical(deparse(again, control = exact), deparse(fn, control = exact))
  as_source(fn, if (is.primitive(fn)) is.primitive else alike, NULL) %||% stop_r_code(name, "is a function that cannot be written as R code")
}

value_text <- function(x, name) {
  if (is_python_data(x)) stop_r_code(name, "is a Python object, which cannot be written as R code")
  as_source(x, function(again) identical(again, x), c("showAttributes", "quoteExpressions")) %||%
    stop_r_code(name, paste0("is ", friendly_type(x), ", which cannot be written as R code"))
}

# The shortest text that gives the same again.
as_source <- function(x, is_same, options) {
  for (more in list("useSource", NULL, "digits17")) {          # the source may be that of a template whose places were filled in
    text <- paste(deparse(x, control = c("keepNA", "keepInteger", "niceNames", options, more)), collapse = "\n")
    if (is_same(tryCatch(eval(parse(text = text, keep.source = FALSE), baseenv()), error = function(cnd) NULL))) return(text)
  }
}

stop_r_code <- function(name, problem) {
  stop_hornpipe(c("r_code", "value"), paste0("`embed_r_code` cannot be TRUE: `", name, "` ", problem, "."), argument = "embed_r_code", actual = name,
                call = quote(save_model()))
}
