# The second half of demo(fashion_mnist): a new R session loads what the first one saved.
library(hornpipe)
folder <- commandArgs(trailingOnly = TRUE)[1]
path <- function(name) file.path(folder, name)
expected <- readRDS(path("expected.rds"))
with_weights <- function(model) model %>% load_model_weights_hdf5(path("weights.h5"))

models <- list(
  "model.keras" = load_model(path("model.keras")),
  "model.h5" = load_model_hdf5(path("model.h5")),
  "model.json + weights.h5" = with_weights(model_from_json(readLines(path("model.json")))),
  "model.yaml + weights.h5" = with_weights(model_from_yaml(readLines(path("model.yaml"))))
)
cat("A new R session predicts from each file:\n")
for (name in names(models)) {
  difference <- max(abs(predict(models[[name]], expected$x, verbose = 0) - expected$predicted))
  cat(sprintf("  %-24s largest difference %g\n", name, difference))
  stopifnot(difference < 1e-6)
}
