#!/usr/bin/env bash
# usage: package.sh LIBRARY     the R package of this folder into LIBRARY (the Python core travels inside it)
set -euo pipefail
library=$1
mkdir -p "$library"
echo "setup: installing the R package into $library"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
R CMD INSTALL --no-test-load --library="$library" . >"$log" 2>&1 || { cat "$log" >&2; echo "setup: stopped, R CMD INSTALL failed" >&2; exit 1; }
