frame_model <- function() {
  model <- keras_model_sequential(input_shape = 4) %>% layer_dense(3, activation = "softmax")
  model %>% compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
  fit(model, iris[, 1:4], iris$Species, epochs = 1, verbose = 0)
  model
}

test_that("columns of a data frame are found by name, as in lm()", {
  model <- frame_model()
  rows <- c(1, 60, 150)
  expected <- predict(model, as.matrix(iris[rows, 1:4]), verbose = 0)
  for (columns in list(1:4, 4:1, c(5, 2, 3, 1, 4))) expect_equal(unname(predict(model, iris[rows, columns], verbose = 0)), unname(expected))
  expect_equal(evaluate(model, iris[, 5:1], iris$Species, verbose = 0), evaluate(model, iris[, 1:4], iris$Species, verbose = 0))
  other <- stats::setNames(iris[rows, 1:4], c("a", "b", "c", "d"))
  expect_equal(predict(model, other, verbose = 0), unname(expected), ignore_attr = "dimnames")
  expect_equal(predict(as_r_predictor(model), iris[rows, 4:1]), unname(expected), tolerance = 1e-5, ignore_attr = "dimnames")
  again <- unserialize(serialize(model, NULL))
  expect_equal(predict(again, iris[rows, 5:1], verbose = 0), expected, ignore_attr = "dimnames")
})

test_that("a column that is missing is named", {
  model <- frame_model()
  expect_error(predict(model, iris[, 1:3]), "`x` has no column `Petal.Width`, which the model was trained with", class = "hornpipe_data_error")
  wrong <- stats::setNames(iris[, 1:4], c(names(iris)[1:3], "Petal.Widht"))
  cnd <- expect_error(predict(model, wrong), "Did you mean `Petal.Widht`\\?", class = "hornpipe_data_error")
  expect_identical(cnd$columns, "Petal.Width")
  expect_error(predict(model, as.matrix(iris[, 1:3])), "`x` has 3 columns, the model takes 4", class = "hornpipe_shape_error")
})

test_that("fit() on a matrix, or one that is refused, leaves nothing of columns behind", {
  model <- frame_model()
  bad <- iris[, 4:1]
  bad[3, 2] <- NA
  expect_error(fit(model, bad, iris$Species, verbose = 0), class = "hornpipe_missing_values_error")
  expect_identical(known_columns(model), names(iris)[1:4])
  fit(model, as.matrix(iris[, 1:4]), iris$Species, epochs = 1, verbose = 0)
  expect_null(known_columns(model))
  expect_equal(predict(model, iris[1:2, 4:1], verbose = 0), predict(model, as.matrix(iris[1:2, 4:1]), verbose = 0), ignore_attr = "dimnames")
})
