#!/usr/bin/env bash
# R, the R packages in r-packages.txt, pandoc, a C compiler and Fashion-MNIST's files: from Debian's packages, as far as they are missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
wanted=$(cat "$here/r-packages.txt")

missing_r_packages() {
  command -v Rscript >/dev/null || { echo "$wanted"; return; }
  # shellcheck disable=SC2086
  Rscript --vanilla -e 'for (p in commandArgs(TRUE)) if (!nzchar(system.file(package = p))) cat(p, "\n")' $wanted
}

missing=()
command -v Rscript >/dev/null || missing+=(r-base-core)
for package in $(missing_r_packages); do missing+=("r-cran-$(echo "$package" | tr '[:upper:]' '[:lower:]')"); done
command -v pandoc >/dev/null || missing+=(pandoc)
# Without a C compiler the compiled training steps are left out, so nothing stops where it cannot be installed.
if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] && ! command -v cc >/dev/null; then missing+=(gcc libc6-dev); fi
if command -v apt-get >/dev/null && [ ! -e /usr/share/datasets/fashion-mnist ]; then missing+=(dataset-fashion-mnist); fi

if [ ${#missing[@]} -eq 0 ]; then
  echo "setup: R $(Rscript --vanilla -e 'cat(format(getRversion()))') and the packages it needs are here"
  exit
fi
by_hand="apt-get install --no-install-recommends ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  names=$(printf '%s\n' "${missing[@]}" | sed 's/^r-cran-//; s/^r-base-core$/R (4.1 or later)/' | paste -sd, - | sed 's/,/, /g')
  echo "setup: stopped, no apt-get here. Install R, its packages and programs that are missing: $names" >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "setup: stopped, not root. Run: sudo $by_hand" >&2
  exit 1
fi

echo "setup: installing from Debian: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >"$log" 2>&1; }
if ! install && ! { apt-get update -q >"$log" 2>&1 && install; }; then
  echo "setup: stopped, $(grep -m1 '^E:' "$log" || tail -n1 "$log"). Install by hand: $by_hand" >&2
  exit 1
fi
