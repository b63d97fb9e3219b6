#!/usr/bin/env bash
# Builds the source package into build/ and checks it there. Without the PDF manual, which needs LaTeX.
# The source is copied without what git ignores: R CMD build would first copy .venv and then leave it out.
set -euo pipefail
rm -rf build/check
mkdir -p build/check/source
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  if [ -e "$file" ]; then printf '%s\0' "$file"; fi
done | tar --null -T - -cf - | tar -xf - -C build/check/source
cd build/check
R CMD build source
_R_CHECK_FORCE_SUGGESTS_=false R CMD check --no-manual "$@" hornpipe_*.tar.gz
if grep -q -E '^Status: .*(ERROR|WARNING)' hornpipe.Rcheck/00check.log; then exit 1; fi
