# The contract of the names that users see: each stands in a test, and in the example of its help page.

# The names in a piece of code. `f(x) <- value` calls `f<-`, which all.names() does not say.
names_in <- function(code) c(all.names(code), unlist(lapply(code, replaced)))

replaced <- function(e) {
  if (!is.call(e)) return(NULL)
  own <- if (identical(e[[1L]], as.name("<-")) && is.call(e[[2L]])) paste0(deparse1(e[[2L]][[1L]]), "<-")
  c(own, unlist(lapply(as.list(e), replaced)))
}

test_that("every export stands in a test", {
  files <- c(list.files(test_path(), "^test-.*[.]R$", full.names = TRUE), list.files(test_path("rows"), full.names = TRUE))
  tested <- unlist(lapply(files, function(file) names_in(parse(file, keep.source = FALSE))))
  expect_identical(sort(setdiff(getNamespaceExports("hornpipe"), tested)), character())
})
