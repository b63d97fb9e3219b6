test_that("predict_classes() counts from 0", {
  model <- keras_model_sequential(input_shape = 3) %>% layer_activation("softmax")
  x <- rbind(c(1, 3, 2), c(5, 0, 0))
  expect_identical(predict_classes(model, x), c(1L, 0L))
  expect_equal(predict_proba(model, x), predict(model, x, verbose = 0))
  one <- keras_model_sequential(input_shape = 1) %>% layer_activation("sigmoid")
  expect_identical(predict_classes(one, matrix(c(-1, 1))), matrix(c(0L, 1L)))
})

test_that("activation layers of keras 2.x", {
  expect_equal(as.vector(as.array(layer_activation_thresholded_relu(theta = 1)(c(-1, 0.5, 2)))), c(0, 0, 2))
  expect_identical(layer_activation_selu()$activation$`__name__`, "selu")
})

test_that("the states of a recurrent layer are forgotten", {
  model <- keras_model_sequential() %>% layer_lstm(units = 2, stateful = TRUE, batch_input_shape = c(1, 3, 1))
  x <- array(1, c(1, 3, 1))
  first <- predict(model, x, verbose = 0)
  expect_false(isTRUE(all.equal(predict(model, x, verbose = 0), first)))
  reset_states(model)
  expect_equal(predict(model, x, verbose = 0), first, tolerance = 1e-6)
})
