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

# The code of a page's example, what is not run included.
example_of <- function(page) {
  file <- withr::local_tempfile()
  tools::Rd2ex(page, file, commentDontrun = FALSE, commentDonttest = FALSE)
  if (file.exists(file)) parse(file, keep.source = FALSE)
}

aliases_of <- function(page) vapply(Filter(function(part) attr(part, "Rd_tag") == "\\alias", page), function(part) trimws(part[[1L]]), "")

test_that("every export is called in the example of its help page", {
  exports <- getNamespaceExports("hornpipe")
  shown <- unlist(lapply(tools::Rd_db("hornpipe"), function(page) {
    here <- intersect(aliases_of(page), exports)
    if (length(here)) intersect(here, names_in(example_of(page)))
  }))
  expect_identical(sort(setdiff(exports, shown)), character())
})
