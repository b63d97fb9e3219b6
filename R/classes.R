# Packages and scripts ask for the classes that objects have in keras 2.15 and in keras3: bundle, lime and vetiver have
# methods for its models, others say inherits(x, "keras.src.models.model.Model").

classes_of_keras <- list(
  hornpipe.models.Sequential = c("keras.engine.sequential.Sequential", "keras.src.models.sequential.Sequential"),
  hornpipe.models.Functional = c("keras.engine.functional.Functional", "keras.src.models.functional.Functional"),
  hornpipe.models.Model = c("keras.engine.training.Model", "keras.models.Model", "keras.src.models.model.Model"),
  hornpipe.layers.Layer = c("keras.engine.base_layer.Layer", "keras.layers.Layer", "keras.src.layers.layer.Layer"),
  hornpipe.layers.Wrapper = c("keras.layers.rnn.base_wrapper.Wrapper", "keras.src.layers.core.wrapper.Wrapper"),
  hornpipe.layers.RNN = c("keras.layers.rnn.base_rnn.RNN", "keras.src.layers.rnn.rnn.RNN"),
  hornpipe.losses.Loss = c("keras.losses.Loss", "keras.src.losses.loss.Loss"),
  hornpipe.metrics.Metric = c("keras.metrics.base_metric.Metric", "keras.metrics.Metric", "keras.src.metrics.metric.Metric"),
  hornpipe.initializers.Initializer = c("keras.initializers.initializers.Initializer", "keras.src.initializers.initializer.Initializer"),
  hornpipe.regularizers.Regularizer = c("keras.regularizers.Regularizer", "keras.src.regularizers.regularizers.Regularizer"),
  hornpipe.constraints.Constraint = c("keras.constraints.Constraint", "keras.src.constraints.constraints.Constraint"),
  hornpipe.optimizers.Optimizer = c("keras.optimizers.optimizer.Optimizer", "keras.src.optimizers.optimizer.Optimizer"),
  hornpipe.optimizers.schedules.LearningRateSchedule = c(
    "keras.optimizers.schedules.learning_rate_schedule.LearningRateSchedule", "keras.src.optimizers.schedules.learning_rate_schedule.LearningRateSchedule"
  ),
  hornpipe.callbacks.Callback = c("keras.callbacks.Callback", "keras.src.callbacks.callback.Callback"),
  hornpipe.KerasTensor = c("keras.engine.keras_tensor.KerasTensor", "keras.src.backend.common.keras_tensor.KerasTensor"),
  hornpipe.Variable = "keras.src.backend.Variable",
  torch.Tensor = "tensorflow.tensor"
)

# Classes of keras3 by the file of `keras.src` that they are in.
files_of_keras <- list(
  optimizers = c(
    Adadelta = "adadelta", Adafactor = "adafactor", Adagrad = "adagrad", Adam = "adam", AdamW = "adamw", Adamax = "adamax", Ftrl = "ftrl",
    Lamb = "lamb", Lion = "lion", LossScaleOptimizer = "loss_scale_optimizer", MultiOptimizer = "multi_optimizer", Muon = "muon",
    Nadam = "nadam", RMSprop = "rmsprop", ScheduleFreeAdamW = "schedule_free_adamw", SGD = "sgd"
  ),
  callbacks = c(
    BackupAndRestore = "backup_and_restore", CSVLogger = "csv_logger", EarlyStopping = "early_stopping", History = "history",
    LambdaCallback = "lambda_callback", LearningRateScheduler = "learning_rate_scheduler", ModelCheckpoint = "model_checkpoint",
    ProgbarLogger = "progbar_logger", ReduceLROnPlateau = "reduce_lr_on_plateau", RemoteMonitor = "remote_monitor",
    SwapEMAWeights = "swap_ema_weights", TensorBoard = "tensorboard", TerminateOnNaN = "terminate_on_nan"
  ),
  quantizers = c(
    AWQConfig = "awq_config", GPTQConfig = "gptq_config", QuantizationConfig = "quantization_config", Float8QuantizationConfig = "quantization_config",
    Int4QuantizationConfig = "quantization_config", Int8QuantizationConfig = "quantization_config", Quantizer = "quantizers",
    AbsMaxQuantizer = "quantizers"
  ),
  dtype_policies = c(
    DTypePolicy = "dtype_policy", DTypePolicyMap = "dtype_policy_map", FloatDTypePolicy = "dtype_policy", QuantizedDTypePolicy = "dtype_policy",
    QuantizedFloat8DTypePolicy = "dtype_policy", AWQDTypePolicy = "dtype_policy", GPTQDTypePolicy = "dtype_policy", Int4DTypePolicy = "dtype_policy"
  )
)

for (folder in names(files_of_keras)) {
  class <- names(files_of_keras[[folder]])
  classes_of_keras[paste("hornpipe", folder, class, sep = ".")] <- paste("keras.src", folder, files_of_keras[[folder]], class, sep = ".")
}
rm(folder, class)

with_class_of_keras <- function(classes) {
  at <- match(classes, names(classes_of_keras), 0L)
  if (any(at > 0L)) append(classes, unlist(classes_of_keras[at], use.names = FALSE), length(classes) - 1L) else classes
}
