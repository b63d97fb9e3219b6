#!/bin/sh
# usage: build.sh [FOLDER]     makes native.so of the C files here, beside them or in FOLDER. The library is optional: where it cannot be made,
#                              one line on stderr says why, what was there before stays, and all is well.
here=$(cd "$(dirname "$0")" && pwd) || exit
folder=${1:-$here}
compiler=${CC:-cc}
made=$folder/.native.$$.so
trap 'rm -f "$made"' EXIT

without() {
  echo "hornpipe: no compiled training steps, torch runs all: $1" >&2
  exit 0
}

[ "$(uname -sm)" = "Linux x86_64" ] || without "they are for Linux on x86-64, this is $(uname -sm)"
command -v "${compiler%% *}" >/dev/null 2>&1 || without "there is no C compiler, $compiler"
[ -w "$folder" ] || without "nothing can be written to $folder"

# The library tells which source it was made of: with another one, its functions would be called with the wrong arguments.
source=$(cat "$here"/*.c | sha256sum | cut -c 1-64)
# shellcheck disable=SC2086
said=$({ echo "const char hornpipe_source[] = \"$source\";" |
  $compiler -O3 -march=haswell -fno-math-errno -ffp-contract=fast -std=gnu11 -fopenmp -shared -fPIC -o "$made" "$here"/*.c -x c - -lm &&
  mv -f "$made" "$folder/native.so"; } 2>&1) ||
  without "$compiler failed. $(echo "$said" | grep -m 1 -i -E 'error|cannot')"
