# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' Keeps a backup of training, and begins from it when training was broken off
#'
#' With the same arguments and data, a restarted `fit()` ends with the weights of an unbroken one:
#' weights, optimizer, random numbers, and the counters of other callbacks all go on where they
#' were. Data from a generator that cannot be rewound is an exception.
#'
#' @param backup_dir Folder for the backup; for this training alone.
#' @param save_freq "epoch", or a number of batches.
#' @param double_checkpoint Whether the backup before the last is kept too, for when the last
#'   cannot be read.
#' @param delete_checkpoint Whether the backup is deleted at the end of training.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' callback_backup_and_restore(file.path(tempdir(), "backup"))
#' @export
callback_backup_and_restore <- function(backup_dir, save_freq = "epoch", double_checkpoint = FALSE, delete_checkpoint = TRUE) {
  call_python(core()$callbacks$BackupAndRestore, list(backup_dir = as_path(backup_dir), save_freq = as_frequency(save_freq),
    double_checkpoint = as_flag(double_checkpoint), delete_checkpoint = as_flag(delete_checkpoint)))
}

#' Writes a row per epoch into a file
#'
#' @param filename The file; folders are made.
#' @param separator Between the columns.
#' @param append Whether rows are added to an existing file, or it starts anew.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' callback_csv_logger(tempfile(fileext = ".csv"))
#' @export
callback_csv_logger <- function(filename, separator = ",", append = FALSE) {
  call_python(core()$callbacks$CSVLogger, list(filename = as_path(filename), separator = as_text(separator),
    append = as_flag(append)))
}

#' Ends training when the monitored metric has not got better for some epochs
#'
#' @param monitor Name in the logs.
#' @param min_delta Least change that counts as better.
#' @param patience Epochs without that after which training ends.
#' @param verbose 1 tells when it happens.
#' @param mode "min", "max", or "auto": what the metric itself says.
#' @param baseline What has to be reached as well for the patience to start anew.
#' @param restore_best_weights Whether the model ends with the weights of its best epoch.
#' @param start_from_epoch First epoch that is looked at.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
#' model %>% compile(optimizer = "sgd", loss = "mse")
#' history <- model %>% fit(
#'   matrix(1:20 / 20), matrix(1:20 / 10),
#'   epochs = 200, validation_split = 0.2, verbose = 0,
#'   callbacks = callback_early_stopping(patience = 3, min_delta = 0.001)
#' )
#' length(history$metrics$loss)
#' @export
callback_early_stopping <- function(monitor = "val_loss", min_delta = 0, patience = 0L, verbose = 0L, mode = "auto",
    baseline = NULL, restore_best_weights = FALSE, start_from_epoch = 0L) {
  call_python(core()$callbacks$EarlyStopping, list(monitor = as_text(monitor), min_delta = as_real(min_delta),
    patience = as_int(patience), verbose = as_verbose(verbose), mode = as_text(mode), baseline = as_real(baseline),
    restore_best_weights = as_flag(restore_best_weights), start_from_epoch = as_int(start_from_epoch)))
}

#' Sets the learning rate at the start of each epoch
#'
#' @param schedule Function of the epoch (from 0) and the present rate, or of the epoch alone, that
#'   gives the rate.
#' @param verbose 1 tells the rate.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' callback_learning_rate_scheduler(function(epoch, lr) if (epoch < 5) lr else lr * 0.9)
#' @export
callback_learning_rate_scheduler <- function(schedule, verbose = 0L) {
  call_python(core()$callbacks$LearningRateScheduler, list(schedule = as_callable(schedule), verbose = as_verbose(verbose)))
}

#' Saves the model, or its weights, after each epoch, every so many batches, or when a metric got
#' better
#'
#' A file is written aside and then put in its place: a crash never leaves half a file.
#'
#' @param filepath File to write; may hold `{epoch}`, `{batch}` and names of the logs, as
#'   `"{epoch:02d}-{val_loss:.2f}.keras"`.
#' @param monitor Name in the logs.
#' @param verbose 1 tells of each file.
#' @param save_best_only Whether to save only when the monitored metric got better.
#' @param save_weights_only Whether to save weights; `filepath` then ends in ".weights.h5", or in
#'   ".h5" or ".hdf5" for the older format.
#' @param mode "min", "max", or "auto": what the metric itself says.
#' @param save_freq "epoch", or a number of batches.
#' @param initial_value_threshold What the first value has to be better than.
#' @param period Of keras 2.x: without effect.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' callback_model_checkpoint(tempfile(fileext = ".keras"), save_best_only = TRUE)
#' @export
callback_model_checkpoint <- function(filepath, monitor = "val_loss", verbose = 0L, save_best_only = FALSE,
    save_weights_only = FALSE, mode = "auto", save_freq = "epoch", initial_value_threshold = NULL, period = NULL) {
  without_effect(period)
  call_python(core()$callbacks$ModelCheckpoint, list(filepath = as_path(filepath), monitor = as_text(monitor),
    verbose = as_verbose(verbose), save_best_only = as_flag(save_best_only), save_weights_only = as_flag(save_weights_only),
    mode = as_text(mode), save_freq = as_frequency(save_freq), initial_value_threshold = as_real(initial_value_threshold)))
}

#' Multiplies the learning rate by `factor` when the monitored metric has not got better for some
#' epochs
#'
#' @param monitor Name in the logs.
#' @param factor Below 1.
#' @param patience Epochs without getting better after which the rate falls.
#' @param verbose 1 tells when it happens.
#' @param mode "min", "max", or "auto": what the metric itself says.
#' @param min_delta Least change that counts as better.
#' @param cooldown Epochs after a fall in which nothing is counted.
#' @param min_lr Least learning rate.
#' @param ... Further arguments, by name, passed on to Python.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' callback_reduce_lr_on_plateau()
#' @export
callback_reduce_lr_on_plateau <- function(monitor = "val_loss", factor = 0.1, patience = 10L, verbose = 0L, mode = "auto",
    min_delta = 0.0001, cooldown = 0L, min_lr = 0, ...) {
  call_python(core()$callbacks$ReduceLROnPlateau, list(monitor = as_text(monitor), factor = as_real(factor),
    patience = as_int(patience), verbose = as_verbose(verbose), mode = as_text(mode), min_delta = as_real(min_delta),
    cooldown = as_int(cooldown), min_lr = as_real(min_lr), ...))
}

#' Posts the logs of each epoch to a server as JSON
#'
#' @param root Address of the server.
#' @param path Path that is posted to.
#' @param field Name of the form field with the JSON text; unused with `send_as_json`.
#' @param headers Named list of further headers.
#' @param send_as_json Whether the body is the JSON itself, of type application/json.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' callback_remote_monitor()
#' @export
callback_remote_monitor <- function(root = "http://localhost:9000", path = "/publish/epoch/end/", field = "data",
    headers = NULL, send_as_json = FALSE) {
  call_python(core()$callbacks$RemoteMonitor, list(root = as_text(root), path = as_text(path), field = as_text(field),
    headers = headers, send_as_json = as_flag(send_as_json)))
}

#' Puts the moving averages of an optimizer with `use_ema = TRUE` in place of the weights for
#' evaluation and prediction
#'
#' @param swap_on_epoch Whether to do so at the end of each epoch too, so that a callback further
#'   down the list saves the averages.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' callback_swap_ema_weights()
#' @export
callback_swap_ema_weights <- function(swap_on_epoch = FALSE) {
  call_python(core()$callbacks$SwapEMAWeights, list(swap_on_epoch = as_flag(swap_on_epoch)))
}

#' Writes metrics, and if wanted weights, images, embeddings and a profile, for TensorBoard
#'
#' @param log_dir Folder; training and validation get a folder each inside. A new one for each run
#'   keeps them apart.
#' @param histogram_freq Epochs from one histogram of each weight to the next; 0 for none.
#' @param write_graph Whether the model's architecture is written.
#' @param write_images Whether weights are drawn as images too, along with the histograms.
#' @param write_steps_per_second Whether the speed is written.
#' @param update_freq "epoch", "batch", or the number of batches from one writing to the next.
#' @param profile_batch A batch, counted from 1, or a pair (first, last), to profile; 0 for none.
#' @param embeddings_freq Epochs from one writing of the embeddings to the next; 0 for none.
#' @param embeddings_metadata File with a line per row of the embedding, or a named list of layers'
#'   names to files.
#' @param batch_size Of keras 2.x: without effect.
#' @param write_grads Of keras 2.x: without effect.
#' @param embeddings_layer_names Of keras 2.x: without effect.
#' @param embeddings_data Of keras 2.x: without effect.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' callback_tensorboard(tempfile("logs"))
#' @export
callback_tensorboard <- function(log_dir = "logs", histogram_freq = 0L, write_graph = TRUE, write_images = FALSE,
    write_steps_per_second = FALSE, update_freq = "epoch", profile_batch = 0L, embeddings_freq = 0L,
    embeddings_metadata = NULL, batch_size = NULL, write_grads = NULL, embeddings_layer_names = NULL,
    embeddings_data = NULL) {
  without_effect(embeddings_data)
  without_effect(embeddings_layer_names)
  without_effect(write_grads)
  without_effect(batch_size)
  call_python(core()$callbacks$TensorBoard, list(log_dir = as_path(log_dir), histogram_freq = as_int(histogram_freq),
    write_graph = as_flag(write_graph), write_images = as_flag(write_images),
    write_steps_per_second = as_flag(write_steps_per_second), update_freq = as_frequency(update_freq),
    profile_batch = as_int(profile_batch), embeddings_freq = as_int(embeddings_freq),
    embeddings_metadata = embeddings_metadata))
}

#' Ends training when the loss is NaN or infinite. Looks at the loss after each batch, for which an
#' accelerator has to wait
#'
#' @param raise_error Whether to raise an error rather than to end training quietly.
#' @return A callback for [fit()].
#' @examplesIf hornpipe:::can_run()
#' callback_terminate_on_nan()
#' callback_terminate_on_naan()
#' @export
callback_terminate_on_nan <- function(raise_error = FALSE) {
  call_python(core()$callbacks$TerminateOnNaN, list(raise_error = as_flag(raise_error)))
}

#' @rdname callback_terminate_on_nan
#' @export
callback_terminate_on_naan <- callback_terminate_on_nan
