steps <- c(5, 3)

test_that("recurrent layers give the numbers of the model", {
  cases <- list(
    layer_simple_rnn(units = 4), layer_simple_rnn(units = 4, activation = "relu", use_bias = FALSE, return_sequences = TRUE),
    layer_lstm(units = 4), layer_lstm(units = 4, return_sequences = TRUE, go_backwards = TRUE), layer_lstm(units = 4, recurrent_activation = "hard_sigmoid"),
    layer_gru(units = 4), layer_gru(units = 4, reset_after = FALSE), layer_gru(units = 4, use_bias = FALSE, return_sequences = TRUE, go_backwards = TRUE),
    bidirectional(layer = layer_lstm(units = 4)), bidirectional(layer = layer_gru(units = 4, return_sequences = TRUE), merge_mode = "sum"),
    bidirectional(layer = layer_simple_rnn(units = 4, return_sequences = TRUE), merge_mode = "mul"), bidirectional(layer = layer_lstm(units = 4), merge_mode = "ave"),
    layer_rnn(cell = layer_gru_cell(units = 4)), layer_rnn(cell = list(layer_lstm_cell(units = 4), layer_gru_cell(units = 3)), return_sequences = TRUE),
    time_distributed(layer = layer_dense(units = 2, activation = "relu"))
  )
  for (layer in cases) expect_layer_agrees(layer, steps)
  expect_layer_agrees(time_distributed(layer = layer_conv_2d(filters = 2, kernel_size = 2)), c(3, 4, 5, 2))
  expect_layer_agrees(layer_lstm(units = 4), steps, random_array(1, steps), label = "one sample")
  expect_layer_agrees(layer_lstm(units = 1), c(1, 1), random_array(3, 1, 1), label = "one step")
})

test_that("states go in and come out", {
  input <- layer_input(shape = steps)
  encoded <- input %>% layer_lstm(units = 4, return_state = TRUE)
  decoded <- layer_lstm(units = 4, return_sequences = TRUE)(input, initial_state = encoded[2:3])
  expect_agreement(with_random_weights(keras_model(input, c(list(decoded), encoded))), random_array(3, steps))
  both <- input %>% bidirectional(layer = layer_gru(units = 4, return_state = TRUE, return_sequences = TRUE))
  more <- bidirectional(layer = layer_gru(units = 4))(input, initial_state = both[2:3])
  expect_agreement(with_random_weights(keras_model(input, c(both, list(more)))), random_array(3, steps))
  apart <- input %>% bidirectional(layer = layer_gru(units = 4, return_sequences = TRUE), merge_mode = NULL)
  expect_agreement(with_random_weights(keras_model(input, apart)), random_array(3, steps))
})

test_that("masked steps change nothing", {
  ids <- matrix(c(1, 2, 0, 3, 0, 0, 4, 1, 2, 0, 1, 0, 0, 0, 0, 0), 4, byrow = TRUE)
  for (layer in list(layer_lstm(units = 3), layer_gru(units = 3, return_sequences = TRUE), layer_simple_rnn(units = 3, go_backwards = TRUE),
                     bidirectional(layer = layer_lstm(units = 3, return_sequences = TRUE)), layer_rnn(cell = layer_lstm_cell(units = 3)))) {
    input <- layer_input(shape = 4)
    model <- with_random_weights(keras_model(input, layer(layer_embedding(input, 5, 2, mask_zero = TRUE))))
    expect_agreement(model, ids, label = layer$name)
  }
})
