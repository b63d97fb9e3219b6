test_that("the page gets the metrics by epoch, with holes where a metric is missing", {
  json <- metrics_json(3L, 1:3, 5L, list(loss = c(0.5, 0.25, NA), "val\"x" = c(NA, 1, Inf)), FALSE)
  expect_equal(json, paste0(
    '{"version":3,"epoch":[1,2,3],"epochs":5,"done":false,',
    '"metrics":{"loss":[0.5,0.25,null],"val\\"x":[null,1,null]}}'
  ))
})

test_that("no page without being asked for", {
  expect_null(metrics_page("auto"))
  expect_null(metrics_page(FALSE))
})

test_that("the page is told before it asks for anything else, and its script finds its places", {
  page <- paste(readLines(system.file("metrics", "index.html", package = "hornpipe")), collapse = "\n")
  ids <- function(pattern) unique(regmatches(page, gregexpr(pattern, page, perl = TRUE))[[1L]])
  expect_setequal(ids("(?<=getElementById\\(\")\\w+"), ids("(?<= id=\")\\w+"))
  # One file beside it, nothing from elsewhere: it works offline and from a file.
  expect_match(page, "script.src = \"metrics.js?\"", fixed = TRUE)
  expect_false(grepl("https?://|fetch\\(\"|import ", page))
  expect_match(page, "if (!done) setTimeout(poll, 500)", fixed = TRUE)
})

test_that("the data are whole at any moment of the training", {
  withr::local_options(viewer = function(page) shown <<- page)
  shown <- NULL
  seen <- list()
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% compile("sgd", "mse")
  look <- callback_lambda(on_epoch_begin = function(epoch, logs) {
    path <- file.path(dirname(shown), "metrics.js")
    if (epoch > 0) seen[[epoch]] <<- readLines(path)
  })
  fit(model, matrix(1:4), 1:4, epochs = 3, verbose = 0, view_metrics = TRUE, callbacks = look)
  expect_match(seen[[1]], '^show\\(\\{"version":1,"epoch":\\[1\\],"epochs":3,"done":false,"metrics":\\{"loss":\\[[0-9.e+-]+\\]\\}\\}\\)$')
  expect_match(seen[[2]], '"version":2,"epoch":\\[1,2\\]')
})
