# Every k_* function on numbers: what is called, and what must come out. Values are those of keras 2.15 with TensorFlow.

m <- matrix(c(1, 3, 2, 4), 2)         # rows 1 2 and 3 4
cube <- array(1:24, c(2, 3, 4))
n <- function(x) if (is.list(x)) lapply(x, n) else if (hornpipe:::is_tensor(x) || inherits(x, "torch.Tensor")) as.array(x) else x
v <- function(x) as.vector(n(x))

cases <- alist(
  # elements
  k_abs = list(v(k_abs(c(-1, 2))), c(1, 2)),
  k_square = list(v(k_square(c(-2, 3))), c(4, 9)),
  k_sqrt = list(v(k_sqrt(c(4, -1))), c(2, 0)),
  k_exp = list(v(k_exp(c(0, 1))), c(1, exp(1))),
  k_log = list(v(k_log(c(1, 2))), log(c(1, 2))),
  k_pow = list(v(k_pow(c(2, 3), 2)), c(4, 9)),
  k_round = list(v(k_round(c(0.5, 1.5, 2.6))), c(0, 2, 3)),
  k_sign = list(v(k_sign(c(-3, 0, 2))), c(-1, 0, 1)),
  k_sin = list(v(k_sin(c(0, 1))), sin(c(0, 1))),
  k_cos = list(v(k_cos(c(0, 1))), cos(c(0, 1))),
  k_clip = list(c(v(k_clip(c(-2, 0, 3), -1, 1)), v(k_clip(c(-2, 3), max_value = 1)), v(k_clip(c(-2, 3), 0))), c(-1, 0, 1, -2, 1, 0, 3)),
  k_maximum = list(v(k_maximum(c(1, 5), c(3, 2))), c(3, 5)),
  k_minimum = list(v(k_minimum(c(1, 5), c(3, 2))), c(1, 2)),
  k_equal = list(v(k_equal(1:3, c(1, 5, 3))), c(TRUE, FALSE, TRUE)),
  k_not_equal = list(v(k_not_equal(1:3, c(1, 5, 3))), c(FALSE, TRUE, FALSE)),
  k_greater = list(v(k_greater(1:3, 2)), c(FALSE, FALSE, TRUE)),
  k_greater_equal = list(v(k_greater_equal(1:3, 2)), c(FALSE, TRUE, TRUE)),
  k_less = list(v(k_less(1:3, 2)), c(TRUE, FALSE, FALSE)),
  k_less_equal = list(v(k_less_equal(1:3, 2)), c(TRUE, TRUE, FALSE)),
  k_relu = list(v(k_relu(c(-2, 1, 9), alpha = 0.1, max_value = 6)), c(-0.2, 1, 6)),
  k_elu = list(v(k_elu(c(-1, 1), 2)), c(2 * (exp(-1) - 1), 1)),
  k_sigmoid = list(v(k_sigmoid(0)), 0.5),
  k_hard_sigmoid = list(v(k_hard_sigmoid(c(-3, 0, 1, 3))), c(0, 0.5, 0.7, 1)),
  k_tanh = list(v(k_tanh(0.5)), tanh(0.5)),
  k_softplus = list(v(k_softplus(0)), log(2)),
  k_softsign = list(v(k_softsign(c(-1, 3))), c(-0.5, 0.75)),
  k_softmax = list(list(v(k_softmax(c(0, log(3)))), colSums(n(k_softmax(m, axis = 1)))), list(c(0.25, 0.75), c(1, 1))),
  k_cast = list(k_dtype(k_cast(c(1, 2), "int32")), "int32"),
  k_cast_to_floatx = list(v(k_cast_to_floatx(1:2)), c(1, 2)),
  k_identity = list(v(k_identity(c(1, 2), name = "same")), c(1, 2)),
  k_stop_gradient = list(v(k_stop_gradient(c(1, 2))), c(1, 2)),
  k_dropout = list(sort(unique(v(k_dropout(rep(1, 200), 0.5, seed = 1)))), c(0, 2)),
  # reductions
  k_sum = list(list(v(k_sum(m)), v(k_sum(m, axis = 1)), dim(k_sum(m, axis = -1, keepdims = TRUE))), list(10, c(4, 6), c(2L, 1L))),
  k_prod = list(v(k_prod(m, 2)), c(2, 12)),
  k_mean = list(v(k_mean(cube, axis = c(1, 2))), c(3.5, 9.5, 15.5, 21.5)),
  k_std = list(v(k_std(m)), sqrt(1.25)),
  k_var = list(v(k_var(m, 1)), c(1, 1)),
  k_max = list(v(k_max(m, 1)), c(3, 4)),
  k_min = list(v(k_min(m, 2)), c(1, 3)),
  k_any = list(v(k_any(m > 3, 1)), c(FALSE, TRUE)),
  k_all = list(v(k_all(m > 1, 1)), c(FALSE, TRUE)),
  k_logsumexp = list(v(k_logsumexp(c(0, 0))), log(2)),
  k_argmax = list(list(v(k_argmax(m)), v(k_argmax(m, 1))), list(c(1, 1), c(1, 1))),
  k_argmin = list(v(k_argmin(m)), c(0, 0)),
  k_cumsum = list(n(k_cumsum(m)), rbind(1:2, c(4, 6))),
  k_cumprod = list(n(k_cumprod(m, axis = 2)), rbind(1:2, c(3, 12))),
  k_l2_normalize = list(n(k_l2_normalize(rbind(c(3, 4), 0), 2)), rbind(c(0.6, 0.8), 0)),
  # shapes and parts
  k_reshape = list(n(k_reshape(m, c(1, -1))), matrix(1:4, 1)),
  k_flatten = list(v(k_flatten(m)), 1:4),
  k_batch_flatten = list(dim(k_batch_flatten(cube)), c(2L, 12L)),
  k_expand_dims = list(list(dim(k_expand_dims(m)), dim(k_expand_dims(m, 1))), list(c(2L, 2L, 1L), c(1L, 2L, 2L))),
  k_squeeze = list(dim(k_squeeze(array(1, c(1, 2, 1)), 3)), c(1L, 2L)),
  k_transpose = list(n(k_transpose(m)), t(m)),
  k_permute_dimensions = list(dim(k_permute_dimensions(cube, c(1, 3, 2))), c(2L, 4L, 3L)),
  k_concatenate = list(list(dim(k_concatenate(list(m, m))), dim(k_concatenate(list(m, m), 1))), list(c(2L, 4L), c(4L, 2L))),
  k_stack = list(n(k_stack(list(1:2, 3:4))), rbind(1:2, 3:4)),
  k_unstack = list(lapply(k_unstack(m, 2), v), list(c(1, 3), c(2, 4))),
  k_tile = list(n(k_tile(m, c(1, 2))), cbind(m, m)),
  k_repeat = list(n(k_repeat(m, 2))[, 2, ], m),
  k_repeat_elements = list(n(k_repeat_elements(m, 2, 1)), m[c(1, 1, 2, 2), ]),
  k_reverse = list(n(k_reverse(m, 1)), m[2:1, ]),
  k_gather = list(n(k_gather(m, c(1, 1, 0))), m[c(2, 2, 1), ]),
  k_one_hot = list(n(k_one_hot(c(0, 2), 3)), diag(3)[c(1, 3), ]),
  k_in_top_k = list(v(k_in_top_k(rbind(c(0.1, 0.7, 0.2), c(0.5, 0.3, 0.2)), c(2, 2), 2)), c(TRUE, FALSE)),
  k_resize_images = list(n(k_resize_images(array(m, c(1, 2, 2, 1)), 2, 1, "channels_last"))[1, , , 1], m[c(1, 1, 2, 2), ]),
  k_resize_volumes = list(dim(k_resize_volumes(array(1, c(1, 1, 2, 3, 2)), 2, 1, 3, "channels_first")), c(1L, 1L, 4L, 3L, 6L)),
  k_temporal_padding = list(n(k_temporal_padding(array(1:2, c(1, 2, 1)), c(1, 2)))[1, , 1], c(0, 1, 2, 0, 0)),
  k_spatial_2d_padding = list(list(dim(k_spatial_2d_padding(array(1, c(1, 2, 2, 1)))), dim(k_spatial_2d_padding(array(1, c(1, 1, 2, 2)), list(c(0, 1), c(2, 0)), "channels_first"))),
                              list(c(1L, 4L, 4L, 1L), c(1L, 1L, 3L, 4L))),
  k_spatial_3d_padding = list(dim(k_spatial_3d_padding(array(1, c(1, 2, 2, 2, 1)), list(c(1, 1), c(0, 0), c(0, 3)))), c(1L, 4L, 2L, 5L, 1L)),
  # products
  k_dot = list(list(n(k_dot(m, m)), dim(k_dot(array(1, c(2, 3)), array(1, c(4, 3, 5))))), list(m %*% m, c(2L, 4L, 5L))),
  k_batch_dot = list(list(n(k_batch_dot(m, m, 2)), dim(k_batch_dot(cube, array(1, c(2, 5, 4)), c(3, 3)))), list(matrix(c(5, 25)), c(2L, 3L, 5L))),
  k_bias_add = list(list(n(k_bias_add(m, c(10, 20))), n(k_bias_add(array(0, c(1, 2, 3)), c(1, 2), "channels_first"))[1, , 1]), list(rbind(c(11, 22), c(13, 24)), 1:2)),
  k_batch_normalization = list(n(k_batch_normalization(m, c(1, 2), c(4, 4), c(0, 1), c(2, 2), epsilon = 0)), rbind(c(0, 1), c(2, 3))),
  k_normalize_batch_in_training = list({
    parts <- k_normalize_batch_in_training(m, c(1, 1), c(0, 0), 0, epsilon = 0)
    list(n(parts[[1]]), v(parts[[2]]), v(parts[[3]]))
  }, list(rbind(c(-1, -1), c(1, 1)), c(2, 3), c(1, 1))),
  k_conv1d = list(list(n(k_conv1d(array(1:4 + 0, c(1, 4, 1)), array(c(1, 1), c(2, 1, 1))))[1, , 1], n(k_conv1d(array(1:4 + 0, c(1, 4, 1)), array(c(1, 1), c(2, 1, 1)), padding = "causal"))[1, , 1]),
                  list(c(3, 5, 7), c(1, 3, 5, 7))),
  k_conv2d = list(n(k_conv2d(array(m, c(1, 2, 2, 1)), array(1, c(2, 2, 1, 1))))[1, 1, 1, 1], 10),
  k_conv3d = list(dim(k_conv3d(array(1, c(1, 3, 3, 3, 1)), array(1, c(2, 2, 2, 1, 4)))), c(1L, 2L, 2L, 2L, 4L)),
  k_conv2d_transpose = list(n(k_conv2d_transpose(array(m, c(1, 2, 2, 1)), array(1, c(2, 2, 1, 1)), c(1, 4, 4, 1), c(2, 2)))[1, , , 1], m[c(1, 1, 2, 2), c(1, 1, 2, 2)]),
  k_conv3d_transpose = list(dim(k_conv3d_transpose(array(1, c(1, 2, 2, 2, 1)), array(1, c(2, 2, 2, 3, 1)), c(1, 4, 4, 4, 3), c(2, 2, 2), "same")), c(1L, 4L, 4L, 4L, 3L)),
  k_depthwise_conv2d = list(dim(k_depthwise_conv2d(array(1, c(1, 4, 4, 2)), array(1, c(3, 3, 2, 2)))), c(1L, 2L, 2L, 4L)),
  k_separable_conv2d = list(n(k_separable_conv2d(array(1, c(1, 2, 2, 2)), array(1, c(2, 2, 2, 1)), array(1, c(1, 1, 2, 1))))[1, 1, 1, 1], 8),
  k_local_conv1d = list(n(k_local_conv1d(array(1:3 + 0, c(1, 3, 1)), array(c(1, 10, 1, 10), c(2, 2, 1)), 2, 1))[1, , 1], c(3, 50)),
  k_local_conv2d = list(n(k_local_conv2d(array(m, c(1, 2, 2, 1)), array(1:4, c(4, 1, 1)), c(1, 1), c(1, 1), c(2, 2)))[1, , , 1], rbind(c(1, 4), c(9, 16))),
  k_pool2d = list(list(n(k_pool2d(array(m, c(1, 2, 2, 1)), c(2, 2)))[1, 1, 1, 1], n(k_pool2d(array(m, c(1, 2, 2, 1)), c(2, 2), pool_mode = "avg"))[1, 1, 1, 1]), list(4, 2.5)),
  k_pool3d = list(dim(k_pool3d(array(1, c(1, 4, 4, 4, 2)), c(2, 2, 2), c(2, 2, 2))), c(1L, 2L, 2L, 2L, 2L)),
  # losses
  k_binary_crossentropy = list(v(k_binary_crossentropy(c(0, 1), c(0.5, 0.25))), -log(c(0.5, 0.25))),
  k_categorical_crossentropy = list(v(k_categorical_crossentropy(rbind(0:1), rbind(c(0.2, 0.8)))), -log(0.8)),
  k_sparse_categorical_crossentropy = list(v(k_sparse_categorical_crossentropy(c(1, 0), rbind(c(0.2, 0.8), c(0.5, 0.5)))), -log(c(0.8, 0.5))),
  k_ctc_batch_cost = list(n(k_ctc_batch_cost(matrix(0, 1, 1), array(c(0.6, 0.4), c(1, 1, 2)), matrix(1), matrix(1))), matrix(-log(0.6))),
  k_ctc_decode = list(n(k_ctc_decode(aperm(array(c(0.9, 0.1, 0.1, 0.9, 0.8, 0.2), c(2, 3, 1)), c(3, 2, 1)), 3)[[1]][[1]])[1, ], c(0, 0, -1)),
  k_ctc_label_dense_to_sparse = list(n(k_to_dense(k_ctc_label_dense_to_sparse(rbind(1:2, 3:4), c(2, 1)))), rbind(1:2, c(3, 0))),
  # variables and values
  k_variable = list(k_get_value(k_variable(c(1, 2), name = "mine")), array(c(1, 2))),
  k_zeros = list(k_get_value(k_zeros(c(1, 2))), matrix(0, 1, 2)),
  k_ones = list(k_get_value(k_ones(2, dtype = "int32")), array(c(1L, 1L))),
  k_eye = list(k_get_value(k_eye(2)), diag(2)),
  k_zeros_like = list(n(k_zeros_like(m)), matrix(0, 2, 2)),
  k_ones_like = list(n(k_ones_like(m)), matrix(1, 2, 2)),
  k_constant = list(n(k_constant(3, shape = c(2, 1))), matrix(3, 2, 1)),
  k_arange = list(list(v(k_arange(3)), v(k_arange(1, 6, 2))), list(0:2, c(1, 3, 5))),
  k_placeholder = list(list(k_int_shape(k_placeholder(c(NA, 3))), k_ndim(k_placeholder(ndim = 3))), list(list(NULL, 3L), 3L)),
  k_random_normal = list({ x <- v(k_random_normal(4000, mean = 3, stddev = 2, seed = 1)); round(c(mean(x), sd(x))) }, c(3, 2)),
  k_random_uniform = list(range(v(k_random_uniform(1000, 2, 3, seed = 1))) > c(2, 2.9), c(TRUE, TRUE)),
  k_truncated_normal = list(all(abs(v(k_truncated_normal(1000, seed = 1))) <= 2), TRUE),
  k_random_binomial = list(round(mean(v(k_random_binomial(4000, p = 0.3, seed = 1))), 1), 0.3),
  k_random_bernoulli = list(sort(unique(v(k_random_bernoulli(100, p = 0.5, seed = 1)))), c(0, 1)),
  k_random_normal_variable = list(dim(k_get_value(k_random_normal_variable(c(2, 3), 0, 1))), 2:3),
  k_random_uniform_variable = list(all(k_get_value(k_random_uniform_variable(c(9, 9), 5, 6)) >= 5), TRUE),
  k_get_value = list(k_get_value(k_variable(m)), m),
  k_eval = list(k_eval(k_constant(m) * 2), m * 2),
  k_set_value = list({ x <- k_variable(m); k_set_value(x, -m); k_get_value(x) }, -m),
  k_batch_get_value = list(lapply(k_batch_get_value(list(k_variable(m), k_variable(1:2))), as.vector), list(as.vector(m), c(1, 2))),
  k_batch_set_value = list({ x <- k_variable(m); k_batch_set_value(list(list(x, m + 1))); k_get_value(x) }, m + 1),
  k_update = list({ x <- k_variable(m); k_update(x, 2 * m); k_get_value(x) }, 2 * m),
  k_update_add = list({ x <- k_variable(m); k_update_add(x, 1); k_get_value(x) }, m + 1),
  k_update_sub = list({ x <- k_variable(m); k_update_sub(x, m); k_get_value(x) }, m * 0),
  k_moving_average_update = list({ x <- k_variable(c(0, 10)); k_moving_average_update(x, c(10, 10), 0.9); as.vector(k_get_value(x)) }, c(1, 10)),
  k_count_params = list(k_count_params(k_variable(cube)), 24L),
  k_dtype = list(k_dtype(k_variable(1)), "float32"),
  k_ndim = list(k_ndim(cube), 3L),
  k_shape = list(v(k_shape(cube)), 2:4),
  k_int_shape = list(k_int_shape(cube), list(2L, 3L, 4L)),
  k_get_variable_shape = list(unlist(k_get_variable_shape(k_variable(m))), c(2L, 2L)),
  k_is_tensor = list(c(k_is_tensor(k_constant(1)), k_is_tensor(1)), c(TRUE, FALSE)),
  k_is_keras_tensor = list(c(k_is_keras_tensor(layer_input(2)), k_is_keras_tensor(k_constant(1))), c(TRUE, FALSE)),
  k_is_placeholder = list(c(k_is_placeholder(layer_input(2)), k_is_placeholder(layer_input(2) + 1), k_is_placeholder(1)), c(TRUE, FALSE, FALSE)),
  k_is_sparse = list(c(k_is_sparse(k_ctc_label_dense_to_sparse(matrix(1), 1)), k_is_sparse(k_constant(1))), c(TRUE, FALSE)),
  k_to_dense = list(n(k_to_dense(k_constant(m))), m),
  k_print_tensor = list({ utils::capture.output(x <- k_print_tensor(k_constant(5), "x is")); v(x) }, 5),
  # functions of functions
  k_map_fn = list(n(k_map_fn(function(row) row * 2, m)), 2 * m),
  k_foldl = list(v(k_foldl(function(so_far, row) so_far * 2 + row, c(1, 2, 3))), 11),
  k_foldr = list(v(k_foldr(function(so_far, row) so_far * 2 + row, c(1, 2, 3), initializer = 0)), 17),
  k_switch = list(list(v(k_switch(TRUE, 1, 2)), v(k_switch(k_constant(0), function() k_constant(1), function() k_constant(2))), v(k_switch(c(TRUE, FALSE), c(1, 2), c(3, 4)))),
                  list(1, 2, c(1, 4))),
  k_in_train_phase = list(list(v(k_in_train_phase(1, 2)), v(k_in_train_phase(function() k_constant(1), 2, training = TRUE))), list(2, 1)),
  k_in_test_phase = list(v(k_in_test_phase(1, 2)), 1),
  k_learning_phase = list(k_learning_phase(), 0L),
  k_set_learning_phase = list({ k_set_learning_phase(1); on <- k_learning_phase(); k_set_learning_phase(0); on }, 1L),
  k_function = list({ x <- k_placeholder(c(NA, 2)); k_function(list(x), list(x * 2, k_sum(x, 2)))(list(m)) }, list(2 * m, array(c(3, 7)))),
  k_gradients = list({ x <- k_variable(c(1, 2)); v(k_gradients(k_sum(k_square(x)), list(x))[[1]]) }, c(2, 4)),
  k_rnn = list({
    parts <- k_rnn(function(x, states) list(x + states[[1]], list(x + states[[1]])), array(1:3, c(1, 3, 1)), list(matrix(0)), mask = rbind(c(TRUE, FALSE, TRUE)))
    list(v(parts[[1]]), v(parts[[2]]), v(parts[[3]][[1]]))
  }, list(4, c(1, 1, 4), 4)),
  # settings
  k_backend = list(k_backend(), "torch"),
  k_floatx = list(k_floatx(), "float32"),
  k_set_floatx = list({ k_set_floatx("float64"); on <- k_floatx(); k_set_floatx("float32"); on }, "float64"),
  k_epsilon = list(k_epsilon(), 1e-7),
  k_set_epsilon = list({ k_set_epsilon(1e-5); on <- k_epsilon(); k_set_epsilon(1e-7); on }, 1e-5),
  k_image_data_format = list(k_image_data_format(), "channels_last"),
  k_set_image_data_format = list({ k_set_image_data_format("channels_first"); on <- k_image_data_format(); k_set_image_data_format("channels_last"); on }, "channels_first"),
  k_clear_session = list({ k_get_uid("once"); k_clear_session(); k_get_uid("once") }, 1L),
  k_get_uid = list({ k_reset_uids(); c(k_get_uid("a"), k_get_uid("a")) }, 1:2),
  k_reset_uids = list({ k_get_uid("b"); k_reset_uids(); k_get_uid("b") }, 1L),
  k_get_session = list(tryCatch(k_get_session(), hornpipe_error = conditionMessage), "There are no sessions: operations run at once."),
  k_set_session = list(tryCatch(k_set_session(NULL), hornpipe_error = conditionMessage), "There are no sessions: operations run at once."),
  k_manual_variable_initialization = list(tryCatch(k_manual_variable_initialization(TRUE), hornpipe_error = conditionMessage),
                                          "Variables have a value from the beginning: `value` must be FALSE.")
)

test_that("each function of keras 2.15's backend gives its numbers", {
  for (name in names(cases)) {
    pair <- tryCatch(eval(cases[[name]]), error = function(e) fail(paste0(name, "(): ", conditionMessage(e))))
    if (is.list(pair)) expect_equal(pair[[1]], pair[[2]], tolerance = 1e-5, ignore_attr = TRUE, label = paste0(name, "()"))
  }
})

test_that("no function is left out", {
  expect_setequal(names(cases), grep("^k_", getNamespaceExports("hornpipe"), value = TRUE))
})

test_that("they compose with symbolic tensors", {
  x <- layer_input(c(3, 4))
  y <- k_sum(k_square(x), axis = -1) |> k_expand_dims()
  model <- keras_model(x, y)
  expect_equal(k_int_shape(y), list(NULL, 3L, 1L))
  expect_equal(predict(model, array(1, c(2, 3, 4)), verbose = 0), array(4, c(2, 3, 1)))
})

test_that("a sampling layer of keras 2.x's variational autoencoder runs", {
  sampling <- function(parts) {
    mean <- parts[, 1:2]
    log_var <- parts[, 3:4]
    mean + k_exp(log_var / 2) * k_random_normal(shape = c(k_shape(mean)[1], 2L), mean = 0, stddev = 1)
  }
  x <- layer_input(4)
  model <- keras_model(x, layer_lambda(x, sampling, output_shape = 2))
  expect_equal(dim(predict(model, matrix(0, 5, 4), verbose = 0)), c(5L, 2L))
})

test_that("axes are checked in R", {
  expect_error(k_argmax(m, 0), "`axis` must be counted from 1", class = "hornpipe_type_error")
  expect_error(k_gather(m, 0.5), "`indices` must be whole numbers, counted from 0, got 0.5", class = "hornpipe_type_error")
  expect_error(k_batch_set_value(list(1)), "`lists` must be a list of list\\(variable, value\\)", class = "hornpipe_type_error")
})
