test_that("objects keep the classes of keras 2.x and keras3, behind their own", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  classes <- class(model)
  for (name in c("keras.engine.training.Model", "keras.src.models.model.Model", "keras.src.models.sequential.Sequential", "keras.src.layers.layer.Layer")) {
    expect_true(name %in% classes, label = name)
    expect_lt(match("hornpipe.models.Model", classes), match(name, classes))
  }
  expect_identical(classes[length(classes)], "python.builtin.object")
  layer <- layer_dense(units = 1)
  expect_s3_class(layer, "keras.engine.base_layer.Layer")
  expect_false(inherits(layer, c("keras.engine.training.Model", "keras.src.models.model.Model")))
  expect_s3_class(layer_input(1), "keras.src.backend.common.keras_tensor.KerasTensor")
  expect_s3_class(metric_auc(), "keras.metrics.base_metric.Metric")
  expect_s3_class(callback_early_stopping(), "keras.callbacks.Callback")
  expect_s3_class(keras_model_sequential(), "keras.engine.sequential.Sequential")
  expect_s3_class(to_tensor(1:2), "tensorflow.tensor")
  expect_s3_class(optimizer_adam(), "keras.src.optimizers.adam.Adam")
  expect_s3_class(optimizer_sgd(), "keras.src.optimizers.optimizer.Optimizer")
  expect_s3_class(callback_csv_logger("log.csv"), "keras.src.callbacks.csv_logger.CSVLogger")
  expect_s3_class(quantizer_int8_quantization_config(), "keras.src.quantizers.quantization_config.Int8QuantizationConfig")
})

test_that("a class written in R has the classes of what it inherits", {
  layer <- new_layer_class("Plain", call = function(inputs) inputs)()
  expect_s3_class(layer, "keras.src.layers.layer.Layer")
})

test_that("the tables name classes that there are", {
  for (folder in names(files_of_keras)) {
    known <- names(reticulate::py_get_attr(core(), folder))
    expect_identical(setdiff(names(files_of_keras[[folder]]), known), character(), label = folder)
  }
})
