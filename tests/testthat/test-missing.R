a_model <- function() {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3, activation = "softmax", kernel_initializer = "ones")
  model %>% compile("sgd", "sparse_categorical_crossentropy")
  model
}
holes <- function() {
  flowers <- iris
  flowers$Sepal.Width[c(3, 7)] <- NA
  flowers$Petal.Length[7] <- NaN
  flowers
}

test_that("missing values are counted, and their columns named, whatever the type", {
  x <- as.matrix(iris[1:4])
  storage.mode(x) <- "integer"
  x[c(5, 9), 2] <- NA
  error <- expect_error(fit(a_model(), x, iris$Species), class = "hornpipe_missing_values_error")
  expect_match(conditionMessage(error), "`x` has missing values (NA or NaN) in column `Sepal.Width`, first in row 5, 2 rows in all. Leave them out with `na.action = na.omit`", fixed = TRUE)
  expect_equal(error[c("rows", "columns")], list(rows = c(5L, 9L), columns = "Sepal.Width"))
  error <- expect_error(fit(a_model(), holes()[1:4], iris$Species), class = "hornpipe_missing_values_error")
  expect_equal(error[c("rows", "columns")], list(rows = c(3L, 7L), columns = c("Sepal.Width", "Petal.Length")))
  expect_error(fit(a_model(), iris[1:4] / 0, iris$Species), "infinite values in columns `Sepal.Length`, .*, first in row 1, 150 rows in all",
               class = "hornpipe_infinite_values_error")
  expect_error(predict(a_model(), holes()[1:4]), class = "hornpipe_missing_values_error")
  cube <- array(0, c(2, 2, 2))
  cube[2, 1, 2] <- NA
  expect_error(to_tensor(cube), "first at 6, 1 in all", class = "hornpipe_missing_values_error")
  for (x in list(replace(diag(3), 4, NA), replace(diag(3), 4, -Inf), cube)) {                 # R alone says the same
    said <- function(...) conditionMessage(expect_error(..., class = "hornpipe_data_error"))
    expect_equal(said(check_finite(x, "x")), said(to_tensor(x)))
  }
  expect_silent(check_finite(matrix(1e308, 2, 2), "x"))
})

test_that("na.omit leaves rows out of x, y and weights alike, and says how many", {
  flowers <- holes()
  trained <- function(...) {
    model <- a_model()
    suppressMessages(fit(model, ..., epochs = 1, shuffle = FALSE, verbose = 0))
    get_weights(model)
  }
  expected <- trained(iris[-c(3, 7), 1:4], iris$Species[-c(3, 7)])
  expect_message(fit(a_model(), flowers[1:4], iris$Species, epochs = 1, verbose = 0, na.action = na.omit), "^2 of 150 rows have missing values and are left out\\.")
  expect_equal(trained(flowers[1:4], iris$Species, na.action = na.omit), expected)
  expect_equal(trained(as.matrix(flowers[1:4]), iris$Species, na.action = "na.omit"), expected)
  expect_equal(trained(Species ~ ., data = flowers, na.action = na.exclude), expected)
  y <- as.integer(iris$Species) - 1L
  y[c(3, 7)] <- NA
  expect_equal(trained(iris[1:4], y, na.action = na.omit), expected)
  expect_equal(trained(flowers[1:4], iris$Species, sample_weight = rep(1, 150), na.action = na.omit, validation_data = list(flowers[1:4], iris$Species)), expected,
               tolerance = 1e-6)
  expect_silent(fit(a_model(), iris[1:4], iris$Species, epochs = 1, verbose = 0, na.action = na.omit))
  expect_equal(suppressMessages(evaluate(a_model(), flowers[1:4], iris$Species, verbose = 0, na.action = na.omit)),
               evaluate(a_model(), iris[-c(3, 7), 1:4], iris$Species[-c(3, 7)], verbose = 0))
  expect_error(fit(a_model(), flowers[1:4], iris$Species, na.action = na.fail), class = "hornpipe_missing_values_error")
  expect_error(fit(a_model(), flowers[1:4], iris$Species, na.action = na.pass), "`na.action` must be `na.fail`, `na.omit` or `na.exclude`", class = "hornpipe_argument_error")
  expect_error(fit(a_model(), flowers[c(3, 7), 1:4], iris$Species[1:2], na.action = na.omit), "Every row has missing values")
})

test_that("na.exclude keeps a place for the rows that were left out", {
  model <- a_model()
  fit(model, iris[1:4], iris$Species, epochs = 1, verbose = 0)
  x <- as.matrix(holes()[1:8, 1:4])
  rownames(x) <- letters[1:8]
  expected <- predict(model, x[-c(3, 7), ], verbose = 0)
  found <- suppressMessages(predict(model, x, verbose = 0, na.action = na.exclude))
  expect_equal(found[-c(3, 7), ], expected)
  expect_true(all(is.na(found[c(3, 7), ])))
  expect_equal(rownames(found), letters[1:8])
  classes <- suppressMessages(predict(model, x, verbose = 0, type = "class", na.action = na.exclude))
  expect_equal(which(is.na(classes)), c(c = 3L, g = 7L))
  expect_equal(levels(classes), levels(iris$Species))
  expect_equal(suppressMessages(predict(model, x, verbose = 0, na.action = na.omit)), expected)
})

test_that("complete rows are found in every kind of data", {
  expect_equal(complete_rows(list(a = c(1, NA, 3), b = matrix(c(1, 2, NA, 4, 5, 6), 3))), c(TRUE, FALSE, FALSE))
  expect_equal(complete_rows(array(c(1, 2, NA, 4), c(2, 1, 2))), c(FALSE, TRUE))
  expect_equal(take_rows(array(1:8, c(2, 2, 2)), c(FALSE, TRUE)), array(c(2L, 4L, 6L, 8L), c(1, 2, 2)))
  skip_if_not_installed("Matrix")
  sparse <- Matrix::sparseMatrix(i = c(1, 3), j = c(1, 2), x = c(NA, 2))
  expect_equal(complete_rows(sparse), c(FALSE, TRUE, TRUE))
})
