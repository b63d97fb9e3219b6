# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' Share of predictions that equal their targets
#'
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_accuracy()
#' metric$update_state(c(1, 2, 3), c(1, 2, 4))
#' as.array(metric$result())
#' @export
metric_accuracy <- wraps("metrics.Accuracy", function(..., name = "accuracy", dtype = NULL) {
  call_python(core()$metrics$Accuracy, list(name = as_text(name), dtype = as_dtype(dtype), ...))
})

#' Area under the ROC or precision-recall curve, summed over thresholds
#'
#' @param num_thresholds How many thresholds the curve is drawn through; more are more exact.
#' @param curve "ROC", "PR" (precision and recall) or "PRGAIN" (their gains).
#' @param summation_method "interpolation" (trapezoids; for "PR" the curve of Davis and Goadrich),
#'   "majoring" or "minoring" (boxes above or below).
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param thresholds The inner thresholds themselves; evenly spaced ones if `NULL`.
#' @param multi_label Whether the last axis holds labels, each with an area of its own, which are
#'   averaged.
#' @param num_labels Number of labels, where the variables are wanted before the first batch.
#' @param label_weights Weights of the labels.
#' @param from_logits Whether `y_pred` holds logits.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @references Davis and Goadrich, 2006, https://doi.org/10.1145/1143844.1143874
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_auc()
#' metric$update_state(c(0, 0, 1, 1), c(0.1, 0.6, 0.4, 0.9))
#' as.array(metric$result())
#' @export
metric_auc <- wraps("metrics.AUC", function(..., num_thresholds = 200L, curve = "ROC", summation_method = "interpolation",
    name = NULL, dtype = NULL, thresholds = NULL, multi_label = FALSE, num_labels = NULL, label_weights = NULL,
    from_logits = FALSE) {
  call_python(core()$metrics$AUC, list(num_thresholds = as_int(num_thresholds), curve = as_text(curve),
    summation_method = as_text(summation_method), name = as_text(name), dtype = as_dtype(dtype),
    thresholds = as_reals(thresholds), multi_label = as_flag(multi_label), num_labels = as_int(num_labels),
    label_weights = as_reals(label_weights), from_logits = as_flag(from_logits), ...))
})

#' Share of right predictions, of two classes
#'
#' @param y_true Targets 0 and 1.
#' @param y_pred Probabilities of class 1, of the same shape.
#' @param threshold Above it, class 1 is predicted.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_binary_accuracy(threshold = 0.7)
#' invisible(metric$update_state(c(1, 1, 0), c(0.9, 0.6, 0.2)))
#' as.numeric(metric$result())   # 2 of 3
#' @export
metric_binary_accuracy <- wraps("metrics.binary_accuracy", function(y_true, y_pred, threshold = 0.5, ...,
    name = "binary_accuracy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$BinaryAccuracy, list(threshold = as_real(threshold), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$binary_accuracy, list(as_array(y_true), as_array(y_pred), threshold = as_real(threshold)))
})

#' Mean crossentropy of two classes, or of many that do not exclude each other
#'
#' @param y_true Targets from 0 to 1, `(batch, ..., n)`.
#' @param y_pred Probabilities of the same shape, or logits.
#' @param from_logits Whether `y_pred` holds logits.
#' @param label_smoothing From 0 to 1: how far targets move towards 0.5.
#' @param axis Axis of the mean. Counted from 1, or from the end when negative.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_binary_crossentropy()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_binary_crossentropy <- wraps("metrics.binary_crossentropy", function(y_true, y_pred, from_logits = FALSE,
    label_smoothing = 0, axis = -1L, ..., name = "binary_crossentropy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$BinaryCrossentropy, list(from_logits = as_flag(from_logits),
      label_smoothing = as_real(label_smoothing), name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$binary_crossentropy, list(as_array(y_true), as_array(y_pred),
    from_logits = as_flag(from_logits), label_smoothing = as_real(label_smoothing), axis = as_axis(axis)))
})

#' Binary crossentropy times `(1 - p)^gamma`, `p` being the probability given to the truth; mean
#' over `axis`
#'
#' @section Shapes:
#' Two of `(batch, ..., n)` to `(batch, ...)`.
#'
#' @param y_true Targets from 0 to 1, `(batch, ..., n)`.
#' @param y_pred Probabilities of the same shape, or logits.
#' @param apply_class_balancing Whether class 1 is weighted by `alpha` and class 0 by `1 - alpha`.
#' @param alpha Weight of class 1.
#' @param gamma How much weight well classified samples lose; 0 gives the crossentropy.
#' @param from_logits Whether `y_pred` holds logits.
#' @param label_smoothing From 0 to 1: how far targets move towards 0.5.
#' @param axis Axis of the mean. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @references Lin et al., 2018, https://arxiv.org/abs/1708.02002
#' @examplesIf hornpipe:::can_run()
#' as.array(metric_binary_focal_crossentropy(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
metric_binary_focal_crossentropy <- wraps("metrics.binary_focal_crossentropy", function(y_true, y_pred,
    apply_class_balancing = FALSE, alpha = 0.25, gamma = 2, from_logits = FALSE, label_smoothing = 0, axis = -1L) {
  call_python(core()$metrics$binary_focal_crossentropy, list(as_array(y_true), as_array(y_pred),
    apply_class_balancing = as_flag(apply_class_balancing), alpha = as_real(alpha), gamma = as_real(gamma),
    from_logits = as_flag(from_logits), label_smoothing = as_real(label_smoothing), axis = as_axis(axis)))
})

#' Intersection over union of class 0, class 1 or both, predicted by probabilities
#'
#' @param target_class_ids The classes that count.
#' @param threshold From it on, class 1 is predicted.
#' @param name Name.
#' @param dtype Dtype of the counts; "int32" if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_binary_iou(threshold = 0.5)
#' metric$update_state(c(0, 1, 1), c(0.2, 0.8, 0.3))
#' as.array(metric$result())
#' @export
metric_binary_iou <- wraps("metrics.BinaryIoU", function(..., target_class_ids = c(0L, 1L), threshold = 0.5, name = NULL,
    dtype = NULL) {
  call_python(core()$metrics$BinaryIoU, list(target_class_ids = as_ints(target_class_ids), threshold = as_real(threshold),
    name = as_text(name), dtype = as_dtype(dtype), ...))
})

#' Share of right predictions, with one-hot targets
#'
#' @param y_true One-hot targets, `(batch, ..., classes)`.
#' @param y_pred Probabilities or logits of the same shape.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_categorical_accuracy()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_categorical_accuracy <- wraps("metrics.categorical_accuracy", function(y_true, y_pred, ...,
    name = "categorical_accuracy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$CategoricalAccuracy, list(name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$categorical_accuracy, list(as_array(y_true), as_array(y_pred)))
})

#' Mean crossentropy of classes that exclude each other, with one-hot targets
#'
#' @param y_true Targets, one-hot or distributions, `(batch, ..., classes)`.
#' @param y_pred Probabilities of the same shape, or logits. Probabilities are made to sum to 1.
#' @param from_logits Whether `y_pred` holds logits.
#' @param label_smoothing From 0 to 1: how far targets move towards the uniform distribution.
#' @param axis Axis of the classes. Counted from 1, or from the end when negative.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_categorical_crossentropy()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_categorical_crossentropy <- wraps("metrics.categorical_crossentropy", function(y_true, y_pred, from_logits = FALSE,
    label_smoothing = 0, axis = -1L, ..., name = "categorical_crossentropy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$CategoricalCrossentropy, list(from_logits = as_flag(from_logits),
      label_smoothing = as_real(label_smoothing), axis = as_axis(axis), name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$categorical_crossentropy, list(as_array(y_true), as_array(y_pred),
    from_logits = as_flag(from_logits), label_smoothing = as_real(label_smoothing), axis = as_axis(axis)))
})

#' Categorical crossentropy with the term of each class weighted by `alpha * (1 - p)^gamma`
#'
#' @section Shapes:
#' Two of `(batch, ..., classes)` to `(batch, ...)`.
#'
#' @param y_true Targets, one-hot or distributions, `(batch, ..., classes)`.
#' @param y_pred Probabilities of the same shape, or logits.
#' @param alpha Weight, one for all classes or one for each.
#' @param gamma How much weight well classified samples lose; 0 gives the crossentropy.
#' @param from_logits Whether `y_pred` holds logits.
#' @param label_smoothing From 0 to 1: how far targets move towards the uniform distribution.
#' @param axis Axis of the classes. Counted from 1, or from the end when negative.
#' @return A tensor.
#' @references Lin et al., 2018, https://arxiv.org/abs/1708.02002
#' @examplesIf hornpipe:::can_run()
#' as.array(metric_categorical_focal_crossentropy(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
metric_categorical_focal_crossentropy <- wraps("metrics.categorical_focal_crossentropy", function(y_true, y_pred,
    alpha = 0.25, gamma = 2, from_logits = FALSE, label_smoothing = 0, axis = -1L) {
  call_python(core()$metrics$categorical_focal_crossentropy, list(as_array(y_true), as_array(y_pred),
    alpha = as_reals(alpha), gamma = as_real(gamma), from_logits = as_flag(from_logits),
    label_smoothing = as_real(label_smoothing), axis = as_axis(axis)))
})

#' Mean hinge loss of classes that exclude each other
#'
#' @param y_true One-hot targets, `(batch, ..., classes)`.
#' @param y_pred Scores of the same shape.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_categorical_hinge()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_categorical_hinge <- wraps("metrics.categorical_hinge", function(y_true, y_pred, ..., name = "categorical_hinge",
    dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$CategoricalHinge, list(name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$categorical_hinge, list(as_array(y_true), as_array(y_pred)))
})

#' Mean of Lin's concordance correlation
#'
#' @param y_true Targets.
#' @param y_pred Predictions of the same shape.
#' @param axis Axis along which samples lie. Counted from 1, or from the end when negative.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric_concordance_correlation()
#' @export
metric_concordance_correlation <- wraps("metrics.concordance_correlation", function(y_true, y_pred, axis = -1L, ...,
    name = "concordance_correlation", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$ConcordanceCorrelation, list(axis = as_axis(axis), name = as_text(name),
      dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$concordance_correlation, list(as_array(y_true), as_array(y_pred), axis = as_axis(axis)))
})

#' Mean cosine of the angle between targets and predictions
#'
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param axis Axis along which the vectors lie. Counted from 1, or from the end when negative.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_cosine_similarity()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_cosine_similarity <- wraps("metrics.CosineSimilarity", function(..., name = "cosine_similarity", dtype = NULL,
    axis = -1L) {
  call_python(core()$metrics$CosineSimilarity, list(name = as_text(name), dtype = as_dtype(dtype), axis = as_axis(axis),
    ...))
})

#' Harmonic mean of precision and recall, for each class
#'
#' @param average What becomes of the classes: "macro" (mean of their scores), "weighted" (by how
#'   often they occur), "micro" (all counts together), or `NULL`: a score for each.
#' @param threshold Above it, a class is predicted; if `NULL`, the class with the greatest
#'   prediction is.
#' @param name Name.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_f1_score()
#' metric$update_state(diag(3), diag(3))
#' as.array(metric$result())
#' @export
metric_f1_score <- wraps("metrics.F1Score", function(..., average = NULL, threshold = NULL, name = "f1_score", dtype = NULL) {
  call_python(core()$metrics$F1Score, list(average = as_text(average), threshold = as_real(threshold), name = as_text(name),
    dtype = as_dtype(dtype), ...))
})

#' Number of predictions of class 0 that are wrong
#'
#' @param thresholds Values in \[0, 1\] above which class 1 is predicted; 0.5 if `NULL`. Several
#'   give a count for each.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_false_negatives()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_false_negatives <- wraps("metrics.FalseNegatives", function(..., thresholds = NULL, name = NULL, dtype = NULL) {
  call_python(core()$metrics$FalseNegatives, list(thresholds = as_reals(thresholds), name = as_text(name),
    dtype = as_dtype(dtype), ...))
})

#' Number of predictions of class 1 that are wrong
#'
#' @param thresholds Values in \[0, 1\] above which class 1 is predicted; 0.5 if `NULL`. Several
#'   give a count for each.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_false_positives()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_false_positives <- wraps("metrics.FalsePositives", function(..., thresholds = NULL, name = NULL, dtype = NULL) {
  call_python(core()$metrics$FalsePositives, list(thresholds = as_reals(thresholds), name = as_text(name),
    dtype = as_dtype(dtype), ...))
})

#' Fbeta score metric
#'
#' `(1 + beta^2) * precision * recall / (beta^2 * precision + recall)`, for each class.
#'
#' @param average What becomes of the classes: "macro" (mean of their scores), "weighted" (by how
#'   often they occur), "micro" (all counts together), or `NULL`: a score for each.
#' @param beta How much more recall counts than precision.
#' @param threshold Above it, a class is predicted; if `NULL`, the class with the greatest
#'   prediction is.
#' @param name Name.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @references van Rijsbergen, 1979, Information Retrieval
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_fbeta_score(beta = 2)
#' metric$update_state(diag(3), diag(3))
#' as.array(metric$result())
#' @export
metric_fbeta_score <- wraps("metrics.FBetaScore", function(..., average = NULL, beta = 1, threshold = NULL,
    name = "fbeta_score", dtype = NULL) {
  call_python(core()$metrics$FBetaScore, list(average = as_text(average), beta = as_real(beta),
    threshold = as_real(threshold), name = as_text(name), dtype = as_dtype(dtype), ...))
})

#' Mean hinge loss of two classes
#'
#' @param y_true Targets -1 and 1, or 0 and 1, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_hinge()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_hinge <- wraps("metrics.hinge", function(y_true, y_pred, ..., name = "hinge", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$Hinge, list(name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$hinge, list(as_array(y_true), as_array(y_pred)))
})

#' Half the squared error where it is below `delta`, beyond that `delta` times the absolute one;
#' mean over the last axis
#'
#' @section Shapes:
#' Two of `(batch, ..., n)` to `(batch, ...)`.
#'
#' @param y_true Targets, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @param delta Where the loss turns from a square into a line.
#' @return A tensor.
#' @references Huber, 1964, https://doi.org/10.1214/aoms/1177703732
#' @examplesIf hornpipe:::can_run()
#' as.array(metric_huber(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
metric_huber <- wraps("metrics.huber", function(y_true, y_pred, delta = 1) {
  call_python(core()$metrics$huber, list(as_array(y_true), as_array(y_pred), delta = as_real(delta)))
})

#' Mean over chosen classes of intersection over union
#'
#' @param num_classes Number of classes.
#' @param target_class_ids The classes that count.
#' @param name Name.
#' @param dtype Dtype of the counts; "int32" if `NULL`.
#' @param ignore_class A class number whose samples do not count; none if `NULL`.
#' @param sparse_y_true Whether `y_true` holds class numbers rather than one value per class.
#' @param sparse_y_pred Whether `y_pred` holds class numbers rather than one value per class.
#' @param axis Axis of the classes, where there is one. Counted from 1, or from the end when
#'   negative.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_iou(num_classes = 2, target_class_ids = 1)
#' metric$update_state(c(0, 1, 1), c(0, 1, 0))
#' as.array(metric$result())
#' @export
metric_iou <- wraps("metrics.IoU", function(..., num_classes, target_class_ids, name = NULL, dtype = NULL,
    ignore_class = NULL, sparse_y_true = TRUE, sparse_y_pred = TRUE, axis = -1L) {
  call_python(core()$metrics$IoU, list(num_classes = as_int(num_classes), target_class_ids = as_ints(target_class_ids),
    name = as_text(name), dtype = as_dtype(dtype), ignore_class = as_int(ignore_class),
    sparse_y_true = as_flag(sparse_y_true), sparse_y_pred = as_flag(sparse_y_pred), axis = as_axis(axis), ...))
})

#' Mean Kullback-Leibler divergence of predicted distributions from the true ones
#'
#' @param y_true True distributions, `(batch, ..., n)`.
#' @param y_pred Predicted distributions of the same shape.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_kl_divergence()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' metric <- metric_kullback_leibler_divergence()
#' @export
metric_kl_divergence <- wraps("metrics.kl_divergence", function(y_true, y_pred, ..., name = "kl_divergence", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$KLDivergence, list(name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$kl_divergence, list(as_array(y_true), as_array(y_pred)))
})

#' @rdname metric_kl_divergence
#' @export
metric_kullback_leibler_divergence <- metric_kl_divergence

#' Mean of `log(cosh(y_pred - y_true))` over the last axis: about half the square for small errors,
#' the distance for great ones
#'
#' @section Shapes:
#' Two of `(batch, ..., n)` to `(batch, ...)`.
#'
#' @param y_true Targets, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(metric_log_cosh(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1)))
#' @export
metric_log_cosh <- wraps("metrics.log_cosh", function(y_true, y_pred) {
  call_python(core()$metrics$log_cosh, list(as_array(y_true), as_array(y_pred)))
})

#' Mean logarithm of the hyperbolic cosine of the error
#'
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_log_cosh_error()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' metric <- metric_logcosh_error()
#' @export
metric_log_cosh_error <- wraps("metrics.LogCoshError", function(..., name = "logcosh", dtype = NULL) {
  call_python(core()$metrics$LogCoshError, list(name = as_text(name), dtype = as_dtype(dtype), ...))
})

#' @rdname metric_log_cosh_error
#' @export
metric_logcosh_error <- metric_log_cosh_error

#' Mean of all values
#'
#' @param name Name.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_mean()
#' metric$update_state(c(1, 2, 3))
#' as.array(metric$result())
#' @export
metric_mean <- wraps("metrics.Mean", function(..., name = "mean", dtype = NULL) {
  call_python(core()$metrics$Mean, list(name = as_text(name), dtype = as_dtype(dtype), ...))
})

#' Mean of absolute errors
#'
#' @param y_true Targets, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_mean_absolute_error()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_mean_absolute_error <- wraps("metrics.mean_absolute_error", function(y_true, y_pred, ...,
    name = "mean_absolute_error", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$MeanAbsoluteError, list(name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$mean_absolute_error, list(as_array(y_true), as_array(y_pred)))
})

#' Mean of absolute errors, in percent of the targets
#'
#' @param y_true Targets, `(batch, ..., n)`; those near 0 count as [config_epsilon()].
#' @param y_pred Predictions of the same shape.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_mean_absolute_percentage_error()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_mean_absolute_percentage_error <- wraps("metrics.mean_absolute_percentage_error", function(y_true, y_pred, ...,
    name = "mean_absolute_percentage_error", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$MeanAbsolutePercentageError, list(name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$mean_absolute_percentage_error, list(as_array(y_true), as_array(y_pred)))
})

#' Mean over all classes of intersection over union
#'
#' @param num_classes Number of classes.
#' @param name Name.
#' @param dtype Dtype of the counts; "int32" if `NULL`.
#' @param ignore_class A class number whose samples do not count; none if `NULL`.
#' @param sparse_y_true Whether `y_true` holds class numbers rather than one value per class.
#' @param sparse_y_pred Whether `y_pred` holds class numbers rather than one value per class.
#' @param axis Axis of the classes, where there is one. Counted from 1, or from the end when
#'   negative.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_mean_iou(num_classes = 2)
#' metric$update_state(c(0, 1, 1), c(0, 1, 0))
#' as.array(metric$result())
#' @export
metric_mean_iou <- wraps("metrics.MeanIoU", function(..., num_classes, name = NULL, dtype = NULL, ignore_class = NULL,
    sparse_y_true = TRUE, sparse_y_pred = TRUE, axis = -1L) {
  call_python(core()$metrics$MeanIoU, list(num_classes = as_int(num_classes), name = as_text(name), dtype = as_dtype(dtype),
    ignore_class = as_int(ignore_class), sparse_y_true = as_flag(sparse_y_true), sparse_y_pred = as_flag(sparse_y_pred),
    axis = as_axis(axis), ...))
})

#' Mean of absolute errors, each divided by a number of its own, as Keras 2 had it
#'
#' @param normalizer What errors are divided by: numbers that broadcast to the predictions. A
#'   division by 0 gives 0.
#' @param name Name.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_mean_relative_error(normalizer = c(1, 3, 2, 3))
#' metric$update_state(c(1, 3, 2, 3), c(2, 4, 6, 8))
#' as.array(metric$result())
#' @export
metric_mean_relative_error <- wraps("metrics.MeanRelativeError", function(..., normalizer, name = NULL, dtype = NULL) {
  call_python(core()$metrics$MeanRelativeError, list(normalizer = as_array(normalizer), name = as_text(name),
    dtype = as_dtype(dtype), ...))
})

#' Mean of squared errors
#'
#' @param y_true Targets, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_mean_squared_error()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_mean_squared_error <- wraps("metrics.mean_squared_error", function(y_true, y_pred, ..., name = "mean_squared_error",
    dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$MeanSquaredError, list(name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$mean_squared_error, list(as_array(y_true), as_array(y_pred)))
})

#' Mean of squared errors of the logarithms
#'
#' @param y_true Targets, `(batch, ..., n)`; negative ones count as 0.
#' @param y_pred Predictions of the same shape, likewise.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_mean_squared_logarithmic_error()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_mean_squared_logarithmic_error <- wraps("metrics.mean_squared_logarithmic_error", function(y_true, y_pred, ...,
    name = "mean_squared_logarithmic_error", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$MeanSquaredLogarithmicError, list(name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$mean_squared_logarithmic_error, list(as_array(y_true), as_array(y_pred)))
})

#' Mean of each element of tensors of one shape, as Keras 2 had it
#'
#' @param name Name.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param shape Shape of the tensors; that of the first if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_mean_tensor()
#' metric$update_state(c(1, 2, 3))
#' metric$update_state(c(3, 2, 1))
#' as.array(metric$result())
#' @export
metric_mean_tensor <- wraps("metrics.MeanTensor", function(..., name = "mean_tensor", dtype = NULL, shape = NULL) {
  call_python(core()$metrics$MeanTensor, list(name = as_text(name), dtype = as_dtype(dtype), shape = as_shape(shape), ...))
})

#' Mean of any function `(y_true, y_pred, ...)` that gives a value per sample
#'
#' @param fn The function.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric_mean_wrapper(fn = function(y_true, y_pred) abs(y_true - y_pred), name = "distance")
#' @export
metric_mean_wrapper <- wraps("metrics.MeanMetricWrapper", function(..., fn, name = NULL, dtype = NULL) {
  call_python(core()$metrics$MeanMetricWrapper, list(fn = as_callable(fn), name = as_text(name), dtype = as_dtype(dtype),
    ...))
})

#' As [metric_iou()], with one-hot targets
#'
#' @param num_classes Number of classes.
#' @param target_class_ids The classes that count.
#' @param name Name.
#' @param dtype Dtype of the counts; "int32" if `NULL`.
#' @param ignore_class A class number whose samples do not count; none if `NULL`.
#' @param sparse_y_pred Whether `y_pred` holds class numbers rather than one value per class.
#' @param axis Axis of the classes. Counted from 1, or from the end when negative.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric_one_hot_iou(num_classes = 3, target_class_ids = c(0, 2))
#' @export
metric_one_hot_iou <- wraps("metrics.OneHotIoU", function(..., num_classes, target_class_ids, name = NULL, dtype = NULL,
    ignore_class = NULL, sparse_y_pred = FALSE, axis = -1L) {
  call_python(core()$metrics$OneHotIoU, list(num_classes = as_int(num_classes),
    target_class_ids = as_ints(target_class_ids), name = as_text(name), dtype = as_dtype(dtype),
    ignore_class = as_int(ignore_class), sparse_y_pred = as_flag(sparse_y_pred), axis = as_axis(axis), ...))
})

#' As [metric_mean_iou()], with one-hot targets
#'
#' @param num_classes Number of classes.
#' @param name Name.
#' @param dtype Dtype of the counts; "int32" if `NULL`.
#' @param ignore_class A class number whose samples do not count; none if `NULL`.
#' @param sparse_y_pred Whether `y_pred` holds class numbers rather than one value per class.
#' @param axis Axis of the classes. Counted from 1, or from the end when negative.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric_one_hot_mean_iou(num_classes = 3)
#' @export
metric_one_hot_mean_iou <- wraps("metrics.OneHotMeanIoU", function(..., num_classes, name = NULL, dtype = NULL,
    ignore_class = NULL, sparse_y_pred = FALSE, axis = -1L) {
  call_python(core()$metrics$OneHotMeanIoU, list(num_classes = as_int(num_classes), name = as_text(name),
    dtype = as_dtype(dtype), ignore_class = as_int(ignore_class), sparse_y_pred = as_flag(sparse_y_pred),
    axis = as_axis(axis), ...))
})

#' Mean of Pearson's correlation
#'
#' @param y_true Targets.
#' @param y_pred Predictions of the same shape.
#' @param axis Axis along which samples lie. Counted from 1, or from the end when negative.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric_pearson_correlation()
#' @export
metric_pearson_correlation <- wraps("metrics.pearson_correlation", function(y_true, y_pred, axis = -1L, ...,
    name = "pearson_correlation", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$PearsonCorrelation, list(axis = as_axis(axis), name = as_text(name), dtype = as_dtype(dtype),
      ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$pearson_correlation, list(as_array(y_true), as_array(y_pred), axis = as_axis(axis)))
})

#' Mean negative log-likelihood of counts, up to a constant
#'
#' @param y_true Counts, `(batch, ..., n)`.
#' @param y_pred Rates of the same shape, not negative.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_poisson()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_poisson <- wraps("metrics.poisson", function(y_true, y_pred, ..., name = "poisson", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$Poisson, list(name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$poisson, list(as_array(y_true), as_array(y_pred)))
})

#' Share of right ones among the predictions of class 1
#'
#' @param thresholds Values in \[0, 1\] above which class 1 is predicted; 0.5 if `NULL`. Several
#'   give a figure for each.
#' @param top_k How many of the greatest predictions of a sample are predictions of class 1; the
#'   thresholds decide if `NULL`.
#' @param class_id The only class that counts, by its number from 0; all do if `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_precision()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_precision <- wraps("metrics.Precision", function(..., thresholds = NULL, top_k = NULL, class_id = NULL, name = NULL,
    dtype = NULL) {
  call_python(core()$metrics$Precision, list(thresholds = as_reals(thresholds), top_k = as_int(top_k),
    class_id = as_int(class_id), name = as_text(name), dtype = as_dtype(dtype), ...))
})

#' Best precision among the thresholds at which the recall is at least the given one
#'
#' @param recall In \[0, 1\].
#' @param num_thresholds How many thresholds are tried.
#' @param class_id The only class that counts, by its number from 0; all do if `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric_precision_at_recall(recall = 0.5)
#' @export
metric_precision_at_recall <- wraps("metrics.PrecisionAtRecall", function(..., recall, num_thresholds = 200L,
    class_id = NULL, name = NULL, dtype = NULL) {
  call_python(core()$metrics$PrecisionAtRecall, list(recall = as_real(recall), num_thresholds = as_int(num_thresholds),
    class_id = as_int(class_id), name = as_text(name), dtype = as_dtype(dtype), ...))
})

#' Coefficient of determination: 1 for perfect predictions, 0 for those no better than the mean of
#' the targets
#'
#' @param class_aggregation What becomes of several outputs: "uniform_average" (their mean),
#'   "variance_weighted_average", or `NULL`: a score for each.
#' @param num_regressors Number of independent regressors, for the adjusted score; 0 gives the
#'   plain one.
#' @param name Name.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_r2_score()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_r2_score <- wraps("metrics.R2Score", function(..., class_aggregation = "uniform_average", num_regressors = 0L,
    name = "r2_score", dtype = NULL) {
  call_python(core()$metrics$R2Score, list(class_aggregation = as_text(class_aggregation),
    num_regressors = as_int(num_regressors), name = as_text(name), dtype = as_dtype(dtype), ...))
})

#' Share of the targets 1 that are predicted
#'
#' @param thresholds Values in \[0, 1\] above which class 1 is predicted; 0.5 if `NULL`. Several
#'   give a figure for each.
#' @param top_k How many of the greatest predictions of a sample are predictions of class 1; the
#'   thresholds decide if `NULL`.
#' @param class_id The only class that counts, by its number from 0; all do if `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_recall()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_recall <- wraps("metrics.Recall", function(..., thresholds = NULL, top_k = NULL, class_id = NULL, name = NULL,
    dtype = NULL) {
  call_python(core()$metrics$Recall, list(thresholds = as_reals(thresholds), top_k = as_int(top_k),
    class_id = as_int(class_id), name = as_text(name), dtype = as_dtype(dtype), ...))
})

#' Best recall among the thresholds at which the precision is at least the given one
#'
#' @param precision In \[0, 1\].
#' @param num_thresholds How many thresholds are tried.
#' @param class_id The only class that counts, by its number from 0; all do if `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric_recall_at_precision(precision = 0.5)
#' @export
metric_recall_at_precision <- wraps("metrics.RecallAtPrecision", function(..., precision, num_thresholds = 200L,
    class_id = NULL, name = NULL, dtype = NULL) {
  call_python(core()$metrics$RecallAtPrecision, list(precision = as_real(precision),
    num_thresholds = as_int(num_thresholds), class_id = as_int(class_id), name = as_text(name), dtype = as_dtype(dtype),
    ...))
})

#' Square root of the mean of squared errors
#'
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_root_mean_squared_error()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_root_mean_squared_error <- wraps("metrics.RootMeanSquaredError", function(..., name = "root_mean_squared_error",
    dtype = NULL) {
  call_python(core()$metrics$RootMeanSquaredError, list(name = as_text(name), dtype = as_dtype(dtype), ...))
})

#' Best sensitivity among the thresholds at which the specificity is at least the given one
#'
#' @param specificity In \[0, 1\].
#' @param num_thresholds How many thresholds are tried.
#' @param class_id The only class that counts, by its number from 0; all do if `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric_sensitivity_at_specificity(specificity = 0.5)
#' @export
metric_sensitivity_at_specificity <- wraps("metrics.SensitivityAtSpecificity", function(..., specificity,
    num_thresholds = 200L, class_id = NULL, name = NULL, dtype = NULL) {
  call_python(core()$metrics$SensitivityAtSpecificity, list(specificity = as_real(specificity),
    num_thresholds = as_int(num_thresholds), class_id = as_int(class_id), name = as_text(name), dtype = as_dtype(dtype),
    ...))
})

#' Share of right predictions, with class numbers as targets
#'
#' @param y_true Class numbers from 0, `(batch, ...)`, possibly with a last axis of size 1.
#' @param y_pred Probabilities or logits, `(batch, ..., classes)`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_sparse_categorical_accuracy()
#' metric$update_state(c(1, 0), rbind(c(0.2, 0.8), c(0.6, 0.4)))
#' as.array(metric$result())
#' @export
metric_sparse_categorical_accuracy <- wraps("metrics.sparse_categorical_accuracy", function(y_true, y_pred, ...,
    name = "sparse_categorical_accuracy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$SparseCategoricalAccuracy, list(name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$sparse_categorical_accuracy, list(as_array(y_true), as_array(y_pred)))
})

#' Mean crossentropy of classes that exclude each other, with class numbers as targets
#'
#' @param y_true Class numbers from 0, `(batch, ...)`, possibly with a class axis of size 1.
#' @param y_pred Probabilities, `(batch, ..., classes)`, or logits. Probabilities are made to sum
#'   to 1.
#' @param from_logits Whether `y_pred` holds logits.
#' @param ignore_class A class number whose samples do not count; none if `NULL`.
#' @param axis Axis of the classes. Counted from 1, or from the end when negative.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_sparse_categorical_crossentropy()
#' metric$update_state(c(1, 0), rbind(c(0.2, 0.8), c(0.6, 0.4)))
#' as.array(metric$result())
#' @export
metric_sparse_categorical_crossentropy <- wraps("metrics.sparse_categorical_crossentropy", function(y_true, y_pred,
    from_logits = FALSE, ignore_class = NULL, axis = -1L, ..., name = "sparse_categorical_crossentropy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$SparseCategoricalCrossentropy, list(from_logits = as_flag(from_logits),
      ignore_class = as_int(ignore_class), axis = as_axis(axis), name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$sparse_categorical_crossentropy, list(as_array(y_true), as_array(y_pred),
    from_logits = as_flag(from_logits), ignore_class = as_int(ignore_class), axis = as_axis(axis)))
})

#' Share of samples whose class is among the `k` likeliest, with class numbers as targets
#'
#' @param y_true Class numbers from 0, `(batch, ...)`, possibly with a last axis of size 1.
#' @param y_pred Probabilities or logits, `(batch, ..., classes)`; or class numbers, best first.
#' @param k How many predictions count.
#' @param from_sorted_ids Whether `y_pred` holds class numbers.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric_sparse_top_k_categorical_accuracy(k = 2)
#' @export
metric_sparse_top_k_categorical_accuracy <- wraps("metrics.sparse_top_k_categorical_accuracy", function(y_true, y_pred,
    k = 5L, from_sorted_ids = FALSE, ..., name = "sparse_top_k_categorical_accuracy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$SparseTopKCategoricalAccuracy, list(k = as_int(k), from_sorted_ids = as_flag(from_sorted_ids),
      name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$sparse_top_k_categorical_accuracy, list(as_array(y_true), as_array(y_pred), k = as_int(k),
    from_sorted_ids = as_flag(from_sorted_ids)))
})

#' Best specificity among the thresholds at which the sensitivity is at least the given one
#'
#' @param sensitivity In \[0, 1\].
#' @param num_thresholds How many thresholds are tried.
#' @param class_id The only class that counts, by its number from 0; all do if `NULL`.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric_specificity_at_sensitivity(sensitivity = 0.5)
#' @export
metric_specificity_at_sensitivity <- wraps("metrics.SpecificityAtSensitivity", function(..., sensitivity,
    num_thresholds = 200L, class_id = NULL, name = NULL, dtype = NULL) {
  call_python(core()$metrics$SpecificityAtSensitivity, list(sensitivity = as_real(sensitivity),
    num_thresholds = as_int(num_thresholds), class_id = as_int(class_id), name = as_text(name), dtype = as_dtype(dtype),
    ...))
})

#' Mean squared hinge loss of two classes
#'
#' @param y_true Targets -1 and 1, or 0 and 1, `(batch, ..., n)`.
#' @param y_pred Predictions of the same shape.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_squared_hinge()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_squared_hinge <- wraps("metrics.squared_hinge", function(y_true, y_pred, ..., name = "squared_hinge", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$SquaredHinge, list(name = as_text(name), dtype = as_dtype(dtype), ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$squared_hinge, list(as_array(y_true), as_array(y_pred)))
})

#' Sum of all values
#'
#' @param name Name.
#' @param dtype Dtype of the sum; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_sum()
#' metric$update_state(c(1, 2, 3))
#' as.array(metric$result())
#' @export
metric_sum <- wraps("metrics.Sum", function(..., name = "sum", dtype = NULL) {
  call_python(core()$metrics$Sum, list(name = as_text(name), dtype = as_dtype(dtype), ...))
})

#' Share of samples whose class is among the `k` likeliest, with one-hot targets
#'
#' @param y_true One-hot targets, `(batch, ..., classes)`.
#' @param y_pred Probabilities or logits of the same shape.
#' @param k How many predictions count.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the sums; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for
#'   each sample.
#' @examplesIf hornpipe:::can_run()
#' metric_top_k_categorical_accuracy(k = 2)
#' @export
metric_top_k_categorical_accuracy <- wraps("metrics.top_k_categorical_accuracy", function(y_true, y_pred, k = 5L, ...,
    name = "top_k_categorical_accuracy", dtype = NULL) {
  if (missing(y_true) && missing(y_pred))
    return(call_python(core()$metrics$TopKCategoricalAccuracy, list(k = as_int(k), name = as_text(name), dtype = as_dtype(dtype),
      ...)))
  only_for_objects(c("name", "dtype"), ...)
  call_python(core()$metrics$top_k_categorical_accuracy, list(as_array(y_true), as_array(y_pred), k = as_int(k)))
})

#' Number of predictions of class 0 that are right
#'
#' @param thresholds Values in \[0, 1\] above which class 1 is predicted; 0.5 if `NULL`. Several
#'   give a count for each.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_true_negatives()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_true_negatives <- wraps("metrics.TrueNegatives", function(..., thresholds = NULL, name = NULL, dtype = NULL) {
  call_python(core()$metrics$TrueNegatives, list(thresholds = as_reals(thresholds), name = as_text(name),
    dtype = as_dtype(dtype), ...))
})

#' Number of predictions of class 1 that are right
#'
#' @param thresholds Values in \[0, 1\] above which class 1 is predicted; 0.5 if `NULL`. Several
#'   give a count for each.
#' @param name Name; made from the class if `NULL`.
#' @param dtype Dtype of the arithmetic; the default float type if `NULL`.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A metric for [compile()].
#' @examplesIf hornpipe:::can_run()
#' metric <- metric_true_positives()
#' metric$update_state(matrix(c(0, 1), 1), matrix(c(0.2, 0.8), 1))
#' as.array(metric$result())
#' @export
metric_true_positives <- wraps("metrics.TruePositives", function(..., thresholds = NULL, name = NULL, dtype = NULL) {
  call_python(core()$metrics$TruePositives, list(thresholds = as_reals(thresholds), name = as_text(name),
    dtype = as_dtype(dtype), ...))
})
