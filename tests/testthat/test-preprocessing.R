test_that("to_categorical makes a column per class", {
  expect_equal(to_categorical(c(0, 2, 1)), diag(3)[c(1, 3, 2), ])
  expect_equal(to_categorical(1L, num_classes = 4), matrix(c(0, 1, 0, 0), 1))
  expect_equal(to_categorical(factor(c("b", "a"), c("a", "b", "c"))), matrix(c(0, 1, 1, 0, 0, 0), 2, dimnames = list(NULL, c("a", "b", "c"))))
  expect_equal(dim(to_categorical(matrix(0:3, 2), 5)), c(2L, 2L, 5L))
  expect_equal(to_categorical(matrix(0:3, 2), 5)[2, 2, ], c(0, 0, 0, 1, 0))
  expect_equal(dim(to_categorical(matrix(0:3, 4), 5)), c(4L, 5L))
  expect_type(to_categorical(0:1, dtype = "int32"), "integer")
  expect_type(to_categorical(0:1, dtype = "bool"), "logical")
  expect_error(to_categorical(1:3, 3), "class id 3, but ids of 3 classes go from 0 to 2. Ids that start at 1 need `y - 1`.", class = "hornpipe_value_error")
  expect_error(to_categorical(c(0, 1.5)), "whole numbers from 0, got 1.5", class = "hornpipe_value_error")
})

test_that("normalize divides by the norm along an axis", {
  x <- matrix(c(3, 4, 0, 0), 2, byrow = TRUE)
  expect_equal(normalize(x), matrix(c(0.6, 0.8, 0, 0), 2, byrow = TRUE))
  expect_equal(normalize(x, axis = 1), matrix(c(1, 1, 0, 0), 2, byrow = TRUE))
  expect_equal(normalize(x, order = 1)[1, ], c(3, 4) / 7)
  expect_equal(normalize(x, order = Inf)[1, ], c(0.75, 1))
  expect_equal(as.vector(normalize(c(3, 4))), c(0.6, 0.8))
  expect_error(normalize(x, axis = 0), "`axis` must be in 1 to 2", class = "hornpipe_value_error")
})

test_that("pad_sequences fills and cuts where it is told", {
  s <- list(1:3, 7, 1:5, integer())
  expect_equal(pad_sequences(s, 4), rbind(c(0L, 1:3), c(0L, 0L, 0L, 7L), 2:5, 0L))
  expect_equal(pad_sequences(s, 4, padding = "post", truncating = "post", value = 9), rbind(c(1:3, 9L), c(7L, 9L, 9L, 9L), 1:4, 9L))
  expect_equal(dim(pad_sequences(s)), c(4L, 5L))
  expect_type(pad_sequences(s, dtype = "float32"), "double")
  expect_equal(pad_sequences(list("a", c("b", "c")), dtype = "object", value = ""), rbind(c("", "a"), c("b", "c")))
  expect_error(pad_sequences(s, padding = "left"), "`padding` must be \"pre\" or \"post\", got \"left\"", class = "hornpipe_value_error")
  expect_error(pad_sequences(1:3), "must be a list", class = "hornpipe_type_error")
  expect_error(pad_sequences(list(1, "a")), "`sequences\\[\\[2\\]\\]` must hold numbers, got \"a\"", class = "hornpipe_type_error")
  expect_error(pad_sequences(list(1), value = ""), "`value` must hold numbers", class = "hornpipe_type_error")
  expect_equal(pad_sequences(list(list(1, 2), TRUE)), rbind(1:2, 0:1))
})

test_that("lists are zipped and named", {
  expect_equal(zip_lists(list(a = 1, b = 2), list(b = 4, a = 3)), list(a = list(1, 3), b = list(2, 4)))
  expect_equal(zip_lists(1:2, 3:4), list(list(1L, 3L), list(2L, 4L)))
  expect_error(zip_lists(list(a = 1), list(b = 1)), "same names")
  x <- 1
  expect_equal(named_list(x, y = 2), list(x = 1, y = 2))
})
