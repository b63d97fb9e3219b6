diamond <- data.frame(from = c(1L, 1L, 2L, 3L, 4L, 1L), to = c(2L, 3L, 4L, 4L, 5L, 5L))

test_that("layers stand below what they need and apart from each other", {
  rank <- graph_ranks(5L, diamond)
  expect_equal(rank, c(1L, 2L, 2L, 3L, 4L))
  column <- graph_columns(rank, diamond)
  expect_equal(abs(diff(column[2:3])), 1)
  expect_equal(column[1], mean(column[2:3]))
  expect_equal(spread(c(0, 0, 0)), c(-1, 0, 1))
  expect_equal(spread(c(5, 1)), c(5, 1))
})

test_that("the boxes are drawn on any device", {
  pdf(NULL, 4, 3)
  on.exit(dev.off())
  rank <- graph_ranks(5L, diamond)
  expect_silent(draw_graph(graph_columns(rank, diamond), -rank, c("Input", "A very long label indeed", "B\n(NA, 3)", "C", "D"), diamond, c(TRUE, rep(FALSE, 4))))
  expect_equal(gap(c(0, 1, 3), c(1, 1, 1)), 1)
})

test_that("a model is drawn with its branches side by side", {
  pdf(NULL)
  on.exit(dev.off())
  inputs <- layer_input(shape = c(8, 8, 1), name = "in")
  a <- inputs %>% layer_conv_2d(4, 3, padding = "same", activation = "relu", name = "a")
  b <- inputs %>% layer_conv_2d(4, 1, name = "b")
  model <- keras_model(inputs, layer_add(list(a, b), name = "sum"))
  drawn <- plot(model, show_shapes = TRUE, show_layer_activations = TRUE, rankdir = "LR")
  expect_equal(drawn$layers$name, c("in", "a", "b", "sum"))
  expect_equal(drawn$layers$x, c(1, 2, 2, 3))
  expect_equal(drawn$layers$activation, c(NA, "relu", "linear", NA))
  expect_equal(nrow(drawn$edges), 4L)
  expect_error(plot(keras_model_sequential() %>% layer_dense(1)), "nothing to draw", class = "hornpipe_not_built_error")
})
