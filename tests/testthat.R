library(testthat)
library(hornpipe)

test_check("hornpipe")
