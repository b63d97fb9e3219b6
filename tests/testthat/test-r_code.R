x <- matrix(c(1, 2, 3, 4) / 4, 2)

# A function's own environment, as a script has: nothing of it is in the session that loads.
own_model <- function() {
  times <- 3
  helper <- function(x) x * times
  Base <- new_layer_class("Base", initialize = function(k = 2, ...) {
    super$initialize(...)
    self$k <- k
  }, call = function(inputs) helper(inputs) * self$k)
  layer_child <- Layer("Child", call = function(inputs) super$call(inputs) + private$offset(), private = list(offset = function() 0.1), inherit = Base)
  steep <- function(x) x * op_sigmoid(times * x)
  model <- keras_model_sequential(input_shape = 2) %>% layer_child(k = 4) %>% layer_dense(2, activation = steep) %>% layer_lambda(function(x) x / 2)
  model %>% compile(optimizer_sgd(0.1), function(y_true, y_pred) op_mean((y_true - y_pred)^2),
                    metrics = custom_metric("far", function(y_true, y_pred) op_mean(abs(y_true - y_pred))))
  model
}

in_another_session <- function(code, ...) callr::r(code, list(...), user_profile = FALSE)

test_that("R classes and functions travel inside the file, and run only where that is asked for", {
  model <- own_model()
  y <- x + 1
  model %>% fit(x, y, epochs = 1, verbose = 0, shuffle = FALSE)
  file <- withr::local_tempfile(fileext = ".keras")
  save_model(model, file, embed_r_code = TRUE)
  there <- in_another_session(function(file, x, y) {
    library(hornpipe)
    refusal <- tryCatch(load_model(file), error = identity)
    model <- load_model(file, trust_r_code = TRUE)
    predictions <- predict(model, x, verbose = 0)
    again <- save_model(model, embed_r_code = TRUE)
    list(refusal = class(refusal), message = conditionMessage(refusal), predictions = predictions, code = hornpipe_r_code(again),
         results = evaluate(model, x, y, verbose = 0))
  }, file, x, y)
  expect_true(all(c("hornpipe_r_code_error", "hornpipe_error") %in% there$refusal))
  expect_match(there$message, "The model needs `Child`, and the file carries R code that defines `Base`, `Child`, `steep`")
  expect_match(there$message, "trust_r_code = TRUE", fixed = TRUE)
  expect_equal(there$predictions, predict(model, x, verbose = 0), tolerance = 1e-6)
  expect_equal(there$results, evaluate(model, x, y, verbose = 0), tolerance = 1e-6)
  expect_equal(names_in_code(there$code), c("Base", "Child", "steep", "function_1cc8b284", names_in_code(hornpipe_r_code(file))[5], "far"))
})

test_that("the code can be read before, and nothing of it runs without the argument", {
  mark <- withr::local_tempfile()
  layer_mark <- eval(bquote(Layer("Mark", call = function(inputs) inputs, get_config = function() super$get_config(), build = function(input_shape) {
    writeLines("ran", .(mark))
  })))
  model <- keras_model_sequential(input_shape = 2) %>% layer_mark()
  bytes <- save_model(model, embed_r_code = TRUE)
  unlink(mark)
  code <- hornpipe_r_code(bytes)
  expect_s3_class(code, "hornpipe_code")
  expect_output(print(code), "Mark <- new_layer_class\\(\"Mark\"")
  # a line that would run at once
  file <- withr::local_tempfile(fileext = ".keras")
  writeBin(bytes, file)
  folder <- withr::local_tempdir()
  utils::unzip(file, exdir = folder)
  cat(sprintf("\nwriteLines('ran', %s)\n", deparse(mark)), file = file.path(folder, "r_code.R"), append = TRUE)
  expect_error(load_model(folder), "`hornpipe_r_code\\(\".*\"\\)`", class = "hornpipe_r_code_error")
  expect_error(load_model(folder, safe_mode = FALSE), class = "hornpipe_r_code_error")
  expect_s3_class(hornpipe_r_code(folder), "hornpipe_code")
  load_model(folder, custom_objects = list(Mark = Layer("Mark", call = function(inputs) inputs)))
  expect_false(file.exists(mark))
  load_model(folder, trust_r_code = TRUE)
  expect_true(file.exists(mark))
})

test_that("objects of the user's come first, and files without code are as before", {
  layer_twice <- Layer("Twice", call = function(inputs) inputs * 2)
  model <- keras_model_sequential(input_shape = 2) %>% layer_twice()
  bytes <- save_model(model, embed_r_code = TRUE)
  thrice <- list(Twice = Layer("Twice", call = function(inputs) inputs * 3))
  expect_equal(predict(load_model(bytes, custom_objects = thrice), x, verbose = 0), x * 3)
  expect_equal(predict(load_model(bytes, custom_objects = thrice, trust_r_code = TRUE), x, verbose = 0), x * 3)
  plain <- save_model(model)
  expect_null(hornpipe_r_code(plain))
  expect_error(load_model(plain, trust_r_code = TRUE), "in `custom_objects` under the name 'Twice'", class = "hornpipe_unknown_name_error")
  without <- save_model(keras_model_sequential(input_shape = 2) %>% layer_dense(1), embed_r_code = TRUE)
  expect_null(hornpipe_r_code(without))
  expect_equal(dim(predict(load_model(without, trust_r_code = TRUE), x, verbose = 0)), c(2L, 1L))
  h5 <- withr::local_tempfile(fileext = ".h5")
  expect_error(save_model(model, h5, embed_r_code = TRUE), "must end in .keras", class = "hornpipe_argument_error")
  folder <- file.path(withr::local_tempdir(), "model")
  save_model(model, folder, zipped = FALSE, embed_r_code = TRUE)
  save_model(model, folder, zipped = FALSE, embed_r_code = TRUE, overwrite = TRUE)
  expect_equal(predict(load_model(folder, trust_r_code = TRUE), x, verbose = 0), x * 2)
})

test_that("all kinds of classes, and what they stand on", {
  Far <- new_metric_class("Far", initialize = function(name = "far", ...) {
    super$initialize(name = name, ...)
    self$total <- self$add_weight(name = "total", shape = shape(), initializer = "zeros")
  }, update_state = function(y_true, y_pred, sample_weight = NULL) {
    self$total$assign_add(op_sum(abs(y_true - y_pred)))
  }, result = function() self$total)
  Apart <- new_loss_class("Apart", call = function(y_true, y_pred) op_mean(abs(y_true - y_pred)))
  Fade <- new_learning_rate_schedule_class("Fade", initialize = function(start = 0.1) self$start <- start, call = function(step) self$start / (1 + step),
                                           get_config = function() list(start = self$start))
  AtMost <- Constraint("AtMost", call = function(w) op_clip(w, -0.5, 0.5))
  Twofold(keras$layers$Dense) %py_class% {
    call <- function(inputs) super$call(inputs) * 2
  }
  model <- keras_model_sequential(input_shape = 2) %>% Twofold(2L)() %>% layer_dense(2, kernel_constraint = AtMost())
  model %>% compile(optimizer_sgd(Fade(0.2)), Apart(), metrics = Far())
  expect_message(model %>% fit(x, x, epochs = 1, verbose = 0), "`call\\(\\)` of `twofold` runs in R")
  bytes <- save_model(model, embed_r_code = TRUE)
  code <- hornpipe_r_code(bytes)
  for (part in c("new_metric_class(\"Far\"", "new_loss_class(\"Apart\"", "new_learning_rate_schedule_class(\"Fade\"", "Constraint(\"AtMost\"", "inherit = keras$layers$Dense")) {
    expect_match(code, part, fixed = TRUE)
  }
  there <- in_another_session(function(bytes, x) {
    model <- hornpipe::load_model(bytes, trust_r_code = TRUE)
    list(stats::predict(model, x, verbose = 0), hornpipe::evaluate(model, x, x, verbose = 0))
  }, bytes, x)
  expect_equal(there[[1]], predict(model, x, verbose = 0), tolerance = 1e-6)
  expect_equal(there[[2]], evaluate(model, x, x, verbose = 0), tolerance = 1e-6)
})

test_that("what cannot be written as code is told when saving", {
  refused <- function(value, message, use = quote(inputs * as.numeric(value))) {
    class <- eval(bquote(Layer("Holder", call = function(inputs) .(use))))
    expect_error(save_model(keras_model_sequential(input_shape = 2) %>% class(), embed_r_code = TRUE), message, class = "hornpipe_r_code_error")
  }
  refused(k_constant(2), "`value` is a Python object", quote(inputs * value))
  refused(new.env(), "`value` is .*environment.*, which cannot be written as R code", quote({
    value
    inputs
  }))
  one <- local({
    k <- 1
    function(x) x * k
  })
  two <- local({
    k <- 2
    function(x) x * k
  })
  layer_both <- Layer("Both", call = function(inputs) one(two(inputs)))
  expect_error(save_model(keras_model_sequential(input_shape = 2) %>% layer_both(), embed_r_code = TRUE), "`k` is used in `Both` for two different things",
               class = "hornpipe_r_code_error")
})

test_that("free names are those that a function takes from outside", {
  found <- free_names(function(x, y = a) {
    b <- x[1, ] + c
    for (i in n) d(i)
    f <- function(z) z + w + b
    self$k + super$m() + pkg::g(e$h) + quote(q)
  })
  expect_setequal(setdiff(found, c("{", "<-", "[", "+", "for", "$", "function")), c("a", "c", "n", "d", "w", "e"))
})

test_that("functions of packages are named, values are exact", {
  calls <- stats::plogis
  wide <- 0.1 + 0.2
  table <- c(a = 1L, b = NA)
  f <- function(x) calls(x) * wide * table[["a"]] + withr::with_seed(1, 0)
  text <- paste(captured(f, "f", f, list(), new.env()) |> vapply(`[[`, "", "text"), collapse = "|")
  expect_equal(text, "stats::plogis|0.30000000000000004|c(a = 1L, b = NA)")
})

test_that("functions are named by what they say and what they take from around", {
  make <- function(k) function(x) x * k
  expect_identical(source_name(make(2)), source_name(make(2)))
  expect_false(source_name(make(2)) == source_name(make(3)))
  nested <- function(k) {
    inner <- function(x) x * k
    function(x) inner(x) + 1
  }
  expect_false(source_name(nested(2)) == source_name(nested(3)))
  again <- function(n) if (n > 0) again(n - 1) else source_name(again)
  expect_match(again(2), "^function_")
  expect_true(same_meaning(make(2), make(2)))
  expect_false(same_meaning(make(2), make(3)))
  expect_false(same_meaning(make(2), 3))
  expect_true(same_meaning(sum, sum))
})

test_that("a model of a forward pass in R is saved by its function", {
  units <- 3
  two_layers <- function(self) {
    self$a <- layer_dense(units = units)
    self$b <- layer_dense(units = 1)
    function(inputs, training = FALSE) self$b(self$a(inputs))
  }
  model <- keras_model_custom(two_layers, name = "own")
  model %>% compile("adam", "mse")
  fit(model, x, x[, 1], epochs = 2, verbose = 0)
  expected <- predict(model, x, verbose = 0)
  bytes <- save_model(model, embed_r_code = TRUE)
  expect_error(load_model(bytes), "defines `two_layers`", class = "hornpipe_r_code_error")
  again <- load_model(bytes, custom_objects = list(two_layers = two_layers))
  expect_equal(predict(again, x, verbose = 0), expected)
  expect_equal(again$name, "own")
  expect_equal(predict(clone_model(model, weights = TRUE), x, verbose = 0), expected)
  expect_equal(dim(from_config(get_config(model))(x)), c(2L, 1L))
  there <- in_another_session(function(bytes, x, y) {
    model <- hornpipe::load_model(bytes, trust_r_code = TRUE)
    predicted <- stats::predict(model, x, verbose = 0)
    hornpipe::fit(model, x, y, epochs = 1, verbose = 0)
    list(predicted, hornpipe::get_weights(model))
  }, bytes, x, x[, 1])
  fit(model, x, x[, 1], epochs = 1, verbose = 0)
  expect_equal(there, list(expected, get_weights(model)), tolerance = 1e-6)
})

test_that("R6 constraints travel with the values of their fields", {
  half <- 2
  Base <- R6::R6Class("Base", inherit = KerasConstraint, public = list(scale = 1, call = function(w) w * private$f() / self$twice),
                      private = list(k = 0.5, f = function() private$k * half), active = list(twice = function() 2 * self$scale))
  Below <- R6::R6Class("Below", inherit = Base, public = list(initialize = function(k) private$k <- k))
  trained <- function(constraint) {
    model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1, kernel_initializer = "ones", kernel_constraint = constraint)
    model %>% compile(optimizer_sgd(0), "mse")
    fit(model, x, x[, 1], batch_size = nrow(x), epochs = 1, verbose = 0)
    model
  }
  below <- Below$new(0.25)
  below$scale <- 2
  model <- trained(below)
  expect_equal(get_weights(model)[[1]], matrix(0.125, 2), tolerance = 1e-6)
  bytes <- save_model(model, embed_r_code = TRUE)
  weights <- in_another_session(function(bytes, x) {
    model <- hornpipe::load_model(bytes, trust_r_code = TRUE)
    hornpipe::fit(model, x, x[, 1], batch_size = nrow(x), epochs = 1, verbose = 0)
    hornpipe::get_weights(model)
  }, bytes, x)
  expect_equal(weights[[1]], matrix(0.125^2, 2), tolerance = 1e-6)
  Above <- R6::R6Class("Above", inherit = Base, public = list(call = function(w) super$call(w) + 1))
  expect_error(save_model(trained(Above$new()), embed_r_code = TRUE), "`Above` is an R6 object with methods that use `super`.*`Constraint\\(\\)` makes a class that can",
               class = "hornpipe_r_code_error")
})

test_that("an R6 class of a class of Python's brings nothing of R6's own", {
  Own <- R6::R6Class("Own", inherit = keras$regularizers$Regularizer, public = list(
    l = NULL, initialize = function(l = 0.1) self$l <- l, `__call__` = function(x) self$l * k_sum(k_square(x)), get_config = function() list(l = self$l)
  ))
  model <- keras_model_sequential(input_shape = 3) %>% layer_dense(1, kernel_regularizer = r_to_py(Own)(l = 0.2))
  code <- hornpipe_r_code(save_model(model, embed_r_code = TRUE))
  expect_no_match(code, "clone|deep")
  expect_match(code, "self$l * k_sum(k_square(x))", fixed = TRUE)
})
