test_that("every name of keras is here, or says what to use instead", {
  table <- coming_from_keras()
  expect_named(table, c("name", "instead"))
  expect_true(all(nzchar(table$instead)))
  expect_equal(coming_from_keras("save_model_tf")$instead, "save_model()")
  expect_equal(coming_from_keras(c("layer_dense", "install_keras"))$instead, c("install_hornpipe()", "the same name"))
  expect_equal(coming_from_keras("application_vgg16")$instead, "load_model() with a .keras or .h5 file of the network")
  expect_error(coming_from_keras("layer_magic"), "got \"layer_magic\"", class = "hornpipe_unknown_name_error")
})

test_that("what it names exists", {
  named <- unlist(regmatches(former_names, gregexpr("(?<=\\[)[A-Za-z_]+(?=\\(\\)\\])", former_names, perl = TRUE)))
  expect_identical(setdiff(named, getNamespaceExports("hornpipe")), character())
})

test_that("a former name stops with an error that tells", {
  error <- expect_error(stop_former("save_model_tf"), "`save_model_tf()` of keras is not in hornpipe. Use instead: save_model().", fixed = TRUE,
                        class = "hornpipe_former_error")
  expect_equal(error$name, "save_model_tf")
})
