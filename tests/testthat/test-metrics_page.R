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
