test_that("models, layers and tensors show what they are in a line", {
  model <- keras_model_sequential(input_shape = 3, name = "m") %>% layer_dense(2, name = "d")
  expect_equal(format(model), "<Sequential `m`: 1 layer, 8 parameters>")
  expect_output(str(model), "<Sequential `m`: 1 layer, 8 parameters>")
  expect_output(print(model[[1]]), "^<Dense layer `d`, 8 parameters>$")
  expect_equal(format(layer_dense(units = 2, name = "e")), "<Dense layer `e`, not built>")
  expect_equal(format(layer_input(shape = c(NA, 3), name = "i")), "<symbolic tensor `i`: shape (NA, NA, 3), float32>")
  expect_output(print(model), "Model: \"m\"")
  expect_match(format(keras_model_sequential(name = "u") %>% layer_dense(2)), "not built")
})

test_that("models keep the class of keras 2.x, behind their own", {
  classes <- class(keras_model_sequential())
  expect_true("keras.engine.training.Model" %in% classes)
  expect_lt(match("hornpipe.models.Model", classes), match("keras.engine.training.Model", classes))
  expect_equal(tail(classes, 1), "python.builtin.object")
  expect_false("keras.engine.training.Model" %in% class(layer_dense(units = 1)))
  expect_s3_class(layer_dense(units = 1), "keras.engine.base_layer.Layer")
  expect_s3_class(keras_model_sequential(), "keras.engine.sequential.Sequential")
  expect_s3_class(metric_auc(), "keras.metrics.base_metric.Metric")
  expect_s3_class(callback_early_stopping(), "keras.callbacks.Callback")
  expect_s3_class(to_tensor(1:2), "tensorflow.tensor")
})

test_that("a model without layers says so", {
  expect_output(print(keras_model_sequential(name = "empty")), "Model: \"empty\"\n<no summary available: the model has no layers>", fixed = TRUE)
})
