library(testthat)
library(hornpipe)

# Without a Python that has torch there is nothing to test, and nothing has failed.
if (hornpipe:::can_run()) test_check("hornpipe") else print(hornpipe_doctor())
