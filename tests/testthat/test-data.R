a_model <- function(units = 3, activation = "softmax", loss = "sparse_categorical_crossentropy", inputs = 4) {
  model <- keras_model_sequential(input_shape = inputs) %>% layer_dense(units, activation = activation)
  model %>% compile(optimizer_adam(learning_rate = 0.05), loss, metrics = if (units > 1) "accuracy")
  model
}

test_that("arrays become row-major tensors: the same indices mean the same element", {
  x <- array(as.numeric(1:24), c(2, 3, 4))
  tensor <- to_tensor(x)
  expect_true(tensor$is_contiguous())
  expect_equal(rbridge()$dtype(tensor), "float32")
  expect_equal(as.array(tensor), x)
  expect_equal(as.numeric(tensor[2, 3, 4]), 24)
  expect_equal(rbridge()$dtype(to_tensor(1:3)), "int32")
  expect_equal(rbridge()$dtype(to_tensor(c(TRUE, FALSE))), "bool")
  expect_equal(as.array(to_tensor(matrix(1:6, 2))), matrix(1:6, 2))
})

test_that("an array goes over without a copy in R, whatever its attributes", {
  skip_if_not(capabilities("profmem"), "R was built without memory profiling")
  x <- matrix(runif(2e5), 2000, dimnames = list(NULL, paste0("v", 1:100)))
  attr(x, "scaled:center") <- 0
  found <- tempfile()
  to_tensor(x)
  Rprofmem(found, threshold = 1e6)
  tensor <- to_tensor(x)
  Rprofmem(NULL)
  expect_equal(grep("^[0-9]", readLines(found), value = TRUE), character())
  expect_equal(as.array(tensor), unname(x), tolerance = 1e-7, ignore_attr = TRUE)
  expect_equal(as.array(to_tensor(structure(x, class = c("mine", "matrix")))), unname(x), tolerance = 1e-7, ignore_attr = TRUE)
})

test_that("data frames, tibbles and sparse matrices are matrices", {
  model <- a_model()
  set_weights(model, list(matrix(as.numeric(1:12), 4), c(0, 0, 0)))
  expected <- predict(model, as.matrix(iris[, 1:4]), verbose = 0)
  expect_equal(unname(predict(model, iris[, 1:4], verbose = 0)), unname(expected))
  skip_if_not_installed("tibble")
  expect_equal(unname(predict(model, tibble::as_tibble(iris[, 1:4]), verbose = 0)), unname(expected))
  skip_if_not_installed("Matrix")
  expect_equal(unname(predict(model, Matrix::Matrix(as.matrix(iris[, 1:4]), sparse = TRUE), verbose = 0)), unname(expected))
})

test_that("a model that fit() builds knows the levels too", {
  model <- keras_model_sequential() %>% layer_dense(3, activation = "softmax") %>% compile("adam", "sparse_categorical_crossentropy")
  model %>% fit(iris[, 1:4], iris$Species, epochs = 1, verbose = 0)
  expect_equal(levels(predict(model, iris[1:3, 1:4], type = "class", verbose = 0)), levels(iris$Species))
  expect_error(model %>% fit(iris[, 1:4], factor(rep("rosa", 150))), "Known: \"setosa\"", class = "hornpipe_data_error")
})

test_that("columns that are no numbers are named", {
  model <- a_model(inputs = 5)
  error <- expect_error(fit(model, iris, iris$Species), "`x` has a column that is not numeric: `Species` (factor)", fixed = TRUE, class = "hornpipe_data_error")
  expect_equal(error$columns, "Species")
  expect_error(fit(model, cbind(iris, d = Sys.Date()), iris$Species), "`Species` (factor), `d` (Date)", fixed = TRUE)
  expect_error(predict(model, factor("a")), "`x` is a factor", class = "hornpipe_data_error")
  expect_error(predict(model, function(x) NULL, steps = 1), class = "hornpipe_error")
})

test_that("missing and infinite values are counted and their columns named before training", {
  x <- as.matrix(iris[, 1:4])
  x[c(7, 9), 2] <- NA
  x[9, 3] <- NaN
  error <- expect_error(fit(a_model(), x, iris$Species), class = "hornpipe_data_error")
  expect_match(conditionMessage(error), "`x` has missing values (NA or NaN) in columns `Sepal.Width`, `Petal.Length`, first in row 7, 2 rows in all", fixed = TRUE)
  expect_equal(error$rows, c(7L, 9L))
  x <- as.matrix(iris[, 1:4])
  x[1, 1] <- Inf
  expect_error(fit(a_model(), x, iris$Species), "`x` has infinite values in column `Sepal.Length`", class = "hornpipe_data_error")
  expect_error(fit(a_model(), iris[, 1:4], c(NA, rep(0, 149))), "`y` has missing values", class = "hornpipe_data_error")
  expect_error(fit(a_model(), iris[, 1:4], factor(c(NA, rep("a", 149)))), "`y` has missing values", class = "hornpipe_data_error")
})

test_that("a row that lost its dimension is diagnosed", {
  error <- expect_error(predict(a_model(), as.matrix(iris[, 1:4])[1, ]), class = "hornpipe_shape_error")
  expect_match(conditionMessage(error), "`x` is a vector of 4 numbers, the model takes an array of shape (NA, 4). Did `x[i, ]` drop a dimension? Use `x[i, , drop = FALSE]`.", fixed = TRUE)
  expect_equal(error$expected, c(NA, 4L))
})

test_that("a vector is a column for a model that does not say what it takes", {
  model <- keras_model_sequential() %>% layer_dense(1, kernel_initializer = "ones")
  expect_equal(predict(model, c(1, 2, 3), verbose = 0), cbind(c(1, 2, 3)))
  twice <- keras_model_custom(function(self) function(inputs, mask = NULL, training = FALSE) inputs * 2)
  expect_equal(predict(twice, 1:3, verbose = 0), cbind(c(2, 4, 6)))
  normalize <- layer_normalization(axis = NULL)
  adapt(normalize, c(0, 2))
  expect_equal(predict(keras_model_sequential(list(normalize)), c(0, 1, 2), verbose = 0), array(c(-1, 0, 1)))
})

test_that("factors go in and come out, whatever the loss", {
  set.seed(1)
  for (loss in c("sparse_categorical_crossentropy", "categorical_crossentropy")) {
    model <- a_model(loss = loss)
    fit(model, iris[, 1:4], iris$Species, epochs = 60, verbose = 0)
    classes <- predict(model, iris[, 1:4], type = "class", verbose = 0)
    expect_equal(levels(classes), levels(iris$Species))
    expect_gt(mean(classes == iris$Species), 0.6)
    shares <- predict(model, iris[, 1:4], type = "prob", verbose = 0)
    expect_equal(colnames(shares), levels(iris$Species))
    expect_equal(rowSums(shares), rep(1, 150), tolerance = 1e-5)
  }
  two <- factor(ifelse(iris$Species == "setosa", "yes", "no"), c("no", "yes"))
  model <- a_model(1, "sigmoid", "binary_crossentropy")
  fit(model, iris[, 1:4], two, epochs = 60, verbose = 0)
  expect_gt(mean(predict(model, iris[, 1:4], type = "class", verbose = 0) == two), 0.9)
  expect_equal(dim(predict(model, iris[, 1:4], type = "prob", verbose = 0)), c(150L, 2L))
  expect_error(fit(model, iris[, 1:4], factor(iris$Species, c("virginica", "setosa", "versicolor"))), "levels the model was not trained with", class = "hornpipe_data_error")
  three <- a_model(1, "sigmoid", "binary_crossentropy")
  expect_error(fit(three, iris[, 1:4], iris$Species), "has 3 levels, but its loss tells two classes apart", class = "hornpipe_data_error")
})

test_that("a subset of a factor keeps its codes", {
  model <- a_model()
  fit(model, iris[, 1:4], iris$Species, epochs = 1, verbose = 0)
  late <- droplevels(iris[101:150, ])
  expect_equal(class_codes(late$Species, model, names(rbridge()$output_specs(model)), "y", FALSE), rep(2L, 50))
})

test_that("several inputs and outputs go by name, in any order", {
  a <- layer_input(shape = 1, name = "a")
  b <- layer_input(shape = 2, name = "b")
  model <- keras_model(list(a, b), layer_concatenate(list(a, b)))
  expected <- cbind(1:2, 3:4, 5:6)
  expect_equal(predict(model, list(b = expected[, 2:3], a = expected[, 1]), verbose = 0), expected)
  expect_equal(predict(model, list(expected[, 1, drop = FALSE], expected[, 2:3]), verbose = 0), expected)
  expect_error(predict(model, list(a = 1:2, c = expected[, 2:3])), "`x` names `c`, the model's inputs are `a`, `b`.", class = "hornpipe_value_error")
  c <- layer_input(shape = 1, name = "c")
  sums <- keras_model(list(a, c), layer_add(list(a, c)))
  expect_equal(as.vector(predict(sums, data.frame(c = c(10, 20), z = 0, a = 1:2), verbose = 0)), c(11, 22))
})

test_that("weights of classes go by id or by level", {
  model <- a_model()
  fit(model, iris[, 1:4], iris$Species, epochs = 1, verbose = 0, class_weight = list("0" = 1, "1" = 2, "2" = 3))
  fit(model, iris[, 1:4], iris$Species, epochs = 1, verbose = 0, class_weight = c(setosa = 1, versicolor = 2, virginica = 3))
  expect_error(fit(model, iris[, 1:4], iris$Species, class_weight = c(setosa = 1, rose = 2)), "`class_weight` names \"rose\", which is no class.", class = "hornpipe_value_error")
  expect_error(fit(model, iris[, 1:4], iris$Species, class_weight = 1:3), "must be named by class", class = "hornpipe_value_error")
})

test_that("sparse matrices stay sparse, row by row, whatever their kind", {
  set.seed(3)
  dense <- matrix(0, 50, 20)
  dense[sample(1000, 60)] <- rnorm(60)
  sparse <- Matrix::Matrix(dense, sparse = TRUE)
  rows <- as_model_x_one(sparse, NULL, "x", TRUE)
  expect_equal(rows$toarray(), dense, tolerance = 1e-6)
  expect_equal(rows[c(7L, 0L, 7L)]$toarray(), dense[c(8, 1, 8), ], tolerance = 1e-6)
  kinds <- list(as(sparse, "RsparseMatrix"), as(sparse, "TsparseMatrix"), sparse != 0, Matrix::crossprod(sparse), Matrix::Diagonal(4))
  for (kind in kinds) expect_equal(as_model_x_one(kind, NULL, "x", TRUE)$toarray(), unname(as.matrix(kind)) + 0, tolerance = 1e-6)
  trained <- function(x) {
    model <- keras_model_sequential(input_shape = 20) %>% layer_dense(1, kernel_initializer = "zeros")
    model %>% compile("sgd", "mse")
    fit(model, x, dense[, 1], epochs = 2, batch_size = 8, shuffle = FALSE, verbose = 0, validation_split = 0.2)
    expect_equal(dim(predict(model, x, verbose = 0)), c(50L, 1L))
    get_weights(model)
  }
  expect_equal(trained(sparse), trained(dense), tolerance = 1e-6)
  sparse[3, 2] <- NA
  expect_error(as_model_x_one(sparse, NULL, "x", TRUE), "missing values (NA or NaN) in column `2`, first in row 3", fixed = TRUE)
})

test_that("outputs that are trained on numbers have no classes", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  expect_error(predict(model, iris[, 1:2], type = "class"), "`type` must be \"response\", got \"class\"", class = "hornpipe_argument_error")
  x <- layer_input(shape = 2)
  two <- keras_model(x, list(x %>% layer_dense(3, activation = "softmax", name = "species"), x %>% layer_dense(1, name = "width")))
  two %>% compile("sgd", loss = list("sparse_categorical_crossentropy", "mse"))
  fit(two, iris[, 1:2], list(iris$Species, iris$Petal.Width), epochs = 1, verbose = 0)
  found <- predict(two, iris[1:5, 1:2], type = "class", verbose = 0)
  expect_null(names(found))
  expect_identical(levels(found[[1]]), levels(iris$Species))
  expect_equal(dim(found[[2]]), c(5L, 1L))
})

test_that("inputs without names go in order to a model that takes them by name", {
  inputs <- list(a = layer_input(1, name = "a"), b = layer_input(2, name = "b"))
  model <- keras_model(inputs, layer_concatenate(unname(inputs)))
  x <- list(a = matrix(1, 2, 1), b = matrix(2, 2, 2))
  expect_equal(predict(model, unname(x), verbose = 0), predict(model, x, verbose = 0))
  expect_equal(as.array(model(unname(x))), cbind(c(1, 1), 2, 2), ignore_attr = TRUE)
  expect_error(predict(model, unname(x)[2:1], verbose = 0))
})

test_that("a dimension that an array lost is diagnosed", {
  model <- keras_model_sequential(input_shape = c(8, 8, 1)) %>% layer_flatten() %>% layer_dense(1)
  images <- array(0, c(3, 8, 8, 1))
  error <- expect_error(predict(model, images[1, , , ]), class = "hornpipe_dropped_dim_error")
  expect_match(conditionMessage(error), "`x` is of shape (8, 8), the model takes an array of shape (NA, 8, 8, 1). Did `x[i, , , ]` drop a dimension? Use `x[i, , , , drop = FALSE]`.", fixed = TRUE)
  expect_equal(dim(predict(model, images[, , , 1], verbose = 0)), c(3L, 1L))
  steps <- keras_model_sequential(input_shape = c(10, 1)) %>% layer_flatten() %>% layer_dense(1)
  expect_equal(dim(predict(steps, matrix(0, 1, 10), verbose = 0)), c(1L, 1L))
  expect_equal(dim(predict(steps, matrix(0, 10, 10), verbose = 0)), c(10L, 1L))
  expect_error(predict(steps, 1:10), class = "hornpipe_dropped_dim_error")
})

test_that("each fault of data has a class of its own, told before the first batch", {
  x <- as.matrix(iris[, 1:4])
  model <- a_model()
  refused <- function(class, x, y = iris$Species) {
    error <- expect_error(fit(model, x, y, callbacks = callback_lambda(on_train_begin = function(logs) stop("begun"))), class = class)
    expect_s3_class(error, "hornpipe_error")
    expect_identical(conditionCall(error), quote(fit()))
  }
  refused("hornpipe_missing_values_error", replace(x, 3, NA))
  refused("hornpipe_infinite_values_error", replace(x, 3, Inf))
  refused("hornpipe_unequal_rows_error", x[-1, ])
  refused("hornpipe_label_error", x, as.integer(iris$Species))
  refused("hornpipe_dropped_dim_error", x[1, ], 0)
  refused("hornpipe_not_numeric_error", transform(iris[, 1:4], Sepal.Width = as.character(Sepal.Width)))
  refused("hornpipe_not_numeric_error", array("a", dim(x)))
  refused("hornpipe_not_numeric_error", complex(4))
  expect_silent(fit(model, x, iris$Species, epochs = 1, verbose = 0))         # what was refused has left nothing behind
})

test_that("a metric that was chosen for refused labels is chosen anew", {
  model <- a_model(loss = "categorical_crossentropy")
  expect_error(fit(model, iris[, 1:4], as.integer(iris$Species) - 1L), class = "hornpipe_shape_error")
  expect_error(fit(model, iris[, 1:4], to_categorical(as.integer(iris$Species))), "`y` has 4 columns, but the output has 3 classes. The first column is all zeros: labels count from 0, so subtract 1", fixed = TRUE)
  fit(model, iris[, 1:4], iris$Species, epochs = 1, verbose = 0)
  expect_named(evaluate(model, iris[, 1:4], iris$Species, verbose = 0), c("loss", "accuracy"))
})

test_that("labels of validation are checked before the first epoch, and named as they were given", {
  y <- as.integer(iris$Species)
  expect_error(fit(a_model(), iris[, 1:4], y - 1L, validation_data = list(iris[, 1:4], y)),
               "`validation_data[[2]]` holds labels from 1 to 3, but the output has 3 classes", fixed = TRUE, class = "hornpipe_label_error")
})

test_that("a factor is no number to be regressed on, and labels 1 and 2 are told", {
  model <- a_model(1, NULL, "mse")
  expect_error(fit(model, iris[, 1:4], iris$Species), "`y` is a factor of 3 levels, but its loss compares numbers", class = "hornpipe_data_error")
  model <- a_model(3, "softmax", "mse")
  fit(model, iris[, 1:4], iris$Species, epochs = 1, verbose = 0)                # a column for each level
  expect_equal(colnames(predict(model, iris[1:2, 1:4], type = "prob", verbose = 0)), levels(iris$Species))
  model <- a_model(1, "sigmoid", "binary_crossentropy")
  expect_warning(fit(model, iris[1:100, 1:4], as.integer(iris$Species)[1:100], epochs = 1, verbose = 0),
                 "`y` holds values from 1 to 2, but binary crossentropy takes labels 0 and 1, or probabilities. Labels count from 0: subtract 1.", fixed = TRUE)
})

two_outputs <- function(...) {
  x <- layer_input(shape = 4, name = "flower")
  model <- keras_model(x, list(x %>% layer_dense(3, activation = "softmax", name = "species"), x %>% layer_dense(1, name = "width")))
  model %>% compile("sgd", ...)
  model
}

test_that("of several outputs each is named, or what is missing is", {
  model <- two_outputs(loss = list(species = "sparse_categorical_crossentropy", width = "mse"))
  x <- as.matrix(iris[, 1:4])
  expect_error(fit(model, x, list(species = iris$Species)), "`y` has nothing for the output 'width', which has a loss", class = "hornpipe_data_error")
  expect_error(fit(model, x, list(species = iris$Species, width = 1:9)), "`x` has 150, `y$species` has 150, `y$width` has 9", fixed = TRUE, class = "hornpipe_unequal_rows_error")
  for (argument in c("loss", "metrics", "loss_weights"))
    expect_error(do.call(two_outputs, c(if (argument != "loss") list(loss = "mse"), stats::setNames(list(list(spices = if (argument == "loss_weights") 1 else "mse")), argument))),
                 paste0("`", argument, "` names `spices`, the model's outputs are `species`, `width`."), fixed = TRUE, class = "hornpipe_value_error")
  ends <- list(layer_input(1, name = "age"), layer_input(1, name = "income"))
  wide <- keras_model(ends, layer_concatenate(ends))
  expect_error(predict(wide, data.frame(incme = 1, age = 2)), "`x` has no column `income`, which is an input of the model. Did you mean `incme`?", fixed = TRUE)
})

test_that("errors of data print the function of the user, as others do", {
  printed <- function(code) sub("\\s*\n\\s*", " ", as.character(try(code, silent = TRUE)))
  x <- as.matrix(iris[, 1:4])
  model <- a_model()
  expect_match(printed(model %>% fit(iris, iris$Species)), "^Error in fit\\(\\) : `x` has a column that is not numeric: `Species` \\(factor\\)\\.")
  expect_match(printed(evaluate(model, x[, 1:3], iris$Species)), "^Error in evaluate\\(\\) : `x` has 3 columns, the model takes 4\\.")
  expect_match(printed(model |> predict(x[1, ])), "^Error in predict\\(\\) : `x` is a vector of 4 numbers")
  expect_match(printed(train_on_batch(model, replace(x, 1, NA), iris$Species)), "^Error in train_on_batch\\(\\) : `x` has missing values")
  expect_match(printed(fit(model, x, iris$Species, class_weight = 1:3)), "^Error in fit\\(\\) : `class_weight` must be named by class")
  expect_match(printed(fit(model, Species ~ Width, data = iris)), "^Error in fit\\(\\) : `data` has no column `Width`")
})

test_that("all numbers are looked at before they are converted", {
  took <- function(code) system.time(code)[["elapsed"]]
  x <- matrix(0.5, 1e5, 100)
  x[7, 3] <- NA
  model <- a_model(inputs = 100)
  expect_lt(took(expect_error(fit(model, x, rep(0, 1e5)), "in column `3`, first in row 7, 1 row in all", class = "hornpipe_missing_values_error")), 0.5)
  expect_error(fit(model, replace(x, 6e5 + 7, 1e300), rep(0, 1e5)), class = "hornpipe_missing_values_error")
  x[7, 3] <- 1e300
  expect_error(fit(model, x, rep(0, 1e5)), "infinite values in column `3`", class = "hornpipe_infinite_values_error")      # too large for a tensor
})

test_that("weights of classes go by output, by level or id", {
  y <- list(species = iris$Species, width = iris$Petal.Width)
  x <- as.matrix(iris[, 1:4])
  trained <- function(...) {
    set_random_seed(1)
    model <- two_outputs(loss = list(species = "sparse_categorical_crossentropy", width = "mse"))
    fit(model, x, y, epochs = 1, shuffle = FALSE, verbose = 0, ...)
    get_weights(model)
  }
  weights <- c(setosa = 1, versicolor = 2, virginica = 5)
  expected <- trained(sample_weight = list(species = unname(weights[iris$Species])))
  expect_equal(trained(class_weight = list(species = weights)), expected)
  expect_equal(trained(class_weight = list(species = list("1" = 2, "2" = 5))), expected)
  expect_equal(trained(class_weight = list(species = weights / 2), sample_weight = list(species = rep(2, 150))), expected)
  expect_error(trained(class_weight = list(spices = weights)), "`class_weight` names `spices`, the model's outputs are `species`, `width`.", fixed = TRUE)
  expect_error(trained(class_weight = list(species = c(rose = 1, "3" = 1))), "`class_weight` names \"rose\", \"3\", which are no classes. Levels: \"setosa\"", fixed = TRUE)
  expect_error(fit(a_model(), x, rep(0:2, 50), class_weight = list("1" = 1, "2" = 1, "3" = 1)), "`class_weight` names \"3\", which is no class. Classes: 0 to 2.", fixed = TRUE)
})

test_that("a vector is one column, and is told so where the model takes more", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  model %>% compile("adam", "mse")
  x <- matrix(1:20 / 20, 10)
  expect_error(fit(model, x[, 1], 1:10), "`x` is a vector, one column, the model takes 2", class = "hornpipe_shape_error")
  expect_error(fit(model, x, 1:10, validation_data = list(x[, 1], 1:10)), "`validation_data[[1]]` is a vector, one column, the model takes 2", fixed = TRUE,
               class = "hornpipe_shape_error")
})
