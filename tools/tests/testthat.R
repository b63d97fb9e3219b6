# Runs tests/testthat against the installed package; the run ends with one line, `testthat: N passed, N failed`.
library(hornpipe)
results <- testthat::test_dir("tests/testthat", package = "hornpipe", load_package = "installed",
                              reporter = "summary", stop_on_failure = FALSE)
kinds <- unlist(lapply(results, function(test) vapply(test$results, function(r) class(r)[1], "")))
count <- function(kind) sum(kinds == paste0("expectation_", kind))
failed <- count("failure") + count("error")
skipped <- count("skip")
cat(sprintf("testthat: %d passed, %d failed%s\n", count("success"), failed, if (skipped) sprintf(", %d skipped", skipped) else ""))
quit(status = as.integer(failed > 0))
