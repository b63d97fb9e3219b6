# man/ and NAMESPACE from the roxygen comments, without loading Python.
roxygen2::roxygenise(load_code = "source")
