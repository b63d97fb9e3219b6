test_that("a registered function is found by name, and told by it", {
  before <- set_custom_objects()
  on.exit(set_custom_objects(before))
  double <- function(x) 2 * x
  register_keras_serializable(double, package = "mine")
  expect_identical(names(get_custom_objects()), "mine>double")
  set_custom_objects(list(half = function(x) x / 2))
  expect_identical(names(get_custom_objects()), "half")
})

test_that("a scope knows its objects, and only inside", {
  expect_false(is.null(with_custom_object_scope(list(own = function(x) x), get_registered_object("own"))))
  expect_null(get_registered_object("own"))
})

test_that("an object comes back from its description", {
  entry <- serialize_keras_object(layer_dense(units = 3, name = "three"))
  expect_identical(entry$class_name, "Dense")
  expect_identical(entry$module, "keras.layers")
  again <- deserialize_keras_object(entry)
  expect_s3_class(again, "hornpipe.layers.Dense")
  expect_identical(again$units, 3L)
})
