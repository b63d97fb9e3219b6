metric <- metric_binary_accuracy(threshold = 0.7)
invisible(metric$update_state(c(1, 1, 0), c(0.9, 0.6, 0.2)))
as.numeric(metric$result())   # 2 of 3
