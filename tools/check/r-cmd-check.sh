#!/usr/bin/env bash
# Builds the source package into build/ and checks it there. Without the PDF manual, which needs LaTeX.
set -euo pipefail
mkdir -p build
cd build
rm -f hornpipe_*.tar.gz
R CMD build ..
_R_CHECK_FORCE_SUGGESTS_=false R CMD check --no-manual "$@" hornpipe_*.tar.gz
if grep -q -E '(ERROR|WARNING)s?$' hornpipe.Rcheck/00check.log; then exit 1; fi
