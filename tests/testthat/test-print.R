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

test_that("what is made of arguments shows them, and no address", {
  expect_equal(format(optimizer_sgd(0.25, name = "s")), "<SGD `s`: learning_rate = 0.25, use_ema = FALSE, ema_momentum = 0.99, momentum = 0, nesterov = FALSE>")
  expect_output(print(callback_csv_logger("log.csv")), "<CSVLogger: filename = \"log.csv\", separator = \",\", append = FALSE>", fixed = TRUE)
  expect_match(format(metric_auc(name = "a")), "^<AUC `a`: num_thresholds = 200, curve = \"ROC\"")
  Halving <- LearningRateSchedule("Halving", call = function(step) 0.01 / 2^step)
  expect_output(str(Halving()), "<Halving>", fixed = TRUE)
  data <- timeseries_dataset_from_array(1:20, NULL, sequence_length = 5, batch_size = 4)
  expect_output(print(data), "<SampleDataset: 16 samples in batches of 4>", fixed = TRUE)
})

test_that("a model without layers says so", {
  expect_output(print(keras_model_sequential(name = "empty")), "Model: \"empty\"\n<no summary available: the model has no layers>", fixed = TRUE)
})
