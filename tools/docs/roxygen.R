# man/ and NAMESPACE from the roxygen comments; Python is not started.
roxygen2::roxygenise()
