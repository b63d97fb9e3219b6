# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' A warmup in a straight line, if one is wanted, then half a cosine down to `alpha` of the
#' greatest rate
#'
#' @param initial_learning_rate The rate at step 0.
#' @param decay_steps Steps of the cosine.
#' @param alpha The last rate as a part of the greatest one.
#' @param name Name of the schedule.
#' @param warmup_target The rate that the warmup goes up to; no warmup if `NULL`.
#' @param warmup_steps Steps of the warmup.
#' @return A learning rate schedule.
#' @references Loshchilov and Hutter, 2017, https://arxiv.org/abs/1608.03983
#' @examplesIf hornpipe:::can_run()
#' optimizer_sgd(learning_rate_schedule_cosine_decay(0.1, decay_steps = 1000))
#' @export
learning_rate_schedule_cosine_decay <- wraps("optimizers.schedules.CosineDecay", function(initial_learning_rate,
    decay_steps, alpha = 0, name = "CosineDecay", warmup_target = NULL, warmup_steps = 0L) {
  call_python(core()$optimizers$schedules$CosineDecay, list(initial_learning_rate = as_real(initial_learning_rate),
    decay_steps = as_real(decay_steps), alpha = as_real(alpha), name = as_text(name),
    warmup_target = as_real(warmup_target), warmup_steps = as_int(warmup_steps)))
})

#' Half cosines one after another, each `t_mul` times as long and starting at `m_mul` times the
#' rate of the one before
#'
#' @param initial_learning_rate The rate at step 0.
#' @param first_decay_steps Steps of the first cosine.
#' @param t_mul What the length is multiplied by at a restart.
#' @param m_mul What the starting rate is multiplied by at a restart.
#' @param alpha The lowest rate as a part of the initial one.
#' @param name Name of the schedule.
#' @return A learning rate schedule.
#' @references Loshchilov and Hutter, 2017, https://arxiv.org/abs/1608.03983
#' @examplesIf hornpipe:::can_run()
#' optimizer_sgd(learning_rate_schedule_cosine_decay_restarts(0.1, first_decay_steps = 1000))
#' @export
learning_rate_schedule_cosine_decay_restarts <- wraps("optimizers.schedules.CosineDecayRestarts", function(initial_learning_rate,
    first_decay_steps, t_mul = 2, m_mul = 1, alpha = 0, name = "SGDRDecay") {
  call_python(core()$optimizers$schedules$CosineDecayRestarts, list(initial_learning_rate = as_real(initial_learning_rate),
    first_decay_steps = as_real(first_decay_steps), t_mul = as_real(t_mul), m_mul = as_real(m_mul), alpha = as_real(alpha),
    name = as_text(name)))
})

#' Exponential decay learning rate schedule
#'
#' `initial_learning_rate * decay_rate^(step / decay_steps)`.
#'
#' @param initial_learning_rate The rate at step 0.
#' @param decay_steps Steps in which the rate is multiplied by `decay_rate` once.
#' @param decay_rate What the rate is multiplied by.
#' @param staircase Whether it changes at once after each `decay_steps`, and not in between.
#' @param name Name of the schedule.
#' @return A learning rate schedule.
#' @examplesIf hornpipe:::can_run()
#' optimizer_sgd(learning_rate_schedule_exponential_decay(0.1, decay_steps = 1000,
#'   decay_rate = 0.9))
#' @export
learning_rate_schedule_exponential_decay <- wraps("optimizers.schedules.ExponentialDecay", function(initial_learning_rate,
    decay_steps, decay_rate, staircase = FALSE, name = "ExponentialDecay") {
  call_python(core()$optimizers$schedules$ExponentialDecay, list(initial_learning_rate = as_real(initial_learning_rate),
    decay_steps = as_real(decay_steps), decay_rate = as_real(decay_rate), staircase = as_flag(staircase),
    name = as_text(name)))
})

#' Inverse time decay learning rate schedule
#'
#' `initial_learning_rate / (1 + decay_rate * step / decay_steps)`.
#'
#' @param initial_learning_rate The rate at step 0.
#' @param decay_steps Steps in which the divisor grows by `decay_rate`.
#' @param decay_rate How fast the rate falls.
#' @param staircase Whether it changes at once after each `decay_steps`, and not in between.
#' @param name Name of the schedule.
#' @return A learning rate schedule.
#' @examplesIf hornpipe:::can_run()
#' optimizer_sgd(learning_rate_schedule_inverse_time_decay(0.1, decay_steps = 1000,
#'   decay_rate = 0.5))
#' @export
learning_rate_schedule_inverse_time_decay <- wraps("optimizers.schedules.InverseTimeDecay", function(initial_learning_rate,
    decay_steps, decay_rate, staircase = FALSE, name = "InverseTimeDecay") {
  call_python(core()$optimizers$schedules$InverseTimeDecay, list(initial_learning_rate = as_real(initial_learning_rate),
    decay_steps = as_real(decay_steps), decay_rate = as_real(decay_rate), staircase = as_flag(staircase),
    name = as_text(name)))
})

#' Piecewise constant decay learning rate schedule
#'
#' `values[1]` up to and with step `boundaries[1]`, then `values[2]` up to `boundaries[2]`, and so
#' on.
#'
#' @param boundaries Steps after which the rate changes, growing.
#' @param values The rates, one more than there are boundaries.
#' @param name Name of the schedule.
#' @return A learning rate schedule.
#' @examplesIf hornpipe:::can_run()
#' optimizer_sgd(learning_rate_schedule_piecewise_constant_decay(c(100, 200), c(0.1, 0.05, 0.01)))
#' @export
learning_rate_schedule_piecewise_constant_decay <- wraps("optimizers.schedules.PiecewiseConstantDecay", function(boundaries,
    values, name = "PiecewiseConstant") {
  call_python(core()$optimizers$schedules$PiecewiseConstantDecay, list(boundaries = as_reals(boundaries),
    values = as_reals(values), name = as_text(name)))
})

#' From `initial_learning_rate` to `end_learning_rate` in `decay_steps`, along `(1 - step / decay_steps)^power`
#'
#' @param initial_learning_rate The rate at step 0.
#' @param decay_steps Steps to the end rate.
#' @param end_learning_rate The rate after that.
#' @param power 1 is a straight line.
#' @param cycle Whether the rate jumps up again beyond `decay_steps`, and falls to the end rate at
#'   the next multiple of it.
#' @param name Name of the schedule.
#' @return A learning rate schedule.
#' @examplesIf hornpipe:::can_run()
#' optimizer_sgd(learning_rate_schedule_polynomial_decay(0.1, decay_steps = 1000))
#' @export
learning_rate_schedule_polynomial_decay <- wraps("optimizers.schedules.PolynomialDecay", function(initial_learning_rate,
    decay_steps, end_learning_rate = 0.0001, power = 1, cycle = FALSE, name = "PolynomialDecay") {
  call_python(core()$optimizers$schedules$PolynomialDecay, list(initial_learning_rate = as_real(initial_learning_rate),
    decay_steps = as_real(decay_steps), end_learning_rate = as_real(end_learning_rate), power = as_real(power),
    cycle = as_flag(cycle), name = as_text(name)))
})

#' Gradients scaled by the ratio of the average step to the average gradient: the rate finds itself
#'
#' @param learning_rate A factor on the step; 1 is the paper's rule.
#' @param rho How much of the averages stays from step to step.
#' @param epsilon Keeps the division finite, and lets the first steps happen.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Zeiler, 2012, https://arxiv.org/abs/1212.5701
#' @examplesIf hornpipe:::can_run()
#' optimizer_adadelta(learning_rate = 0.01)
#' @export
optimizer_adadelta <- wraps("optimizers.Adadelta", function(learning_rate = 0.001, rho = 0.95, epsilon = 1e-07,
    weight_decay = NULL, clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99,
    ema_overwrite_frequency = NULL, loss_scale_factor = NULL, gradient_accumulation_steps = NULL, name = NULL, ...,
    jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$Adadelta, with_rate(list(learning_rate = as_real(learning_rate), rho = as_real(rho),
    epsilon = as_real(epsilon),
    weight_decay = as_real(weight_decay), clipnorm = as_real(clipnorm),
    clipvalue = as_real(clipvalue),
    global_clipnorm = as_real(global_clipnorm), use_ema = as_flag(use_ema),
    ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency),
    loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps),
    name = as_text(name), ...)))
})

#' Steps relative to the size of each variable: for large embeddings and transformers
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param beta_2_decay Power of the step with which the average of squares forgets; negative.
#' @param epsilon_1 Added to squared gradients.
#' @param epsilon_2 Least size that a variable counts as having.
#' @param clip_threshold Root mean square that a step is scaled down to.
#' @param relative_step Kept for configs of Keras, where the rate is at most `1 / sqrt(step)` with
#'   either value.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Shazeer and Stern, 2018, https://arxiv.org/abs/1804.04235
#' @examplesIf hornpipe:::can_run()
#' optimizer_adafactor(learning_rate = 0.01)
#' @export
optimizer_adafactor <- wraps("optimizers.Adafactor", function(learning_rate = 0.001, beta_2_decay = -0.8, epsilon_1 = 1e-30,
    epsilon_2 = 0.001, clip_threshold = 1, relative_step = TRUE, weight_decay = NULL, clipnorm = NULL, clipvalue = NULL,
    global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99, ema_overwrite_frequency = NULL,
    loss_scale_factor = NULL, gradient_accumulation_steps = NULL, name = NULL, ..., jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$Adafactor, with_rate(list(learning_rate = as_real(learning_rate),
    beta_2_decay = as_real(beta_2_decay),
    epsilon_1 = as_real(epsilon_1), epsilon_2 = as_real(epsilon_2),
    clip_threshold = as_real(clip_threshold),
    relative_step = as_flag(relative_step),
    weight_decay = as_real(weight_decay), clipnorm = as_real(clipnorm),
    clipvalue = as_real(clipvalue),
    global_clipnorm = as_real(global_clipnorm), use_ema = as_flag(use_ema),
    ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency),
    loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps),
    name = as_text(name), ...)))
})

#' Gradients divided by the root of the sum of all their squares
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param initial_accumulator_value What the sums start from.
#' @param epsilon Keeps the division finite.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Duchi et al., 2011, https://www.jmlr.org/papers/v12/duchi11a.html
#' @examplesIf hornpipe:::can_run()
#' optimizer_adagrad(learning_rate = 0.01)
#' @export
optimizer_adagrad <- wraps("optimizers.Adagrad", function(learning_rate = 0.001, initial_accumulator_value = 0.1,
    epsilon = 1e-07, weight_decay = NULL, clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE,
    ema_momentum = 0.99, ema_overwrite_frequency = NULL, loss_scale_factor = NULL, gradient_accumulation_steps = NULL,
    name = NULL, ..., jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$Adagrad, with_rate(list(learning_rate = as_real(learning_rate),
    initial_accumulator_value = as_real(initial_accumulator_value),
    epsilon = as_real(epsilon),
    weight_decay = as_real(weight_decay), clipnorm = as_real(clipnorm),
    clipvalue = as_real(clipvalue),
    global_clipnorm = as_real(global_clipnorm), use_ema = as_flag(use_ema),
    ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency),
    loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps),
    name = as_text(name), ...)))
})

#' Steps of the size of the learning rate, along the averaged gradient and against its spread
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param beta_1 How much of the average of gradients stays from step to step.
#' @param beta_2 The same for the average of their squares.
#' @param epsilon Keeps the division finite; in the paper's words it is epsilon hat.
#' @param amsgrad Whether the greatest average of squares so far divides, not the present one.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Kingma and Ba, 2015, https://arxiv.org/abs/1412.6980; Reddi et al., 2018,
#'   https://openreview.net/forum?id=ryQu7f-RZ
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>%
#'   layer_dense(3, activation = "softmax")
#' model %>% compile(
#'   optimizer = optimizer_adam(learning_rate = 0.01),
#'   loss = "sparse_categorical_crossentropy",
#'   metrics = "accuracy"
#' )
#' history <- model %>% fit(iris[, 1:4], iris$Species, epochs = 5, verbose = 0)
#' history
#' @export
optimizer_adam <- wraps("optimizers.Adam", function(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-07,
    amsgrad = FALSE, weight_decay = NULL, clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE,
    ema_momentum = 0.99, ema_overwrite_frequency = NULL, loss_scale_factor = NULL, gradient_accumulation_steps = NULL,
    name = NULL, ..., jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$Adam, with_rate(list(learning_rate = as_real(learning_rate), beta_1 = as_real(beta_1),
    beta_2 = as_real(beta_2),
    epsilon = as_real(epsilon), amsgrad = as_flag(amsgrad),
    weight_decay = as_real(weight_decay),
    clipnorm = as_real(clipnorm), clipvalue = as_real(clipvalue),
    global_clipnorm = as_real(global_clipnorm),
    use_ema = as_flag(use_ema), ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency), loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps), name = as_text(name), ...)))
})

#' Adam with weight decay that the step sizes do not touch
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param beta_1 How much of the average of gradients stays from step to step.
#' @param beta_2 The same for the average of their squares.
#' @param epsilon Keeps the division finite; in the paper's words it is epsilon hat.
#' @param amsgrad Whether the greatest average of squares so far divides, not the present one.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Loshchilov and Hutter, 2019, https://arxiv.org/abs/1711.05101
#' @examplesIf hornpipe:::can_run()
#' optimizer_adam_w(learning_rate = 0.01)
#' @export
optimizer_adam_w <- wraps("optimizers.AdamW", function(learning_rate = 0.001, weight_decay = 0.004, beta_1 = 0.9,
    beta_2 = 0.999, epsilon = 1e-07, amsgrad = FALSE, clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL,
    use_ema = FALSE, ema_momentum = 0.99, ema_overwrite_frequency = NULL, loss_scale_factor = NULL,
    gradient_accumulation_steps = NULL, name = NULL, ..., jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$AdamW, with_rate(list(learning_rate = as_real(learning_rate),
    weight_decay = as_real(weight_decay), beta_1 = as_real(beta_1),
    beta_2 = as_real(beta_2), epsilon = as_real(epsilon),
    amsgrad = as_flag(amsgrad), clipnorm = as_real(clipnorm),
    clipvalue = as_real(clipvalue),
    global_clipnorm = as_real(global_clipnorm), use_ema = as_flag(use_ema),
    ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency),
    loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps),
    name = as_text(name), ...)))
})

#' Adam with the greatest gradient, slowly forgotten, in place of the average of squares
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param beta_1 How much of the average of gradients stays from step to step.
#' @param beta_2 How much of the greatest gradient stays from step to step.
#' @param epsilon Keeps the division finite.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Kingma and Ba, 2015, https://arxiv.org/abs/1412.6980
#' @examplesIf hornpipe:::can_run()
#' optimizer_adamax(learning_rate = 0.01)
#' @export
optimizer_adamax <- wraps("optimizers.Adamax", function(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999,
    epsilon = 1e-07, weight_decay = NULL, clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE,
    ema_momentum = 0.99, ema_overwrite_frequency = NULL, loss_scale_factor = NULL, gradient_accumulation_steps = NULL,
    name = NULL, ..., jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$Adamax, with_rate(list(learning_rate = as_real(learning_rate), beta_1 = as_real(beta_1),
    beta_2 = as_real(beta_2),
    epsilon = as_real(epsilon), weight_decay = as_real(weight_decay),
    clipnorm = as_real(clipnorm),
    clipvalue = as_real(clipvalue), global_clipnorm = as_real(global_clipnorm),
    use_ema = as_flag(use_ema),
    ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency),
    loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps),
    name = as_text(name), ...)))
})

#' "Follow the regularized leader": weights solved for anew at each step, exactly 0 where the L1
#' penalty holds them
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param learning_rate_power How the rate falls with the sum of squared gradients; at most 0.
#' @param initial_accumulator_value What these sums start from.
#' @param l1_regularization_strength L1 penalty.
#' @param l2_regularization_strength L2 penalty.
#' @param l2_shrinkage_regularization_strength L2 penalty on the size of the weights, added to the
#'   gradient.
#' @param beta Added to the root of the sums, as `beta` in the paper.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references McMahan et al., 2013, https://research.google.com/pubs/archive/41159.pdf
#' @examplesIf hornpipe:::can_run()
#' optimizer_ftrl(learning_rate = 0.01)
#' @export
optimizer_ftrl <- wraps("optimizers.Ftrl", function(learning_rate = 0.001, learning_rate_power = -0.5,
    initial_accumulator_value = 0.1, l1_regularization_strength = 0, l2_regularization_strength = 0,
    l2_shrinkage_regularization_strength = 0, beta = 0, weight_decay = NULL, clipnorm = NULL, clipvalue = NULL,
    global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99, ema_overwrite_frequency = NULL,
    loss_scale_factor = NULL, gradient_accumulation_steps = NULL, name = NULL, ..., jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$Ftrl, with_rate(list(learning_rate = as_real(learning_rate),
    learning_rate_power = as_real(learning_rate_power),
    initial_accumulator_value = as_real(initial_accumulator_value),
    l1_regularization_strength = as_real(l1_regularization_strength),
    l2_regularization_strength = as_real(l2_regularization_strength),
    l2_shrinkage_regularization_strength = as_real(l2_shrinkage_regularization_strength), beta = as_real(beta),
    weight_decay = as_real(weight_decay), clipnorm = as_real(clipnorm), clipvalue = as_real(clipvalue),
    global_clipnorm = as_real(global_clipnorm), use_ema = as_flag(use_ema), ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency), loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps), name = as_text(name), ...)))
})

#' Adam's direction for each variable, scaled to the norm of the variable: for very large batches
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param beta_1 How much of the average of gradients stays from step to step.
#' @param beta_2 The same for the average of their squares.
#' @param epsilon Keeps the division finite.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references You et al., 2020, https://arxiv.org/abs/1904.00962
#' @examplesIf hornpipe:::can_run()
#' optimizer_lamb(learning_rate = 0.01)
#' @export
optimizer_lamb <- wraps("optimizers.Lamb", function(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-07,
    weight_decay = NULL, clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99,
    ema_overwrite_frequency = NULL, loss_scale_factor = NULL, gradient_accumulation_steps = NULL, name = NULL, ...,
    jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$Lamb, with_rate(list(learning_rate = as_real(learning_rate), beta_1 = as_real(beta_1),
    beta_2 = as_real(beta_2),
    epsilon = as_real(epsilon), weight_decay = as_real(weight_decay),
    clipnorm = as_real(clipnorm),
    clipvalue = as_real(clipvalue), global_clipnorm = as_real(global_clipnorm),
    use_ema = as_flag(use_ema),
    ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency),
    loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps),
    name = as_text(name), ...)))
})

#' Steps of one size along the sign of an average of gradients. A rate 3 to 10 times smaller than
#' Adam's suits it
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param beta_1 Weight of the momentum against the present gradient in the step.
#' @param beta_2 How much of the momentum stays from step to step.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Chen et al., 2023, https://arxiv.org/abs/2302.06675
#' @examplesIf hornpipe:::can_run()
#' optimizer_lion(learning_rate = 0.01)
#' @export
optimizer_lion <- wraps("optimizers.Lion", function(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.99, weight_decay = NULL,
    clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99,
    ema_overwrite_frequency = NULL, loss_scale_factor = NULL, gradient_accumulation_steps = NULL, name = NULL, ...,
    jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$Lion, with_rate(list(learning_rate = as_real(learning_rate), beta_1 = as_real(beta_1),
    beta_2 = as_real(beta_2),
    weight_decay = as_real(weight_decay), clipnorm = as_real(clipnorm),
    clipvalue = as_real(clipvalue),
    global_clipnorm = as_real(global_clipnorm), use_ema = as_flag(use_ema),
    ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency),
    loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps),
    name = as_text(name), ...)))
})

#' Multiplies the loss before gradients are taken, and leaves out the steps whose gradients
#' overflow
#'
#' The factor doubles after `dynamic_growth_steps` good steps in a row, and halves after a bad one.
#'
#' @param inner_optimizer The optimizer that does the steps; rate, clipping, decay and averages are
#'   set there.
#' @param initial_scale The first factor.
#' @param dynamic_growth_steps Good steps after which the factor doubles.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Micikevicius et al., 2018, https://arxiv.org/abs/1710.03740
#' @examplesIf hornpipe:::can_run()
#' optimizer_loss_scale(optimizer_adam())
#' @export
optimizer_loss_scale <- wraps("optimizers.LossScaleOptimizer", function(inner_optimizer, initial_scale = 32768,
    dynamic_growth_steps = 2000L, name = NULL, ..., jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$LossScaleOptimizer, with_rate(list(inner_optimizer = as_part(inner_optimizer),
    initial_scale = as_real(initial_scale),
    dynamic_growth_steps = as_int(dynamic_growth_steps), name = as_text(name),
    ...)))
})

#' Which optimizer is for which variable: regular expressions over whole paths of variables
#'
#' @param default_optimizer For the variables that no expression matches.
#' @param optimizer_map Named list of expressions to optimizers.
#' @param jit_compile Of keras 2.x: without effect.
#' @return An optimizer for [compile()].
#' @examplesIf hornpipe:::can_run()
#' optimizer_map(optimizer_sgd(0.1), list("embedding/.*" = optimizer_adam(0.001)))
#' @export
optimizer_map <- wraps("optimizers.OptimizerMap", function(default_optimizer, optimizer_map = NULL, jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$OptimizerMap, list(default_optimizer = as_part(default_optimizer),
    optimizer_map = optimizer_map))
})

#' Updates each variable by the optimizer chosen for it
#'
#' @param optimizer_map An [optimizer_map()], or a function that gives the optimizer of a variable.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken; replaces the
#'   factors of the optimizers.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @return An optimizer for [compile()].
#' @examplesIf hornpipe:::can_run()
#' optimizer_multi(optimizer_map(optimizer_adam()))
#' @export
optimizer_multi <- wraps("optimizers.MultiOptimizer", function(optimizer_map, loss_scale_factor = NULL, name = NULL,
    jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$MultiOptimizer, list(optimizer_map = optimizer_map,
    loss_scale_factor = as_real(loss_scale_factor), name = as_text(name)))
})

#' Steps along the nearest orthogonal matrix to the momentum of each kernel
#'
#' Only matrices are updated so. Vectors, kernels of convolutions, embeddings and the layers of
#' `exclude_layers` (the last layer should be among them) follow AdamW.
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param adam_beta_1 `beta_1` of AdamW.
#' @param adam_beta_2 `beta_2` of AdamW.
#' @param adam_weight_decay Weight decay of the variables that follow AdamW.
#' @param epsilon Of AdamW, and in the scaling of the momentum.
#' @param weight_decay Weight decay of the matrices.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param exclude_layers Regular expressions; a variable with one of them in its path follows
#'   AdamW.
#' @param exclude_embeddings Whether variables with "embedding" in their path follow AdamW.
#' @param muon_a Coefficients of the Newton-Schulz iteration.
#' @param muon_b Coefficients of the Newton-Schulz iteration.
#' @param muon_c Coefficients of the Newton-Schulz iteration.
#' @param adam_lr_ratio Learning rate of AdamW, as a multiple of `learning_rate`.
#' @param momentum How much of the last steps goes on.
#' @param ns_steps Iterations of Newton-Schulz.
#' @param nesterov Whether the gradient counts as taken where the momentum leads.
#' @param rms_rate Root mean square that steps are scaled to, as with AdamW; unscaled if `NULL`.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Jordan, 2024, https://kellerjordan.github.io/posts/muon/; Liu et al., 2025,
#'   https://arxiv.org/abs/2502.16982
#' @examplesIf hornpipe:::can_run()
#' optimizer_muon(learning_rate = 0.01)
#' @export
optimizer_muon <- wraps("optimizers.Muon", function(learning_rate = 0.001, adam_beta_1 = 0.9, adam_beta_2 = 0.999,
    adam_weight_decay = 0.004, epsilon = 1e-07, weight_decay = 0.004, clipnorm = NULL, clipvalue = NULL,
    global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99, ema_overwrite_frequency = NULL,
    loss_scale_factor = NULL, gradient_accumulation_steps = NULL, name = NULL, exclude_layers = NULL,
    exclude_embeddings = TRUE, muon_a = 3.4445, muon_b = -4.775, muon_c = 2.0315, adam_lr_ratio = 1, momentum = 0.95,
    ns_steps = 5L, nesterov = TRUE, rms_rate = 0.2, ..., jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$Muon, with_rate(list(learning_rate = as_real(learning_rate),
    adam_beta_1 = as_real(adam_beta_1),
    adam_beta_2 = as_real(adam_beta_2),
    adam_weight_decay = as_real(adam_weight_decay), epsilon = as_real(epsilon),
    weight_decay = as_real(weight_decay),
    clipnorm = as_real(clipnorm), clipvalue = as_real(clipvalue),
    global_clipnorm = as_real(global_clipnorm),
    use_ema = as_flag(use_ema), ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency), loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps), name = as_text(name),
    exclude_layers = as_texts(exclude_layers), exclude_embeddings = as_flag(exclude_embeddings), muon_a = as_real(muon_a),
    muon_b = as_real(muon_b), muon_c = as_real(muon_c), adam_lr_ratio = as_real(adam_lr_ratio),
    momentum = as_real(momentum), ns_steps = as_int(ns_steps), nesterov = as_flag(nesterov), rms_rate = as_real(rms_rate),
    ...)))
})

#' Adam with Nesterov's momentum
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param beta_1 How much of the average of gradients stays from step to step, in the long run.
#' @param beta_2 The same for the average of their squares.
#' @param epsilon Keeps the division finite.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Dozat, 2016, https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ
#' @examplesIf hornpipe:::can_run()
#' optimizer_nadam(learning_rate = 0.01)
#' @export
optimizer_nadam <- wraps("optimizers.Nadam", function(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-07,
    weight_decay = NULL, clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99,
    ema_overwrite_frequency = NULL, loss_scale_factor = NULL, gradient_accumulation_steps = NULL, name = NULL, ...,
    jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$Nadam, with_rate(list(learning_rate = as_real(learning_rate), beta_1 = as_real(beta_1),
    beta_2 = as_real(beta_2),
    epsilon = as_real(epsilon), weight_decay = as_real(weight_decay),
    clipnorm = as_real(clipnorm),
    clipvalue = as_real(clipvalue), global_clipnorm = as_real(global_clipnorm),
    use_ema = as_flag(use_ema),
    ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency),
    loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps),
    name = as_text(name), ...)))
})

#' Gradients divided by the root of the average of their squares
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param rho How much of the average stays from step to step.
#' @param momentum How much of the last step goes on.
#' @param epsilon Keeps the division finite.
#' @param centered Whether the variance divides, not the average of squares; costs one more slot.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Hinton, 2012,
#'   https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf
#' @examplesIf hornpipe:::can_run()
#' optimizer_rmsprop(learning_rate = 0.01)
#' @export
optimizer_rmsprop <- wraps("optimizers.RMSprop", function(learning_rate = 0.001, rho = 0.9, momentum = 0, epsilon = 1e-07,
    centered = FALSE, weight_decay = NULL, clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE,
    ema_momentum = 0.99, ema_overwrite_frequency = NULL, loss_scale_factor = NULL, gradient_accumulation_steps = NULL,
    name = NULL, ..., jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$RMSprop, with_rate(list(learning_rate = as_real(learning_rate), rho = as_real(rho),
    momentum = as_real(momentum),
    epsilon = as_real(epsilon), centered = as_flag(centered),
    weight_decay = as_real(weight_decay),
    clipnorm = as_real(clipnorm), clipvalue = as_real(clipvalue),
    global_clipnorm = as_real(global_clipnorm),
    use_ema = as_flag(use_ema), ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency), loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps), name = as_text(name), ...)))
})

#' Adam's steps on a hidden sequence; the variables lie between it and its plain average. Needs no
#' schedule
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param beta_1 Weight of the average in the variables, where gradients are taken.
#' @param beta_2 How much of the average of squared gradients stays from step to step.
#' @param epsilon Keeps the division finite.
#' @param warmup_steps Steps in which the rate rises in a straight line.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Defazio et al., 2024, https://arxiv.org/abs/2405.15682
#' @examplesIf hornpipe:::can_run()
#' optimizer_schedule_free_adam_w(learning_rate = 0.01)
#' @export
optimizer_schedule_free_adam_w <- wraps("optimizers.ScheduleFreeAdamW", function(learning_rate = 0.0025, beta_1 = 0.9,
    beta_2 = 0.999, epsilon = 1e-08, warmup_steps = 0L, weight_decay = NULL, clipnorm = NULL, clipvalue = NULL,
    global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99, ema_overwrite_frequency = NULL,
    loss_scale_factor = NULL, gradient_accumulation_steps = NULL, name = NULL, ..., jit_compile = NULL) {
  without_effect(jit_compile)
  call_python(core()$optimizers$ScheduleFreeAdamW, with_rate(list(learning_rate = as_real(learning_rate),
    beta_1 = as_real(beta_1), beta_2 = as_real(beta_2),
    epsilon = as_real(epsilon), warmup_steps = as_int(warmup_steps),
    weight_decay = as_real(weight_decay),
    clipnorm = as_real(clipnorm), clipvalue = as_real(clipvalue),
    global_clipnorm = as_real(global_clipnorm),
    use_ema = as_flag(use_ema), ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency), loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps), name = as_text(name), ...)))
})

#' Gradient descent, with momentum if wanted: `m = momentum * m - lr * g`, then `w += m`
#'
#' @param learning_rate A number, a schedule, or a function without arguments.
#' @param momentum How much of the last step goes on.
#' @param nesterov Whether the gradient counts as taken where the momentum leads.
#' @param weight_decay Part of a variable taken off at each step, times the learning rate.
#' @param clipnorm Norm that the gradient of each variable is scaled down to.
#' @param clipvalue Bound that each element of the gradients is pressed into.
#' @param global_clipnorm Norm that all gradients together are scaled down to.
#' @param use_ema Whether a moving average of the variables is kept; training ends with it in their
#'   place.
#' @param ema_momentum Weight of the past in that average.
#' @param ema_overwrite_frequency Steps after which the average replaces the variables; only at the
#'   end of training if `NULL`.
#' @param loss_scale_factor What the loss is multiplied by before gradients are taken, and they are
#'   divided by.
#' @param gradient_accumulation_steps Number of calls whose gradients are averaged into one step.
#' @param name Name of the optimizer.
#' @param jit_compile Of keras 2.x: without effect.
#' @param amsgrad Of keras 2.x: without effect.
#' @param ... Further arguments, by name, passed on to Python.
#' @return An optimizer for [compile()].
#' @references Sutskever et al., 2013, https://proceedings.mlr.press/v28/sutskever13.html
#' @examplesIf hornpipe:::can_run()
#' optimizer_sgd(learning_rate = 0.01)
#' @export
optimizer_sgd <- wraps("optimizers.SGD", function(learning_rate = 0.01, momentum = 0, nesterov = FALSE, weight_decay = NULL,
    clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99,
    ema_overwrite_frequency = NULL, loss_scale_factor = NULL, gradient_accumulation_steps = NULL, name = NULL, ...,
    jit_compile = NULL, amsgrad = NULL) {
  without_effect(amsgrad)
  without_effect(jit_compile)
  call_python(core()$optimizers$SGD, with_rate(list(learning_rate = as_real(learning_rate), momentum = as_real(momentum),
    nesterov = as_flag(nesterov),
    weight_decay = as_real(weight_decay), clipnorm = as_real(clipnorm),
    clipvalue = as_real(clipvalue),
    global_clipnorm = as_real(global_clipnorm), use_ema = as_flag(use_ema),
    ema_momentum = as_real(ema_momentum),
    ema_overwrite_frequency = as_int(ema_overwrite_frequency),
    loss_scale_factor = as_real(loss_scale_factor),
    gradient_accumulation_steps = as_int(gradient_accumulation_steps),
    name = as_text(name), ...)))
})
