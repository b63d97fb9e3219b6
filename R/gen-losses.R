# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' Crossentropy of two classes, or of many that do not exclude each other
#'
#' @param y_true Targets from 0 to 1, `(batch, ..., n)`.
#' @param y_pred Probabilities of the same shape, or logits.
#' @param from_logits Whether `y_pred` holds logits.
#' @param label_smoothing From 0 to 1: how far targets move towards 0.5.
#' @param axis Axis of the mean. Counted from 1, or from the end when negative.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2),
#'   loss = loss_binary_crossentropy())
#' as.array(loss_binary_crossentropy(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_binary_crossentropy <- wraps("losses.binary_crossentropy", function(y_true, y_pred, from_logits = FALSE,
    label_smoothing = 0, axis = -1L, ..., reduction = "sum_over_batch_size", name = "binary_crossentropy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$BinaryCrossentropy, list(from_logits = as_flag(from_logits),
      label_smoothing = as_real(label_smoothing), axis = as_axis(axis), reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$binary_crossentropy, list(as_array(y_true), as_array(y_pred),
    from_logits = as_flag(from_logits), label_smoothing = as_real(label_smoothing), axis = as_axis(axis)))
})

#' Binary crossentropy that gives less weight to what is classified well
#'
#' @param y_true Targets from 0 to 1, `(batch, ..., n)`.
#' @param y_pred Probabilities of the same shape, or logits.
#' @param apply_class_balancing Whether class 1 is weighted by `alpha` and class 0 by `1 - alpha`.
#' @param alpha Weight of class 1.
#' @param gamma How much weight well classified samples lose; 0 gives the crossentropy.
#' @param from_logits Whether `y_pred` holds logits.
#' @param label_smoothing From 0 to 1: how far targets move towards 0.5.
#' @param axis Axis of the mean. Counted from 1, or from the end when negative.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2),
#'   loss = loss_binary_focal_crossentropy())
#' as.array(loss_binary_focal_crossentropy(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_binary_focal_crossentropy <- wraps("losses.binary_focal_crossentropy", function(y_true, y_pred,
    apply_class_balancing = FALSE, alpha = 0.25, gamma = 2, from_logits = FALSE, label_smoothing = 0, axis = -1L, ...,
    reduction = "sum_over_batch_size", name = "binary_focal_crossentropy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$BinaryFocalCrossentropy, list(apply_class_balancing = as_flag(apply_class_balancing),
      alpha = as_real(alpha), gamma = as_real(gamma), from_logits = as_flag(from_logits),
      label_smoothing = as_real(label_smoothing), axis = as_axis(axis), reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$binary_focal_crossentropy, list(as_array(y_true), as_array(y_pred),
    apply_class_balancing = as_flag(apply_class_balancing), alpha = as_real(alpha), gamma = as_real(gamma),
    from_logits = as_flag(from_logits), label_smoothing = as_real(label_smoothing), axis = as_axis(axis)))
})

#' Crossentropy of classes that exclude each other, with one-hot targets
#'
#' @param y_true Targets, one-hot or distributions, `(batch, ..., classes)`.
#' @param y_pred Probabilities of the same shape, or logits. Probabilities are made to sum to 1.
#' @param from_logits Whether `y_pred` holds logits.
#' @param label_smoothing From 0 to 1: how far targets move towards the uniform distribution.
#' @param axis Axis of the classes. Counted from 1, or from the end when negative.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2),
#'   loss = loss_categorical_crossentropy())
#' as.array(loss_categorical_crossentropy(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_categorical_crossentropy <- wraps("losses.categorical_crossentropy", function(y_true, y_pred, from_logits = FALSE,
    label_smoothing = 0, axis = -1L, ..., reduction = "sum_over_batch_size", name = "categorical_crossentropy",
    dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$CategoricalCrossentropy, list(from_logits = as_flag(from_logits),
      label_smoothing = as_real(label_smoothing), axis = as_axis(axis), reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$categorical_crossentropy, list(as_array(y_true), as_array(y_pred),
    from_logits = as_flag(from_logits), label_smoothing = as_real(label_smoothing), axis = as_axis(axis)))
})

#' Categorical crossentropy that gives less weight to what is classified well
#'
#' @param y_true Targets, one-hot or distributions, `(batch, ..., classes)`.
#' @param y_pred Probabilities of the same shape, or logits.
#' @param alpha Weight, one for all classes or one for each.
#' @param gamma How much weight well classified samples lose; 0 gives the crossentropy.
#' @param from_logits Whether `y_pred` holds logits.
#' @param label_smoothing From 0 to 1: how far targets move towards the uniform distribution.
#' @param axis Axis of the classes. Counted from 1, or from the end when negative.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2),
#'   loss = loss_categorical_focal_crossentropy())
#' as.array(loss_categorical_focal_crossentropy(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_categorical_focal_crossentropy <- wraps("losses.categorical_focal_crossentropy", function(y_true, y_pred, alpha = 0.25,
    gamma = 2, from_logits = FALSE, label_smoothing = 0, axis = -1L, ..., reduction = "sum_over_batch_size",
    name = "categorical_focal_crossentropy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$CategoricalFocalCrossentropy, list(alpha = as_reals(alpha), gamma = as_real(gamma),
      from_logits = as_flag(from_logits), label_smoothing = as_real(label_smoothing), axis = as_axis(axis),
      reduction = as_text(reduction), name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$categorical_focal_crossentropy, list(as_array(y_true), as_array(y_pred),
    alpha = as_reals(alpha), gamma = as_real(gamma), from_logits = as_flag(from_logits),
    label_smoothing = as_real(label_smoothing), axis = as_axis(axis)))
})

#' Categorical crossentropy made robust against wrong labels
#'
#' @param y_true Class numbers from 0, `(batch, ...)`, possibly with a last axis of size 1.
#' @param y_pred Probabilities, `(batch, ..., classes)`.
#' @param q Between 0 and 1, both excluded.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' as.array(loss_categorical_generalized_cross_entropy(c(1, 0), rbind(c(0.2, 0.8), c(0.6, 0.4))))
#' @export
loss_categorical_generalized_cross_entropy <- wraps("losses.categorical_generalized_cross_entropy", function(y_true, y_pred,
    q = 0.5, ..., reduction = "sum_over_batch_size", name = "categorical_generalized_cross_entropy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$CategoricalGeneralizedCrossEntropy, list(q = as_real(q), reduction = as_text(reduction),
      name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$categorical_generalized_cross_entropy, list(as_array(y_true), as_array(y_pred), q = as_real(q)))
})

#' Hinge loss of classes that exclude each other
#'
#' @param y_true One-hot targets, `(batch, ..., classes)`.
#' @param y_pred Scores of the same shape.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2),
#'   loss = loss_categorical_hinge())
#' as.array(loss_categorical_hinge(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_categorical_hinge <- wraps("losses.categorical_hinge", function(y_true, y_pred, ..., reduction = "sum_over_batch_size",
    name = "categorical_hinge", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$CategoricalHinge, list(reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$categorical_hinge, list(as_array(y_true), as_array(y_pred)))
})

#' Circle loss of embeddings of length 1, with class numbers as targets
#'
#' @param y_true Class numbers from 0, `(batch)`.
#' @param y_pred Embeddings of length 1, `(batch, size)`.
#' @param ref_labels Class numbers from 0 of the embeddings to compare with; `y_true` if `NULL`.
#' @param ref_embeddings The embeddings to compare with; `y_pred` if `NULL`.
#' @param remove_diagonal Whether an embedding is not compared with the reference of the same
#'   number.
#' @param gamma Scale.
#' @param margin Where pairs begin to count, from 0 to 1.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' as.array(loss_circle(1:2, rbind(c(0.1, 0.9), c(0.8, 0.2))))
#' @export
loss_circle <- wraps("losses.circle", function(y_true, y_pred, ref_labels = NULL, ref_embeddings = NULL,
    remove_diagonal = TRUE, gamma = 80, margin = 0.4, ..., reduction = "sum_over_batch_size", name = "circle",
    dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$Circle, list(remove_diagonal = as_flag(remove_diagonal), gamma = as_real(gamma),
      margin = as_real(margin), reduction = as_text(reduction), name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$circle, list(as_array(y_true), as_array(y_pred), ref_labels = as_array(ref_labels),
    ref_embeddings = as_array(ref_embeddings), remove_diagonal = as_flag(remove_diagonal), gamma = as_real(gamma),
    margin = as_real(margin)))
})

#' Minus the mean cosine of the angle between targets and predictions
#'
#' @param y_true Targets.
#' @param y_pred Predictions of the same shape.
#' @param axis Axis along which the vectors lie. Counted from 1, or from the end when negative.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2),
#'   loss = loss_cosine_similarity())
#' as.array(loss_cosine_similarity(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_cosine_similarity <- wraps("losses.cosine_similarity", function(y_true, y_pred, axis = -1L, ...,
    reduction = "sum_over_batch_size", name = "cosine_similarity", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$CosineSimilarity, list(axis = as_axis(axis), reduction = as_text(reduction),
      name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$cosine_similarity, list(as_array(y_true), as_array(y_pred), axis = as_axis(axis)))
})

#' Loss of label sequences whose alignment with the frames is not known
#'
#' @param y_true Label sequences, `(batch, length)`; 0 stands for the blank and fills up short
#'   ones.
#' @param y_pred Logits, `(batch, frames, classes)`.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' loss_ctc()
#' @export
loss_ctc <- wraps("losses.ctc", function(y_true, y_pred, ..., reduction = "sum_over_batch_size", name = "ctc", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$CTC, list(reduction = as_text(reduction), name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$ctc, list(as_array(y_true), as_array(y_pred)))
})

#' One minus the Dice coefficient of the two regions
#'
#' @param y_true True region, values from 0 to 1.
#' @param y_pred Predicted region of the same shape.
#' @param axis Axes over which regions extend; all if `NULL`. Counted from 1, or from the end when
#'   negative.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2), loss = loss_dice())
#' as.array(loss_dice(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_dice <- wraps("losses.dice", function(y_true, y_pred, axis = NULL, ..., reduction = "sum_over_batch_size",
    name = "dice", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$Dice, list(axis = as_axes(axis), reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$dice, list(as_array(y_true), as_array(y_pred), axis = as_axes(axis)))
})

#' Mean hinge loss of two classes
#'
#' @param y_true Targets -1 and 1, or 0 and 1, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2), loss = loss_hinge())
#' as.array(loss_hinge(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_hinge <- wraps("losses.hinge", function(y_true, y_pred, ..., reduction = "sum_over_batch_size", name = "hinge",
    dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$Hinge, list(reduction = as_text(reduction), name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$hinge, list(as_array(y_true), as_array(y_pred)))
})

#' Squared errors where they are small, absolute ones where they are great
#'
#' @param y_true Targets, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @param delta Where the loss turns from a square into a line.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2), loss = loss_huber())
#' as.array(loss_huber(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_huber <- wraps("losses.huber", function(y_true, y_pred, delta = 1, ..., reduction = "sum_over_batch_size",
    name = "huber_loss", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$Huber, list(delta = as_real(delta), reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$huber, list(as_array(y_true), as_array(y_pred), delta = as_real(delta)))
})

#' Kullback-Leibler divergence of predicted distributions from the true ones
#'
#' @param y_true True distributions, `(batch, ..., n)`.
#' @param y_pred Predicted distributions of the same shape.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2), loss = loss_kl_divergence())
#' as.array(loss_kl_divergence(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' as.array(loss_kullback_leibler_divergence(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_kl_divergence <- wraps("losses.kl_divergence", function(y_true, y_pred, ..., reduction = "sum_over_batch_size",
    name = "kl_divergence", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$KLDivergence, list(reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$kl_divergence, list(as_array(y_true), as_array(y_pred)))
})

#' @rdname loss_kl_divergence
#' @export
loss_kullback_leibler_divergence <- loss_kl_divergence

#' Mean logarithm of the hyperbolic cosine of the error
#'
#' @param y_true Targets, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2), loss = loss_log_cosh())
#' as.array(loss_log_cosh(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' as.array(loss_logcosh(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_log_cosh <- wraps("losses.log_cosh", function(y_true, y_pred, ..., reduction = "sum_over_batch_size",
    name = "log_cosh", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$LogCosh, list(reduction = as_text(reduction), name = as_text(name), dtype = as_dtype(dtype),
      ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$log_cosh, list(as_array(y_true), as_array(y_pred)))
})

#' @rdname loss_log_cosh
#' @export
loss_logcosh <- loss_log_cosh

#' Mean of absolute errors
#'
#' @param y_true Targets, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2),
#'   loss = loss_mean_absolute_error())
#' as.array(loss_mean_absolute_error(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_mean_absolute_error <- wraps("losses.mean_absolute_error", function(y_true, y_pred, ...,
    reduction = "sum_over_batch_size", name = "mean_absolute_error", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$MeanAbsoluteError, list(reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$mean_absolute_error, list(as_array(y_true), as_array(y_pred)))
})

#' Mean of absolute errors, in percent of the targets
#'
#' @param y_true Targets, `(batch, ..., n)`; those near 0 count as [config_epsilon()].
#' @param y_pred Predictions of the same shape.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2),
#'   loss = loss_mean_absolute_percentage_error())
#' as.array(loss_mean_absolute_percentage_error(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_mean_absolute_percentage_error <- wraps("losses.mean_absolute_percentage_error", function(y_true, y_pred, ...,
    reduction = "sum_over_batch_size", name = "mean_absolute_percentage_error", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$MeanAbsolutePercentageError, list(reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$mean_absolute_percentage_error, list(as_array(y_true), as_array(y_pred)))
})

#' Mean of squared errors
#'
#' @param y_true Targets, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' # the values, one for each row
#' as.array(loss_mean_squared_error(matrix(c(0, 1), 1), matrix(c(0.5, 1), 1)))
#'
#' # an object for compile(); the function itself, or its name, will do too
#' mse <- loss_mean_squared_error(reduction = "sum")
#' @export
loss_mean_squared_error <- wraps("losses.mean_squared_error", function(y_true, y_pred, ...,
    reduction = "sum_over_batch_size", name = "mean_squared_error", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$MeanSquaredError, list(reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$mean_squared_error, list(as_array(y_true), as_array(y_pred)))
})

#' Mean of squared errors of the logarithms
#'
#' @param y_true Targets, `(batch, ..., n)`; negative ones count as 0.
#' @param y_pred Predictions of the same shape, likewise.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2),
#'   loss = loss_mean_squared_logarithmic_error())
#' as.array(loss_mean_squared_logarithmic_error(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_mean_squared_logarithmic_error <- wraps("losses.mean_squared_logarithmic_error", function(y_true, y_pred, ...,
    reduction = "sum_over_batch_size", name = "mean_squared_logarithmic_error", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$MeanSquaredLogarithmicError, list(reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$mean_squared_logarithmic_error, list(as_array(y_true), as_array(y_pred)))
})

#' Negative log-likelihood of counts, up to a constant
#'
#' @param y_true Counts, `(batch, ..., n)`.
#' @param y_pred Rates of the same shape, not negative.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2), loss = loss_poisson())
#' as.array(loss_poisson(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_poisson <- wraps("losses.poisson", function(y_true, y_pred, ..., reduction = "sum_over_batch_size", name = "poisson",
    dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$Poisson, list(reduction = as_text(reduction), name = as_text(name), dtype = as_dtype(dtype),
      ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$poisson, list(as_array(y_true), as_array(y_pred)))
})

#' Crossentropy of classes that exclude each other, with class numbers as targets
#'
#' @param y_true Class numbers from 0, `(batch, ...)`, possibly with a class axis of size 1.
#' @param y_pred Probabilities, `(batch, ..., classes)`, or logits. Probabilities are made to sum
#'   to 1.
#' @param from_logits Whether `y_pred` holds logits.
#' @param ignore_class A class number whose samples do not count; none if `NULL`.
#' @param axis Axis of the classes. Counted from 1, or from the end when negative.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' as.array(loss_sparse_categorical_crossentropy(c(1, 0), rbind(c(0.2, 0.8), c(0.6, 0.4))))
#' @export
loss_sparse_categorical_crossentropy <- wraps("losses.sparse_categorical_crossentropy", function(y_true, y_pred,
    from_logits = FALSE, ignore_class = NULL, axis = -1L, ..., reduction = "sum_over_batch_size",
    name = "sparse_categorical_crossentropy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$SparseCategoricalCrossentropy, list(from_logits = as_flag(from_logits),
      ignore_class = as_int(ignore_class), axis = as_axis(axis), reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$sparse_categorical_crossentropy, list(as_array(y_true), as_array(y_pred),
    from_logits = as_flag(from_logits), ignore_class = as_int(ignore_class), axis = as_axis(axis)))
})

#' Mean squared hinge loss of two classes
#'
#' @param y_true Targets -1 and 1, or 0 and 1, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2), loss = loss_squared_hinge())
#' as.array(loss_squared_hinge(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_squared_hinge <- wraps("losses.squared_hinge", function(y_true, y_pred, ..., reduction = "sum_over_batch_size",
    name = "squared_hinge", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$SquaredHinge, list(reduction = as_text(reduction), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$squared_hinge, list(as_array(y_true), as_array(y_pred)))
})

#' One minus the Tversky index of the two regions
#'
#' @param y_true True region, values from 0 to 1.
#' @param y_pred Predicted region of the same shape.
#' @param alpha Weight of what is true and not predicted.
#' @param beta Weight of what is predicted and not true.
#' @param axis Axes over which regions extend; all if `NULL`. Counted from 1, or from the end when
#'   negative.
#' @param reduction What becomes of the values: "sum_over_batch_size" or "mean" (their mean),
#'   "sum", "mean_with_sample_weight" (divided by the sum of the weights), "none" or `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' compile(keras_model_sequential(input_shape = 4) %>% layer_dense(2), loss = loss_tversky())
#' as.array(loss_tversky(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
loss_tversky <- wraps("losses.tversky", function(y_true, y_pred, alpha = 0.5, beta = 0.5, axis = NULL, ...,
    reduction = "sum_over_batch_size", name = "tversky", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$losses$Tversky, list(alpha = as_real(alpha), beta = as_real(beta), axis = as_axes(axis),
      reduction = as_text(reduction), name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("reduction", "name", "dtype"), ...)
  call_python(core()$losses$tversky, list(as_array(y_true), as_array(y_pred), alpha = as_real(alpha), beta = as_real(beta),
    axis = as_axes(axis)))
})
