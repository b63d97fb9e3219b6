test_that("Python's errors are classed conditions with fields, without a trace in the message", {
  error <- expect_error(layer_dense(units = -3), class = "hornpipe_value_error")
  expect_s3_class(error, "hornpipe_error")
  expect_match(conditionMessage(error), "^`units` must be a positive int.*, got -3.$")
  expect_equal(error$argument, "units")
  expect_equal(error$actual, -3L)
  expect_equal(deparse(conditionCall(error)), "layer_dense()")
  error <- expect_error(layer_dense(units = 3, activation = "rleu"), "Did you mean 'relu'", class = "hornpipe_unknown_name_error")
  expect_equal(error$actual, "rleu")
  expect_match(error$python_trace, "Traceback")
  expect_s3_class(hornpipe_last_trace(), "hornpipe_trace")
  expect_output(print(hornpipe_last_trace()), "UnknownNameError")
  withr::local_options(hornpipe.trace = TRUE)
  expect_error(layer_dense(units = 3, activation = "rleu"), "Traceback")
})

test_that("a shape error tells layer, expected and actual", {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3, name = "d")
  model %>% compile("sgd", "mse")
  error <- expect_error(fit(model, matrix(0, 10, 5), matrix(0, 10, 3), verbose = 0), class = "hornpipe_shape_error")
  expect_no_match(conditionMessage(error), "py_call_impl|Traceback")
  expect_equal(error$expected, c(NA, 4L))
  expect_true("layer" %in% names(error))
})

test_that("models that are not built or compiled say so by class", {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3)
  expect_error(fit(model, matrix(0, 2, 4), matrix(0, 2, 3), verbose = 0), "must be compiled before `fit()`", fixed = TRUE, class = "hornpipe_not_compiled_error")
})

test_that("an error in an R function that Python called stays what it is", {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3)
  model %>% compile("sgd", "mse")
  stopping <- callback_lambda(on_epoch_end = function(epoch, logs) stop(structure(class = c("my_error", "error", "condition"), list(message = "mine", call = NULL))))
  expect_error(fit(model, matrix(0, 2, 4), matrix(0, 2, 3), callbacks = stopping, verbose = 0), "^mine$", class = "my_error")
  expect_error(layer_dense(units = -3), class = "hornpipe_value_error")
})

test_that("fields are R values", {
  expect_equal(as_field(list(NULL, 3L)), c(NA, 3L))
  expect_equal(as_field(list(0.5, 1)), c(0.5, 1))
  expect_equal(as_field("a"), "a")
  expect_equal(as_field(list(a = 1)), list(a = 1))
})

test_that("calls are shown by the name of the generic", {
  expect_equal(caller_name(quote(fit.hornpipe.models.Model(x, y))), quote(fit()))
  expect_equal(caller_name(quote(layer_dense(units = 3))), quote(layer_dense()))
  expect_null(caller_name(quote(a$b(3))))
})

test_that("Python's warnings are R's, each time", {
  stop_early <- function() callback_early_stopping("nothing", mode = "min")
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  for (i in 1:2) {
    expect_warning(fit(model, matrix(1:4), 1:4, epochs = 2, callbacks = stop_early(), verbose = 0), "EarlyStopping looks at 'nothing'", class = "hornpipe_warning")
  }
  caught <- tryCatch(fit(model, matrix(1:4), 1:4, epochs = 1, callbacks = stop_early(), verbose = 0), warning = function(w) "caught")
  expect_identical(caught, "caught")
  expect_silent(fit(model, matrix(1:4), 1:4, epochs = 1, verbose = 0))
})

# Twenty-odd mistakes that people make: the call, the class of the error, its message, and a field.
iris_x <- as.matrix(iris[, 1:4])
iris_y <- as.integer(iris$Species) - 1L
iris_model <- function(loss = "sparse_categorical_crossentropy", ...) {
  model <- keras_model_sequential(input_shape = 4, name = "m") %>% layer_dense(8, name = "first") %>% layer_dense(3, activation = "softmax", name = "last")
  model %>% compile("adam", loss, ...)
}
with_value <- function(value) {
  x <- iris_x
  x[3, 2] <- value
  x
}
mistakes <- alist(
  list(layer_dense(units = 10.7), "type", "`units` must be a whole number, got 10.7.", "argument", "units"),
  list(layer_dense(units = 3, activation = "rleu"), "unknown_name", "Did you mean 'relu'", "actual", "rleu"),
  list(layer_dense(units = 3, untis = 2), "type", "takes no argument 'untis'", "argument", "untis"),
  list(layer_dense(units = 3, activaton = "relu"), "type", "takes no argument 'activaton'. Did you mean 'activation'?", "argument", "activaton"),
  list(optimizer_adam(lerning_rate = 1), "type", "Did you mean 'learning_rate'?", "argument", "lerning_rate"),
  list(layer_dense(), "missing_argument", "`units` must be given: it has no default.", "argument", "units"),
  list(iris_model() %>% layer_dense(), "missing_argument", "`units` must be given", "call", quote(layer_dense())),
  list(layer_activation("relu"), "missing_argument", "`activation` must be given", "argument", "activation"),
  list(layer_conv_2d(filters = 3), "missing_argument", "`kernel_size` must be given", "argument", "kernel_size"),
  list(callback_model_checkpoint(), "missing_argument", "`filepath` must be given", "argument", "filepath"),
  list(loss_huber(1), "missing_argument", "`y_pred` must be given", "argument", "y_pred"),
  list(predict(iris_model()), "missing_argument", "`x` must be given", "call", quote(predict())),
  list(layer_dense(units = 3, kernel_initializer = "nope"), "unknown_name", "`kernel_initializer` names nothing known: got 'nope'. Known: constant, glorot_normal,",
       "argument", "kernel_initializer"),
  list(layer_lstm(units = 3, recurrent_activation = "tahn"), "unknown_name", "`recurrent_activation` names nothing known: got 'tahn'. Did you mean 'tanh'",
       "argument", "recurrent_activation"),
  list(layer_conv_2d(filters = 2, kernel_size = 3, bias_regularizer = 5), "unknown_name", "`bias_regularizer` must be a name", "argument", "bias_regularizer"),
  list(callback_learning_rate_scheduler("slow"), "type", "`schedule` must be a function of the epoch and the learning rate", "argument", "schedule"),
  list(compile(iris_model(), "adam", "mse", metrics = list("acuracy")), "unknown_name", "`metrics` names nothing known: got 'acuracy'. Did you mean 'accuracy'",
       "argument", "metrics"),
  list(compile(iris_model(), "adam", function(y) y), "value", "must be a function of (y_true, y_pred), got one of (y).", "call", quote(compile())),
  list(fit(iris_model(), iris_x, iris_y, epochs = -1), "type", "`epochs` must be a whole number from 0, got -1.", "argument", "epochs"),
  list(fit(iris_model(), iris_x, iris_y, epochs = NULL), "type", "`epochs` must be a whole number from 0, got NULL.", "argument", "epochs"),
  list(fit(iris_model(), iris_x, iris_y, initial_epoch = -1), "type", "`initial_epoch` must be a whole number from 0", "argument", "initial_epoch"),
  list(fit(iris_model(), iris_x, iris_y, shuffle = "yes"), "type", "`shuffle` must be TRUE or FALSE, got \"yes\".", "call", quote(fit())),
  list(fit(iris_model(), iris_x, iris_y, epocs = 3), "value", "`epocs` is no argument of fit(). Did you mean `epochs`?", "argument", "epocs"),
  list(predict(iris_model(), iris_x, tipe = "class"), "value", "`tipe` is no argument of predict(). Did you mean `type`?", "argument", "tipe"),
  list(predict(iris_model(), iris_x, type = "classes"), "value", "`type` must be one of \"response\", \"class\", \"prob\", got \"classes\". Did you mean `class`?",
       "actual", "classes"),
  list(fit(iris_model(), iris_x, iris_y + 0.5), "data", "`y` holds 0.5, but the loss takes numbers of classes, whole ones from 0 to 2.", "actual", 0.5),
  list(fit(iris_model(), iris_x, to_categorical(iris_y)), "shape", "`y` holds 3 columns, of shape (150, 3), but the loss takes class numbers: use 'categorical_crossentropy'.",
       "argument", "y"),
  list(fit(iris_model("categorical_crossentropy"), iris_x, iris_y), "shape", "but the loss takes a column for each of 3 classes: use 'sparse_categorical_crossentropy'",
       "actual", 150L),
  list(fit(iris_model(), matrix("a", 3, 4), 1:3), "type", "`x` must be numbers", "argument", "x"),
  list(fit(iris_model(), Sys.Date() + 0:3, 1:4), "type", "got an object of class Date of length 4", "argument", "x"),
  list(fit(iris_model(), iris_x, iris_y, validation_data = list(iris_x, iris_y[-1])), "data",
       "All arrays of `validation_data` must have the same number of rows: `x` has 150, `y` has 149.", "argument", "validation_data"),
  list(fit(iris_model(), iris_x, iris_y, validation_data = list(iris_x[, 1:2], iris_y)), "shape", "`validation_data[[1]]` has 2 columns, the model takes 4.",
       "actual", c(150L, 2L)),
  list(fit(iris_model(), iris_x, iris_y, sample_weight = "a"), "type", "`sample_weight` must be numbers", "argument", "sample_weight"),
  list(fit(iris_model(), iris_x, iris_y, class_weight = list("0" = 1, "1" = "a")), "type", "`class_weight[[\"1\"]]` must be a number, got \"a\".", "actual", "a"),
  list(fit(iris_model(), Species ~ Sepal.Lenth, data = iris), "data", "`data` has no column `Sepal.Lenth`, which the formula names. Did you mean `Sepal.Length`?",
       "columns", "Sepal.Lenth"),
  list(to_categorical("a"), "type", "`y` must be class ids", "argument", "y"),
  list(pad_sequences(list(1:2), maxlen = -1), "type", "`maxlen` must be a whole number from 0, got -1.", "argument", "maxlen"),
  list(op_sum(iris_x, axis = 3), "argument", "An axis must be one of 1 to 2, or of -2 to -1 from the end, got 3.", "actual", 3),
  list(op_matmul(iris_x, iris_x), "shape", "A tensor of shape (150, 4) cannot be multiplied with one of shape (150, 4)", "expected", 4L),
  list(op_concatenate(list(iris_x, iris_x[1:3, ]), axis = 2), "shape", "put together along axis 2: all their other sizes must agree, but tensor 2 has 3", "actual", 3L),
  list(layer_dropout(rate = 2), "value", "between 0 and 1. It got 2", "argument", "rate"),
  list(layer_conv_2d(filters = 8, kernel_size = c(3, 3, 3)), "value", "`kernel_size`", "argument", "kernel_size"),
  list(layer_input(c(28, 28)) %>% layer_conv_2d(8, 3), "shape", "expected at least 4 dimensions, got shape (NA, 28, 28)", "actual", c(NA, 28L, 28L)),
  list(layer_input(c(2, 2, 1)) %>% layer_conv_2d(8, 5, name = "c"), "shape", "output size would be zero or negative", "layer", "c"),
  list(iris %>% layer_dense(3), "type", "got an object of class data.frame of size 150 x 5", "argument", "object"),
  list(keras_model(iris_x, layer_input(2)), "type", "`inputs` must be symbolic tensors", "argument", "inputs"),
  list(compile(iris_model(), "adam", "mse_loss"), "unknown_name", "`loss` names nothing known: got 'mse_loss'", "actual", "mse_loss"),
  list(compile(iris_model(), "admam", "mse"), "unknown_name", "Did you mean 'adam'", "argument", "optimizer"),
  list(fit(iris_model(), iris, iris_y), "data", "not numeric: `Species` (factor)", "columns", "Species"),
  list(fit(iris_model(), with_value(NA), iris_y), "data", "missing values (NA or NaN) in column `Sepal.Width`, first in row 3", "columns", "Sepal.Width"),
  list(fit(iris_model(), with_value(Inf), iris_y), "data", "infinite values in column `Sepal.Width`", "argument", "x"),
  list(fit(iris_model(), iris_x, iris_y + 1L), "data", "Labels count from 0: subtract 1", "argument", "y"),
  list(fit(iris_model(), iris_x, iris_y[-1]), "data", "the same number of rows: `x` has 150, `y` has 149.", "actual", c(150L, 149L)),
  list(fit(iris_model(), iris_x[, 1:3], iris_y, verbose = 0), "shape", "`x` has 3 columns, the model takes 4.", "expected", c(NA, 4L)),
  list(fit(iris_model(), iris_x, iris_y, epochs = 1.5), "type", "`epochs` must be a whole number from 0, got 1.5.", "argument", "epochs"),
  list(fit(iris_model(), iris_x, iris_y, batch_size = 0), "value", "`batch_size` must be a positive integer, got 0.", "argument", "batch_size"),
  list(fit(iris_model(), iris_x, iris_y, validation_split = 1.5), "value", "`validation_split` must be between 0 and 1, got 1.5.", "actual", 1.5),
  list(fit(iris_model(), iris_x, iris_y, validation_data = iris_x), "value", "`validation_data` must be list(x, y)", "argument", "validation_data"),
  list(fit(iris_model(), iris_x, iris_y, callbacks = list("early")), "type", "`callbacks` must be callbacks", "argument", "callbacks"),
  list(fit(iris_model(), function() list(iris_x, iris_y)), "value", "`steps_per_epoch` must be given where `x` is a function", "argument", "steps_per_epoch"),
  list(evaluate(keras_model_sequential(input_shape = 4) %>% layer_dense(1), iris_x, iris_y), "not_compiled", "must be compiled before `evaluate()`", "call", quote(evaluate())),
  list(predict(iris_model(), iris_x[1, ], verbose = 0), "shape", "Did `x[i, ]` drop a dimension? Use `x[i, , drop = FALSE]`.", "argument", "x"),
  list(predict(keras_model_sequential(), iris_x, verbose = 0), "not_built", "has no layers", "call", quote(predict())),
  list(get_layer(iris_model(), index = 0), "value", "position in 1 to 2, got 0. Layers: `first`, `last`.", "argument", "index"),
  list(get_layer(iris_model(), "nothing"), "value", "No layer is named 'nothing'. The layers are: `", "actual", "nothing"),
  list(freeze_weights(iris_model(), from = "nothing"), "value", "`from` must name a layer", "argument", "from"),
  list(set_weights(iris_model(), list(1, 2)), "shape", "has 4 weights, but `weights` holds 2 arrays", "argument", "weights"),
  list(load_model("nowhere.keras"), "file_not_found", "There is no file nowhere.keras", "path", "nowhere.keras"),
  list(to_categorical(1:3, 3), "value", "Ids that start at 1 need `y - 1`.", "argument", "y"),
  list(op_sum(iris_x, axis = 0), "type", "`axis` must be counted from 1", "argument", "axis")
)

test_that("typical mistakes give one message, a class and fields", {
  for (mistake in mistakes) {
    label <- deparse1(mistake[[2L]])
    error <- tryCatch(eval(mistake[[2L]]), error = identity)
    expect_s3_class(error, paste0("hornpipe_", mistake[[3L]], "_error"))
    expect_match(conditionMessage(error), eval(mistake[[4L]]), fixed = TRUE, label = label)
    expect_no_match(conditionMessage(error), "py_call_impl|Traceback|None|True|False")
    expect_equal(error[[mistake[[5L]]]], eval(mistake[[6L]]), label = label, ignore_attr = TRUE)
  }
})

test_that("messages are in R's terms", {
  expect_equal(in_r_terms("must be `None` or True, got shape (None, 3) and (2,)"), "must be `NULL` or TRUE, got shape (NA, 3) and (2)")
  expect_equal(in_r_terms("Nonesuch"), "Nonesuch")
  expect_equal(in_r_terms("`k` must be an int or a tuple of 2 ints, got [3, -1]."), "`k` must be a whole number or a vector of 2 whole numbers, got c(3, -1).")
  expect_equal(in_r_terms("Pass `mode='max'` with ['a', 'b'] between [0, 1], see `ops.add()`."),
               "Pass `mode = \"max\"` with c(\"a\", \"b\") between [0, 1], see `op_add()`.")
})

test_that("an error of Python's under R code that Python called is a classed condition too", {
  measure <- new_metric_class("Wide", initialize = function(name = "wide", ...) {
    super$initialize(name = name, ...)
    self$total <- self$add_weight(name = "total", initializer = "zeros", shape = shape())
  }, update_state = function(y_true, y_pred, sample_weight = NULL) self$total$assign(op_ones(3)), result = function() self$total)
  model <- iris_model(metrics = list(measure))
  error <- expect_error(fit(model, iris_x, iris_y, verbose = 0), class = "hornpipe_shape_error")
  expect_equal(conditionMessage(error), "The variable 'wide/total' has shape (); a value of shape (3) cannot be assigned to it.")
})

test_that("nothing to train is said", {
  model <- iris_model()
  expect_warning(fit(model, iris_x, iris_y, epochs = 3, initial_epoch = 5, verbose = 0), "To train 3 more, use `epochs = 8`.", class = "hornpipe_argument_warning")
  expect_no_warning(fit(model, iris_x, iris_y, epochs = 0, verbose = 0))
})

test_that("a layer of another session says what it is", {
  file <- withr::local_tempfile(fileext = ".rds")
  saveRDS(layer_dense(units = 2, name = "d"), file)
  layer <- readRDS(file)
  expect_output(print(layer), "<Dense layer of another R session, without its Python object>", fixed = TRUE)
  expect_error(layer(iris_x), "only models are kept by saveRDS\\(\\)", class = "hornpipe_dead_object_error")
})

test_that("an interrupt of other code does not swallow the next error", {
  skip_on_os("windows")
  r <- processx::process$new(file.path(R.home("bin"), "R"), c("--interactive", "--no-save", "--no-restore", "--no-readline", "-q"),
                             stdin = "|", stdout = "|", stderr = "2>&1", env = c("current", TERM = "dumb"))
  withr::defer(r$kill())
  said <- ""
  wait_for <- function(text) {
    end <- Sys.time() + 60
    while (!grepl(text, said, fixed = TRUE) && Sys.time() < end) {
      r$poll_io(200)
      said <<- paste0(said, r$read_output())
    }
  }
  r$write_input("library(hornpipe)\nlayer_dense(units = -1)\n")
  wait_for("got -1.")
  r$write_input("cat('loop', 'begins'); for (i in 1:1e9) {}\n")
  wait_for("loop begins")
  Sys.sleep(0.3)
  r$interrupt()
  Sys.sleep(0.5)
  r$write_input("layer_dense(units = -2)\ncat('all', 'done')\n")
  wait_for("all done")
  expect_match(said, "must be a positive integer, got -2.", fixed = TRUE)
})

test_that("parts of lists are named as R names them", {
  expect_equal(in_r_terms("`x[0]` has 1, `y['a']` has 2, `y['a b'][1]` has 3, as `Input()` gives"),
               "`x[[1]]` has 1, `y$a` has 2, `y[[\"a b\"]][[2]]` has 3, as `layer_input()` gives")
})

test_that("an attribute that a model does not have is a classed error", {
  error <- expect_error(keras_model_sequential()$foo, class = "hornpipe_attribute_error")
  expect_equal(conditionMessage(error), "'Sequential' object has no attribute 'foo'.")
})

test_that("functions written by hand say which argument was not given", {
  model <- iris_model()
  calls <- alist(
    object = evaluate(), object = get_weights(), weights = set_weights(model), object = count_params(), object = freeze_weights(), object = get_layer(),
    object = pop_layer(), model = clone_model(), model = save_model(), model = load_model(), filepath = save_model_hdf5(model), filepath = load_model_hdf5(),
    filepath = load_model_weights(model), object = get_config(), config = from_config(), json = model_from_json(), object = model_to_json(),
    x = predict_on_batch(model), x = train_on_batch(model), generator = fit_generator(model), steps = evaluate_generator(model, identity),
    classname = new_layer_class(), classname = Metric(), layer_class = create_layer(), name = custom_metric(), model_fn = keras_model_custom(),
    data = adapt(layer_normalization()), object = get_vocabulary(), features = layer_feature_space(), sequences = pad_sequences(), y = to_categorical(),
    x = normalize(), text = text_hashing_trick(), filename = load_text_tokenizer(), x = op_subset(), start = op_arange(), x = keras_array(),
    data = timeseries_dataset_from_array(), img = image_to_array(), object = get_input_at(), objects = with_custom_object_scope()
  )
  for (i in seq_along(calls)) {
    error <- tryCatch(suppressWarnings(eval(calls[[i]])), error = identity)
    expect_s3_class(error, "hornpipe_missing_argument_error")
    expect_identical(conditionMessage(error), sprintf("`%s` must be given: it has no default.", names(calls)[i]), label = deparse(calls[[i]]))
  }
})

test_that("what is no model is refused by name", {
  expect_error(count_params(3), "`object` must be a model, a layer or another object of hornpipe, got 3.", fixed = TRUE, class = "hornpipe_argument_type_error")
  expect_error(save_model(NULL, tempfile()), "`model` must be a model, a layer or another object of hornpipe, got NULL.", fixed = TRUE, class = "hornpipe_type_error")
  expect_error(get_weights(iris), "`object` must be a model, a layer or another object of hornpipe, got a data.frame with 5 columns.", fixed = TRUE)
})

test_that("what fit() does not know is said, and a slip of the pen stops it", {
  x <- iris_x[1:4, ]
  y <- iris_y[1:4]
  expect_warning(fit(iris_model(), x, y, epochs = 1, verbose = 0, workers = 2), "`workers` is no argument of fit(): it has no effect.", fixed = TRUE, class = "hornpipe_unused_argument_warning")
  expect_warning(evaluate(iris_model(), x, y, verbose = 0, epochs = 1), "`epochs` is no argument of evaluate()", fixed = TRUE, class = "hornpipe_unused_argument_warning")
  expect_warning(predict(iris_model(), x, verbose = 0, workers = 2), class = "hornpipe_unused_argument_warning")
  expect_error(evaluate(iris_model(), x, y, batchsize = 2), "Did you mean `batch_size`?", fixed = TRUE, class = "hornpipe_argument_error")
  expect_no_warning(fit(iris_model(), x, y, epochs = 1, verbose = 0, validation_split = 0.5, validation_freq = 1))
})

test_that("a constant of text and a symbolic loss are refused in words", {
  expect_error(initializer_constant("b"), "`value` must be a number or an array of numbers, got \"?'?b", class = "hornpipe_argument_error")
  inputs <- layer_input(2)
  outputs <- layer_dense(inputs, 1)
  model <- keras_model(inputs, outputs)
  expect_error(model$add_loss(op_mean(outputs)), "`loss` must be a tensor with numbers, got a symbolic one: add losses in the `call` of a layer or model.", fixed = TRUE)
})
