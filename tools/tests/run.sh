#!/usr/bin/env bash
# usage: run.sh [python] [r]     runs each suite to its end; fails when one of them failed
set -uo pipefail
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}      # tests use small tensors: threads would only wait for each other
status=0
for suite in "$@"; do
  case $suite in
    python) .venv/bin/python -m pytest -q -p tools.tests.closing_line tests/python || status=1 ;;
    r) Rscript tools/tests/testthat.R || status=1 ;;
  esac
done
exit $status
