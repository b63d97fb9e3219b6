#' Feature space
#'
#' Prepares and encodes the columns of a table: numbers, categories, strings, and
#' crosses of them. The layer learns from data by [adapt()] and takes data frames
#' or named lists of columns.
#'
#' @param object What to compose the layer with.
#' @param features A named list: for each column a kind, such as `"float"`,
#'   `"float_normalized"`, `"string_categorical"`, or the result of a `feature_*()`
#'   function.
#' @param output_mode For the layer `"concat"`, one matrix, or `"dict"`, a list by
#'   feature; for a feature `"one_hot"`, `"int"` or, for numbers, `"float"`.
#' @param crosses A list of vectors of names of features to cross, or of results of
#'   `feature_cross()`.
#' @param crossing_dim Number of bins of a cross.
#' @param hashing_dim Number of bins of hashed features.
#' @param num_discretization_bins,num_bins Number of bins.
#' @param name Name.
#' @param feature_names Names of the features to cross; for the layer, names for
#'   `features` without names.
#' @param dtype Type of the column: `"float32"`, `"int32"` or `"string"`.
#' @param preprocessor A layer that encodes the column.
#' @param scale,offset The column becomes `x * scale + offset`.
#' @param bin_boundaries Where bins end; learned from data by default.
#' @param max_tokens Largest number of categories.
#' @param num_oov_indices Number of bins for categories that were not seen.
#'
#' @return A layer; a feature.
#' @export
#' @examplesIf hornpipe:::can_run()
#' space <- layer_feature_space(features = list(
#'   Sepal.Length = "float_normalized",
#'   Species = feature_string_categorical(num_oov_indices = 0)
#' ))
#' adapt(space, iris[c("Sepal.Length", "Species")])
#' space(iris[1:2, c("Sepal.Length", "Species")])
#'
#' houses <- data.frame(
#'   price = c(200, 350, 410), rooms = 3:5, area = c(70, 95, 120), year = c(1960, 1985, 2001),
#'   garden = c(0, 40, 200), zip = c(1010, 1020, 1030), city = c("Graz", "Linz", "Graz"),
#'   style = c("old", "new", "new")
#' )
#' space <- layer_feature_space(
#'   features = list(
#'     price = feature_float_normalized(),
#'     rooms = feature_integer_categorical(num_oov_indices = 0),
#'     area = feature_float_rescaled(scale = 1 / 100),
#'     year = feature_float_discretized(num_bins = 2),
#'     garden = feature_custom("float32", layer_rescaling(scale = 0.01), "float"),
#'     zip = feature_integer_hashed(num_bins = 4),
#'     city = feature_string_categorical(),
#'     style = feature_string_hashed(num_bins = 2)
#'   ),
#'   crosses = list(feature_cross(c("city", "style"), crossing_dim = 8)),
#'   output_mode = "dict"
#' )
#' adapt(space, houses)
#' lapply(space(houses), dim)
#' layer_feature_space(features = list(area = feature_float()))(houses["area"])
layer_feature_space <- function(object, features, output_mode = "concat", crosses = NULL, crossing_dim = 32L, hashing_dim = 32L,
                                num_discretization_bins = 32L, name = NULL, feature_names = NULL) {
  check_given(features)
  if (!is.null(feature_names)) names(features) <- feature_names
  add_layer(if (missing(object)) NULL else object, core()$utils$FeatureSpace, list(
    as.list(features), output_mode = output_mode, crosses = if (!is.null(crosses)) lapply(crosses, function(x) if (is.character(x)) as.list(x) else x),
    crossing_dim = as_int(crossing_dim), hashing_dim = as_int(hashing_dim), num_discretization_bins = as_int(num_discretization_bins), name = name
  ))
}

feature <- function(kind, ...) call_python(core()$utils$FeatureSpace[[kind]], list(...), NULL)

#' @rdname layer_feature_space
#' @export
feature_cross <- function(feature_names, crossing_dim, output_mode = "one_hot") {
  feature("cross", as.list(as_texts(feature_names)), as_int(crossing_dim), output_mode = output_mode)
}

#' @rdname layer_feature_space
#' @export
feature_custom <- function(dtype, preprocessor, output_mode) feature("feature", as_dtype(dtype), as_part(preprocessor), as_text(output_mode))

#' @rdname layer_feature_space
#' @export
feature_float <- function(name = NULL) feature("float", name = name)

#' @rdname layer_feature_space
#' @export
feature_float_rescaled <- function(scale = 1, offset = 0, name = NULL) {
  feature("float_rescaled", scale = as_real(scale), offset = as_real(offset), name = name)
}

#' @rdname layer_feature_space
#' @export
feature_float_normalized <- function(name = NULL) feature("float_normalized", name = name)

#' @rdname layer_feature_space
#' @export
feature_float_discretized <- function(num_bins, bin_boundaries = NULL, output_mode = "one_hot", name = NULL) {
  feature("float_discretized", as_int(num_bins), bin_boundaries = if (!is.null(bin_boundaries)) as.list(as_reals(bin_boundaries)),
          output_mode = output_mode, name = name)
}

#' @rdname layer_feature_space
#' @export
feature_integer_categorical <- function(max_tokens = NULL, num_oov_indices = 1, output_mode = "one_hot", name = NULL) {
  feature("integer_categorical", max_tokens = as_int(max_tokens), num_oov_indices = as_int(num_oov_indices), output_mode = output_mode, name = name)
}

#' @rdname layer_feature_space
#' @export
feature_string_categorical <- function(max_tokens = NULL, num_oov_indices = 1, output_mode = "one_hot", name = NULL) {
  feature("string_categorical", max_tokens = as_int(max_tokens), num_oov_indices = as_int(num_oov_indices), output_mode = output_mode, name = name)
}

#' @rdname layer_feature_space
#' @export
feature_integer_hashed <- function(num_bins, output_mode = "one_hot", name = NULL) {
  feature("integer_hashed", as_int(num_bins), output_mode = output_mode, name = name)
}

#' @rdname layer_feature_space
#' @export
feature_string_hashed <- function(num_bins, output_mode = "one_hot", name = NULL) {
  feature("string_hashed", as_int(num_bins), output_mode = output_mode, name = name)
}
